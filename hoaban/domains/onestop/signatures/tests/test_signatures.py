"""A leader reads what waits, and signs what was read by one confirmation and one code."""

import re
import time
from html import unescape

import pytest
from allauth.mfa.totp.internal import auth
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoaban.core.http import attempts, throttle
from hoaban.core.people.models import Person
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.results import queries as results
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, told

PERIOD = 30  # seconds of a code
LIST, SIGN = "/desk/signing/", "/desk/signing/sign/"


@pytest.fixture(autouse=True)
def _half_a_minute_may_end(settings: LazySettings) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # half a minute may end between a code and its check


def states(*dossiers: Dossier) -> list[str]:
    return [Dossier.objects.get(pk=one.pk).state for one in dossiers]


def read(desk: Desk, *dossiers: Dossier) -> list[str]:
    """The leader reads these papers; what the confirmation then carries of them."""
    for one in dossiers:
        desk.post("leader", f"{LIST}{one.reference}/", {"seen": results.drafted(one)})
    picked = [one.reference for one in dossiers]
    asked = desk.by("leader").get(SIGN, {"pick": picked}).content.decode()
    return [*map(str, re.findall(r'name="pick" value="([^"]+)"', asked))]


def app_of(name: str) -> str:
    """Sets up an authenticator app; its secret."""
    secret: str = auth.generate_totp_secret()
    auth.TOTP.activate(Person.objects.get(public_id=name), secret)
    return secret


