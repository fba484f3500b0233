import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.conf import LazySettings, settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils.html import strip_tags

from hoaban.core.http import attempts, throttle
from hoaban.core.people import queries
from hoaban.core.people.actors import STRANGER
from hoaban.core.people.models import Person
from hoaban.faces.portal.accounts import Adapter, MfaAdapter
from hoaban.gateways.notify.models import SentMessage

PASSWORD = "nương-rẫy-mùa-xuân"
PHONE, EMAIL = "0912345678", "lo.van.hac@example.invalid"
pytestmark = pytest.mark.django_db


def sign_up(client: Client, contact: str, name: str = "Lò Văn  Hặc") -> str:
    """Fill the sign-up form; the address it leads to."""
    form = {"full_name": name, "contact": contact, "password1": PASSWORD}
    return client.post("/account/signup/", form).headers.get("Location", "")


def code() -> str:
    """The code in the last message that was sent."""
    found = re.search(r": ([^\s.]{6,9})\.", SentMessage.objects.latest("pk").body)
    assert found
    return found[1]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("messages", [Adapter.error_messages, MfaAdapter.error_messages])
def test_every_message_of_an_account_is_said_in_vietnamese(messages: dict[str, object]) -> None:
    said = {name: str(text) for name, text in messages.items()}
    assert [name for name, text in said.items() if text.isascii()] == []


@pytest.mark.parametrize("typed", ["clerk.ward", PHONE, EMAIL])
def test_who_mistypes_reads_so_in_vietnamese_and_an_official_finds_their_own_door(
    client: Client, typed: str
) -> None:
    page = client.post("/account/login/", {"login": typed, "password": "x"}).content.decode()
    assert "mật khẩu không đúng" in page
    assert '<a href="/desk/sign-in/">' in page


def test_a_citizen_signs_up_with_a_telephone_number(client: Client) -> None:
    leads_to = sign_up(client, "+84 912 345 678")
    assert (leads_to, is_signed_in(client)) == ("/account/phone/verify/", False)
    assert SentMessage.objects.get().address == PHONE
    client.post(leads_to, {"code": code()})
    person = Person.objects.get()
    assert (person.full_name, person.phone, person.phone_confirmed) == ("Lò Văn Hặc", PHONE, True)
    assert is_signed_in(client)


def test_a_citizen_signs_up_with_an_e_mail_address(client: Client) -> None:
    leads_to = sign_up(client, EMAIL.upper())
    assert (leads_to, is_signed_in(client)) == ("/account/confirm-email/", False)
    client.post(leads_to, {"code": code()})
    assert is_signed_in(client)
    assert Person.objects.get().email == EMAIL


def test_a_wrong_code_confirms_nothing_and_says_so(client: Client) -> None:
    leads_to = sign_up(client, PHONE)
    answer = client.post(leads_to, {"code": "XXXXXX"})
    assert "Mã không đúng" in answer.content.decode()
    assert not is_signed_in(client)
    assert not Person.objects.get().phone_confirmed


def test_after_three_wrong_codes_one_begins_anew(client: Client) -> None:
    leads_to = sign_up(client, PHONE)
    right = code()
    for _attempt in range(3):
        client.post(leads_to, {"code": "XXXXXX"})
    client.post(leads_to, {"code": right})
    assert not is_signed_in(client)


def test_whoever_signed_up_signs_in_with_the_number_in_any_writing(client: Client) -> None:
    client.post(sign_up(client, PHONE), {"code": code()})
    client.post("/account/logout/")
    client.post("/account/login/", {"login": "0912 345 678", "password": PASSWORD})
    assert is_signed_in(client)


def test_a_wrong_password_does_not_say_whether_the_number_is_known(client: Client) -> None:
    client.post(sign_up(client, PHONE), {"code": code()})
    client.post("/account/logout/")
    known = client.post("/account/login/", {"login": PHONE, "password": "không đúng"})
    unknown = client.post("/account/login/", {"login": "0987654321", "password": "không đúng"})
    said = "Số điện thoại hoặc mật khẩu không đúng."
    assert (said in known.content.decode(), said in unknown.content.decode()) == (True, True)


