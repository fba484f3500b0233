"""What was filed at a counter comes into the account of whom it is, and into nobody else's."""

import pytest
from django.test import Client

from hoaban.core.journal.models import Entry
from hoaban.core.people import actions as people_actions
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor, system
from hoaban.core.people.models import Person
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.claims import actions, reactions
from hoaban.domains.onestop.claims.refused import NothingConfirmed, NothingToClaim
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from tests.world.desks import BACKEND
from tests.world.province import MONDAY, OWNER, Ward, filing
from tests.world.scenes import refused

PHONE = OWNER["phone"]
COUNTS = {"declaration": {"originals": 1}}  # of the papers that were brought


def account(name: str = "Lường Thị Ban", phone: str = PHONE, *, confirmed: bool = True) -> Actor:
    """A citizen who signed up with a number."""
    key = f"c{Person.objects.count()}"
    person = Person.objects.create(username=key, public_id=key, full_name=name, search_text=key)
    if phone:
        people_actions.set_phone(
            person.pk, phone=phone, confirmed=confirmed, by=system("test"), at=MONDAY
        )
    return people.actor_for_citizen(person)


@pytest.fixture
def counter(ward: Ward) -> Dossier:
    """Received at the counter, from somebody without an account."""
    given = filing(ward.agency, channel="counter", counts=COUNTS)
    return filing_actions.submit(given, by=ward.clerk, at=MONDAY)


def seen(by: Actor) -> list[str]:
    return [one.reference for one in access.visible_to(by)]


@pytest.mark.parametrize("writing", ["{}", "Mã hồ sơ: {}.", " {} "])
def test_the_code_and_the_declared_number_bring_it_into_the_account(
    counter: Dossier, writing: str
) -> None:
    by = account(name="Người Khác Tên")
    assert seen(by) == []
    actions.claim(writing.format(counter.reference.lower()), by=by, at=MONDAY)
    assert seen(by) == [counter.reference]
    entry = Entry.objects.get(verb="dossiers.claimed")
    assert (entry.subject_pk, entry.by, entry.facts) == (
        counter.pk,
        by.reference,
        {"parts": ["owner", "submitter"]},
    )


def test_another_number_claims_nothing(counter: Dossier) -> None:
    by = account(phone="0900000999")
    with refused(NothingToClaim):
        actions.claim(counter.reference, by=by, at=MONDAY)


def test_a_number_that_is_not_confirmed_claims_nothing(counter: Dossier) -> None:
    by = account(confirmed=False)
    with refused(NothingConfirmed):
        actions.claim(counter.reference, by=by, at=MONDAY)


def test_an_unknown_code_is_told_as_a_wrong_number_is(counter: Dossier) -> None:
    by = account()
    with refused(NothingToClaim):
        actions.claim("23456789AJ", by=by, at=MONDAY)


def test_what_stands_in_one_account_goes_into_no_other(counter: Dossier) -> None:
    first = account(name="Một")
    actions.claim(counter.reference, by=first, at=MONDAY)
    Person.objects.filter(pk=first.person_pk or 0).update(phone_confirmed=False)
    by = account(name="Hai")
    with refused(NothingToClaim):
        actions.claim(counter.reference, by=by, at=MONDAY)


def test_who_confirms_the_number_finds_what_was_filed_under_the_own_name(counter: Dossier) -> None:
    by = account(name="LUONG THI BAN")
    reactions.give_found(Entry.objects.filter(verb="people.phone_set").latest("pk"))
    assert seen(by) == [counter.reference]


def test_another_name_under_the_same_number_finds_nothing_by_itself(counter: Dossier) -> None:
    by = account(name="Lường Văn Ban")
    reactions.give_found(Entry.objects.filter(verb="people.phone_set").latest("pk"))
    assert seen(by) == []


def test_a_number_that_was_not_confirmed_finds_nothing(counter: Dossier) -> None:
    by = account(confirmed=False)
    reactions.give_found(Entry.objects.filter(verb="people.phone_set").latest("pk"))
    assert seen(by) == []


def test_the_page_asks_for_the_code_and_leads_to_the_dossier(counter: Dossier) -> None:
    browser, by = Client(), account()
    browser.force_login(Person.objects.get(public_id=by.reference.partition(":")[2]), BACKEND)
    assert "/my/claim/" in browser.get("/my/").text
    wrong = browser.post("/my/claim/", {"code": "23456789AJ"})
    assert (wrong.status_code, "Không có hồ sơ nào mang mã này" in wrong.text) == (422, True)
    assert browser.post("/my/claim/", {"code": ""}).status_code == 422
    done = browser.post("/my/claim/", {"code": counter.reference})
    assert done.url == f"/my/{counter.reference}/"  # type: ignore[attr-defined]
    assert browser.get(done.url).status_code == 200  # type: ignore[attr-defined]


def test_codes_are_tried_ten_times_and_then_not_for_a_while(counter: Dossier) -> None:
    browser, by = Client(), account()
    browser.force_login(Person.objects.get(public_id=by.reference.partition(":")[2]), BACKEND)
    for _ in range(10):
        browser.post("/my/claim/", {"code": "23456789AJ"})
    answer = browser.post("/my/claim/", {"code": counter.reference})
    assert "Không có hồ sơ nào" not in answer.text
    assert seen(by) == []


def test_whoever_got_the_number_later_has_nothing_by_the_code_that_a_message_said(
    ward: Ward, counter: Dossier
) -> None:
    receipt = reception.receive(counter.pk, by=ward.clerk, at=MONDAY)
    by, own = account(name="Vàng A Chủ Mới"), account(phone="0900000888")
    with refused(NothingToClaim):
        actions.claim(receipt.code or "", by=by, at=MONDAY)
    people_actions.set_phone(
        by.person_pk or 0, phone="", confirmed=False, by=system("test"), at=MONDAY
    )
    people_actions.set_phone(
        own.person_pk or 0, phone=PHONE, confirmed=True, by=system("test"), at=MONDAY
    )
    actions.claim(receipt.code or "", by=own, at=MONDAY)
    assert seen(own) == [counter.reference]