def code(secret: str) -> str:
    value = auth.hotp_value(secret, int(time.time()) // PERIOD)
    return str(auth.format_hotp_value(value))


def test_one_row_a_paper_says_what_whose_when_and_who_drafted(desk: Desk, scenes: Scenes) -> None:
    waiting, drafted = scenes.bring("at_signing"), scenes.bring("drafted")
    shown = unescape(desk.get("leader", LIST))
    row = shown[shown.index("<tbody>") : shown.index("</tbody>")]
    assert [word in row for word in (str(waiting.code), "Lường Thị Ban", "Người specialist")] == [
        True
    ] * 3
    assert (str(drafted.code) in row, row.count("Chưa đọc")) == (False, 1)
    assert f'href="{LIST}{waiting.reference}/"' in row


def test_my_work_leads_to_it_with_the_number(desk: Desk, scenes: Scenes) -> None:
    scenes.bring("at_signing")
    assert re.search(
        r'href="/desk/signing/"[^<]*>\s*Chờ ký\s*<b[^>]*>1<', desk.get("leader", "/desk/")
    )
    assert LIST not in desk.get("clerk", "/desk/")


@pytest.mark.parametrize("name", ["clerk", "specialist"])
def test_who_does_not_sign_has_no_such_page(desk: Desk, scenes: Scenes, name: str) -> None:
    waiting = scenes.bring("at_signing")
    found = [
        desk.by(name).get(at).status_code for at in (LIST, SIGN, f"{LIST}{waiting.reference}/")
    ]
    assert found == [403, 403, 403]


def test_the_list_asks_as_often_for_one_paper_as_for_many(desk: Desk, scenes: Scenes) -> None:
    counts = []
    for more in (1, 4):
        for _ in range(more):
            scenes.bring("at_signing")
        desk.get("leader", LIST)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get("leader", LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_to_be_signed_stands_beside_its_facts_between_its_neighbours(
    desk: Desk, scenes: Scenes
) -> None:
    first, second, third = (scenes.bring("at_signing") for _ in range(3))
    shown = desk.get("leader", f"{LIST}{second.reference}/")
    assert shown.count("data:image/png;base64,") == 2  # one of the copies too
    assert "để xem trước" not in shown  # the name is that of whoever signs
    assert f'name="seen" value="{results.drafted(second)}"' in shown
    ways = re.findall(r'rel="(prev|next)"\s+href="/desk/signing/(\w+)/"', shown)
    assert ways == [("prev", first.reference), ("next", third.reference)]


def test_read_one_after_the_other_they_are_signed_at_once(desk: Desk, scenes: Scenes) -> None:
    first, second, unread = (scenes.bring("at_signing") for _ in range(3))
    sent = {"seen": results.drafted(first)}
    following = desk.post("leader", f"{LIST}{first.reference}/", sent).headers["Location"]
    assert following == f"{LIST}{second.reference}/"
    picks = read(desk, first, second)
    assert len(picks) == 2
    for _ in range(2):  # sent twice, as by Back
        said = desk.post("leader", SIGN, {"pick": picks, "once": "sign:1"}).content.decode()
        assert "Đã ký 2 trên 2 văn bản." in said
    assert states(first, second, unread) == ["done", "done", "in_process"]
    assert [told(one).count("signed") for one in (first, second)] == [1, 1]


def test_what_was_not_read_is_not_signed(desk: Desk, scenes: Scenes) -> None:
    unread = scenes.bring("at_signing")
    answer = desk.post("leader", SIGN, {"pick": [unread.reference], "once": "sign:1"})
    assert (answer.headers["Location"], states(unread)) == (LIST, ["in_process"])


def test_another_draft_than_the_one_read_is_not_signed_and_leaves_the_rest(
    desk: Desk, scenes: Scenes
) -> None:
    first, second = (scenes.bring("at_signing") for _ in range(2))
    picks = read(desk, first, second)
    Document.objects.filter(pk=first.result_id or 0).update(subject="Nội dung khác")
    said = desk.post("leader", SIGN, {"pick": picks, "once": "sign:1"}).content.decode()
    assert ("Đã ký 1 trên 2" in said, "đã thay đổi từ khi bạn mở ra" in said) == (True, True)
    assert states(first, second) == ["in_process", "done"]
    assert "Chưa đọc" in desk.get("leader", LIST)


def test_a_paper_is_sent_back_with_a_reason(desk: Desk, scenes: Scenes) -> None:
    waiting, address = scenes.bring("at_signing"), LIST
    address += f"{waiting.reference}/"
    empty = desk.post("leader", address, {"do": "return", "note": "", "once": "r:1"})
    assert empty.status_code == 422
    sent = {"do": "return", "note": "Ghi sai năm sinh.", "once": "r:1"}
    assert desk.post("leader", address, sent).headers["Location"] == LIST
    assert told(waiting)[-1] == "step_returned"


@pytest.mark.django_db(transaction=True)
def test_what_ends_the_request_in_the_middle_leaves_whole_papers(
    desk: Desk, scenes: Scenes
) -> None:
    first, second, third = (scenes.bring("at_signing") for _ in range(3))
    picks = read(desk, first, second, third)
    Dossier.objects.filter(pk=second.pk).update(calendar_digest="gone")  # no rule foresees it
    desk.by("leader").raise_request_exception = False
    assert desk.post("leader", SIGN, {"pick": picks, "once": "sign:1"}).status_code == 500
    assert states(first, second, third) == ["done", "in_process", "in_process"]
    drafts = Document.objects.filter(copy_of=None).order_by("pk").values_list("state", "number")
    assert list(drafts) == [("issued", 1), ("draft", None), ("draft", None)]


def test_one_code_signs_them_all_and_a_wrong_or_used_one_signs_nothing(
    desk: Desk, scenes: Scenes, settings: LazySettings
) -> None:
    first, second, third = (scenes.bring("at_signing") for _ in range(3))
    secret = app_of("leader")
    picks = read(desk, first, second)
    sent = {"pick": picks, "once": "sign:1"}
    for wrong in ("", "000000x"):
        answer = desk.post("leader", SIGN, sent | {"code": wrong})
        assert (answer.status_code, states(first)) == (422, ["in_process"])
    right = code(secret)
    for _ in range(2):  # sent twice, the second one has no new code
        assert (
            "Đã ký 2 trên 2" in desk.post("leader", SIGN, sent | {"code": right}).content.decode()
        )
    again = {"pick": read(desk, third), "once": "sign:2", "code": right}
    answer = desk.post("leader", SIGN, again)
    assert (answer.status_code, states(third)) == (422, ["in_process"])
    assert "Mã này đã dùng rồi; hãy đợi mã kế tiếp." in answer.content.decode()
    whose = f"person:{Person.objects.get(public_id='leader').pk}"
    assert throttle.tried(attempts.CODES, whose, seconds=settings.SIGN_IN_WINDOW) == 0


def test_the_same_press_with_other_papers_wants_a_code_of_its_own(
    desk: Desk, scenes: Scenes
) -> None:
    first, second = (scenes.bring("at_signing") for _ in range(2))
    secret = app_of("leader")
    sent = {"pick": read(desk, first), "once": "sign:1", "code": code(secret)}
    assert desk.post("leader", SIGN, sent).status_code == 200
    other = {"pick": read(desk, second), "once": "sign:1"}
    assert (desk.post("leader", SIGN, other).status_code, states(second)) == (422, ["in_process"])


def test_within_its_time_a_code_is_good_for_further_signatures(
    desk: Desk, scenes: Scenes, settings: LazySettings
) -> None:
    settings.SIGNING_CODE_MINUTES = 5
    first, second = (scenes.bring("at_signing") for _ in range(2))
    secret = app_of("leader")
    sent = {"pick": read(desk, first), "once": "sign:1", "code": code(secret)}
    assert desk.post("leader", SIGN, sent).status_code == 200
    further = {"pick": read(desk, second), "once": "sign:2"}
    assert desk.post("leader", SIGN, further).status_code == 200
    assert states(first, second) == ["done", "done"]


def test_a_code_shown_in_one_post_is_good_in_no_other(
    desk: Desk, scenes: Scenes, settings: LazySettings
) -> None:
    settings.SIGNING_CODE_MINUTES = 5
    first, second = (scenes.bring("at_signing") for _ in range(2))
    sent = {"pick": read(desk, first), "once": "sign:1", "code": code(app_of("leader"))}
    assert desk.post("leader", SIGN, sent).status_code == 200
    session = desk.by("leader").session  # as after a change of the post
    session["signing.proved"] |= {"by": "post:another"}
    session.save()
    further = {"pick": read(desk, second), "once": "sign:2"}
    assert (desk.post("leader", SIGN, further).status_code, states(second)) == (422, ["in_process"])


def test_guessed_codes_are_few(desk: Desk, scenes: Scenes, settings: LazySettings) -> None:
    waiting = scenes.bring("at_signing")
    secret = app_of("leader")
    sent = {"pick": read(desk, waiting), "once": "sign:1"}
    for _ in range(settings.CODE_ATTEMPTS):
        desk.post("leader", SIGN, sent | {"code": "1"})
    answer = desk.post("leader", SIGN, sent | {"code": code(secret)})
    assert (answer.status_code, states(waiting)) == (422, ["in_process"])


def test_the_page_of_one_case_asks_for_the_code_too(desk: Desk, scenes: Scenes) -> None:
    waiting = scenes.bring("at_signing")
    secret = app_of("leader")
    assert 'name="code"' in desk.get("leader", page(waiting, "sign"))
    sent = {"seen": results.drafted(waiting), "once": "sign:1"}
    answer = desk.post("leader", page(waiting, "sign"), sent)
    assert (answer.status_code, states(waiting)) == (422, ["in_process"])
    desk.post("leader", page(waiting, "sign"), sent | {"code": code(secret)})
    assert states(waiting) == ["done"]


def test_where_a_code_is_a_duty_whoever_has_no_app_is_led_to_set_it_up(
    desk: Desk, scenes: Scenes, settings: LazySettings
) -> None:
    waiting = scenes.bring("at_signing")
    settings.SIGNING_CODE_IS_DUTY = True
    for address in (page(waiting, "sign"), SIGN):
        sent = {"seen": results.drafted(waiting), "once": "sign:1"}
        picks = read(desk, waiting) or [f"{waiting.reference}:{results.drafted(waiting)}"]
        said = desk.post("leader", address, sent | {"pick": picks}).content.decode()
        assert ("/account/2fa/" in said, states(waiting)) == (True, ["in_process"])


def test_an_official_can_set_the_app_up(desk: Desk, scenes: Scenes) -> None:
    scenes.actor("leader")
    assert desk.by("leader").get("/account/2fa/").status_code == 200