def test_signing_up_with_a_number_in_use_shows_the_same_page(client: Client) -> None:
    client.post(sign_up(client, PHONE), {"code": code()})
    client.post("/account/logout/")
    assert sign_up(Client(), PHONE, "Người khác") == "/account/phone/verify/"
    assert Person.objects.count() == 1
    assert "đã có tài khoản" in SentMessage.objects.latest("pk").body


def test_who_merely_claims_a_number_does_not_lock_its_owner_out(client: Client) -> None:
    sign_up(Client(), PHONE, "Kẻ mạo nhận")
    owner = sign_up(client, "0912.345.678", "Chủ số máy")
    if owner == "/account/phone/verify/":
        client.post(owner, {"code": code()})
    confirmed = queries.by_phone(PHONE)
    assert confirmed is not None
    assert (confirmed.full_name, confirmed.phone_confirmed) == ("Chủ số máy", True)


def test_too_many_attempts_are_refused_even_with_the_right_password(
    client: Client, settings: LazySettings
) -> None:
    settings.SIGN_IN_ATTEMPTS = 3
    client.post(sign_up(client, PHONE), {"code": code()})
    client.post("/account/logout/")
    other = Client()
    for _attempt in range(3):
        other.post("/account/login/", {"login": PHONE, "password": "không đúng"})
    answer = other.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    assert "Đã thử quá nhiều lần" in answer.content.decode()
    assert not is_signed_in(other)
    client.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    assert is_signed_in(client)  # there the owner was known before


def test_others_mistyped_passwords_close_the_door_to_nobody(client: Client) -> None:
    client.post(sign_up(client, PHONE), {"code": code()})
    client.logout()
    for number in range(12):
        wrong = {"login": f"09876543{number:02}", "password": "không phải"}
        Client().post("/account/login/", wrong)
    client.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    assert is_signed_in(client)


def test_whoever_signs_in_starts_afresh(client: Client, settings: LazySettings) -> None:
    settings.SIGN_IN_ATTEMPTS = 2
    client.post(sign_up(client, PHONE), {"code": code()})
    for _time in range(4):
        client.post("/account/logout/")
        client.post("/account/login/", {"login": PHONE, "password": PASSWORD})
        assert is_signed_in(client)


def test_no_sign_up_makes_an_official(client: Client) -> None:
    form = {"full_name": "Lò Thị Ban", "contact": PHONE, "password1": PASSWORD}
    posing = {**form, "role": "administrator", "username": "quantri", "is_synthetic": "on"}
    client.post(client.post("/account/signup/", posing).headers["Location"], {"code": code()})
    person = Person.objects.get()
    assert (person.posts.count(), person.username.startswith("cd-")) == (0, True)
    assert client.get("/desk/people/").status_code == 403


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Hãy nhập họ và tên."),
        ({"full_name": "   "}, "Hãy nhập họ và tên."),
        ({"full_name": "12345"}, "Tên cần có ít nhất một chữ cái."),
        ({"full_name": "Лo Ван"}, "hãy viết lại: Лo Ван."),
        ({"full_name": "A", "contact": "09123"}, "Số điện thoại không đúng"),
        ({"full_name": "A", "contact": "a@b"}, "Địa chỉ thư điện tử không đúng."),
        ({"full_name": "A", "contact": PHONE, "password1": "123"}, "Mật khẩu"),
    ],
)
def test_a_bad_form_says_what_is_wrong_and_keeps_nobody(
    client: Client, form: dict[str, str], said: str
) -> None:
    answer = client.post("/account/signup/", form)
    assert said in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize("contact", [EMAIL, PHONE])
def test_a_forgotten_password_is_set_anew_with_a_code(client: Client, contact: str) -> None:
    client.post(sign_up(client, contact), {"code": code()})
    client.post("/account/logout/")
    asked = client.post("/account/password/reset/", {"email": contact, "holder": "LO VAN HAC"})
    step = client.post(asked.headers["Location"], {"code": code()}).headers["Location"]
    client.post(step, {"password1": "mới-mới-2020", "password2": "mới-mới-2020"})
    client.post("/account/login/", {"login": contact, "password": "mới-mới-2020"})
    assert is_signed_in(client)


@pytest.mark.parametrize("contact", [EMAIL, PHONE])
def test_asking_for_a_code_shows_the_same_page_to_strangers(client: Client, contact: str) -> None:
    answer = client.post("/account/password/reset/", {"email": contact, "holder": "LO VAN HAC"})
    assert answer.headers["Location"] == "/account/password/reset/confirm/"
    assert contact in "".join(client.get(answer.headers["Location"]).content.decode().split())
    client.post(answer.headers["Location"], {"code": ""})
    client.post(answer.headers["Location"], {"code": "000000"})
    step = client.get("/account/password/reset/complete/")
    assert step.status_code == 302  # nothing was confirmed


def test_a_number_that_was_merely_claimed_opens_no_account(client: Client) -> None:
    sign_up(client, PHONE)
    Client().post("/account/password/reset/", {"email": PHONE, "holder": "Lò Văn Hặc"})
    assert "chưa có tài khoản" in SentMessage.objects.latest("pk").body


def test_a_short_password_is_refused_in_vietnamese(client: Client) -> None:
    form = {"full_name": "A", "contact": PHONE, "password1": "kx93!a"}
    answer = client.post("/account/signup/", form).content.decode()
    assert "Mật khẩu quá ngắn: cần ít nhất 8 ký tự." in answer


ENGLISH = re.compile(
    r"\b(the|your|you|please|enter|password|account|sign|login|code|address|with|are|this)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "page",
    [
        *("login/", "signup/", "password/reset/", "logout/", "email/", "phone/change/"),
        *("password/change/", "2fa/", "2fa/totp/activate/", "inactive/", "login/code/"),
        *("2fa/recovery-codes/generate/", "confirm-email/", "sessions/"),
    ],
)
def test_every_page_of_an_account_speaks_vietnamese(client: Client, page: str) -> None:
    for contact in (PHONE, ""):
        if contact:
            client.post(sign_up(client, contact), {"code": code()})
        answer = client.get(f"/account/{page}", follow=True)
        main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
        main = re.sub(r"<script.*?</script>", "", main, flags=re.DOTALL)
        assert ENGLISH.findall(strip_tags(main)) == []
        client.post("/account/logout/")


def test_nobody_is_a_stranger_to_the_journal_after_sign_up(client: Client) -> None:
    client.post(sign_up(client, PHONE), {"code": code()})
    actor = queries.actor_for_citizen(Person.objects.get())
    assert actor.reference != STRANGER.reference


def right_code(person: Person) -> str:
    """What the authenticator app of a person shows now."""
    kept = Authenticator.objects.get(type="totp", user=person)
    secret = MfaAdapter().decrypt(kept.data["secret"])
    now = next(iter(auth.yield_hotp_counters_from_time()))
    return str(auth.format_hotp_value(auth.hotp_value(secret, now)))


@pytest.fixture
def two_factors(client: Client) -> Person:
    """A citizen with an authenticator app and recovery codes, who has given the password."""
    client.post(sign_up(client, PHONE), {"code": code()})
    client.post("/account/logout/")
    person = Person.objects.get()
    auth.TOTP.activate(person, auth.generate_totp_secret())
    RecoveryCodes.activate(person)
    client.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    return person


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_the_sixth_code_is_refused_even_when_right(
    client: Client, two_factors: Person, kind: str
) -> None:
    kept = Authenticator.objects.get(type="recovery_codes", user=two_factors)
    right = right_code(two_factors) if kind == "app" else kept.wrap().get_unused_codes()[0]
    other = Client()  # another browser does not begin anew
    for browser in (client, other):
        browser.cookies.clear()  # none of both knows her
        browser.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    for _attempt in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    for browser in (client, other):
        answer = browser.post("/account/2fa/authenticate/", {"code": right})
        assert "Đã thử quá nhiều lần" in answer.content.decode()
        assert not is_signed_in(browser)


def test_a_right_code_within_five_comes_in_and_starts_afresh(
    client: Client, two_factors: Person
) -> None:
    for _attempt in range(4):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/2fa/authenticate/", {"code": right_code(two_factors)})
    assert is_signed_in(client)
    window = settings.SIGN_IN_WINDOW
    assert throttle.tried(attempts.CODES, f"person:{two_factors.pk}", seconds=window) == 0


def test_codes_tried_elsewhere_do_not_make_the_owner_wait_where_she_is_known(
    client: Client, two_factors: Person
) -> None:
    client.post("/account/2fa/authenticate/", {"code": right_code(two_factors)})
    client.post("/account/logout/")
    other = Client()  # which knows the password
    other.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    for _attempt in range(8):
        other.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    recovery = Authenticator.objects.get(type="recovery_codes", user=two_factors)
    unused = recovery.wrap().get_unused_codes()[0]
    client.post("/account/2fa/authenticate/", {"code": unused})
    assert is_signed_in(client)


@pytest.mark.parametrize("contact", [EMAIL, PHONE])
def test_who_has_confirmed_nothing_comes_in_by_no_door(client: Client, contact: str) -> None:
    sign_up(client, contact)
    person = Person.objects.get()
    for name in (contact, person.username, person.public_id):
        for path, field in (("/desk/sign-in/", "username"), ("/account/login/", "login")):
            browser = Client()
            browser.post(path, {field: name, "password": PASSWORD})
            assert not is_signed_in(browser)
            assert browser.get("/my/").status_code == 302


def test_an_own_account_at_somebodys_address_does_not_reset_the_count(
    client: Client, settings: LazySettings
) -> None:
    settings.SIGN_IN_ATTEMPTS = 3
    client.post(sign_up(client, EMAIL), {"code": code()})
    client.post("/account/logout/")
    other = Person.objects.get()
    other.pk, other.public_id, other.username = None, "claimed", "cd-claimed"
    other.set_password("mật khẩu khác 2020")
    other.save(force_insert=True)
    for guess in ("không đúng", "mật khẩu khác 2020", "không đúng"):
        Client().post("/account/login/", {"login": EMAIL, "password": guess})
    stranger = Client()
    stranger.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert not is_signed_in(stranger)


def test_a_citizen_may_add_an_authenticator_app_whose_secret_is_kept_encrypted(
    client: Client,
) -> None:
    client.post(sign_up(client, PHONE), {"code": code()})
    step = client.get("/account/2fa/totp/activate/")
    if "Location" in step.headers:
        client.post(step.headers["Location"], {"password": PASSWORD})
        client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    now = next(iter(auth.yield_hotp_counters_from_time()))
    shown = auth.format_hotp_value(auth.hotp_value(secret, now))
    client.post("/account/2fa/totp/activate/", {"code": shown})
    kept = Authenticator.objects.get(type="totp")
    assert (secret in str(kept.data), MfaAdapter().decrypt(kept.data["secret"])) == (False, secret)
    other = Client()
    answer = other.post("/account/login/", {"login": PHONE, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(other)


def test_too_many_codes_to_one_number_are_refused_in_words(
    client: Client, settings: LazySettings
) -> None:
    settings.CODES_TO_A_NUMBER = 2
    for _attempt in range(2):
        sign_up(Client(), PHONE)
    sent = SentMessage.objects.count()
    sign_up(client, PHONE)
    page = client.get("/account/login/").content.decode()
    assert (SentMessage.objects.count(), "thử quá nhiều lần" in page) == (sent, True)


class Counting(MD5PasswordHasher):
    hashed = 0  # passwords, so far

    def encode(self, password: str, salt: str) -> str:
        Counting.hashed += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("contact", [PHONE, EMAIL])
def test_signing_up_takes_as_many_hashes_where_there_is_an_account(
    client: Client, contact: str, settings: LazySettings
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    counts = []
    for browser in (client, Client()):
        Counting.hashed = 0
        leads_to = sign_up(browser, contact)
        counts.append(Counting.hashed)
        if browser is client:
            browser.post(leads_to, {"code": code()})
    assert counts == [1, 1]
