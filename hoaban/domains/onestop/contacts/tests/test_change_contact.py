"""Somebody has another telephone number: news goes there, and the old number opens nothing."""

import pytest

from hoaban.core.journal.models import Entry
from hoaban.core.people import actions as people_actions
from hoaban.core.people import actors
from hoaban.core.people.models import Person
from hoaban.domains.onestop.contacts import reactions
from hoaban.domains.onestop.contacts.refused import ContactUnchanged
from hoaban.domains.onestop.corrections import queries
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.tracking import queries as tracking
from tests.world.acts import LATER
from tests.world.province import OWNER
from tests.world.scenes import Scenes, last, refused

NEW, WHY = "0987654321", "Ông Ban đến quầy, đã xem căn cước."
WAITING = (
    *("submitted", "awaiting_completion", "received", "in_process"),
    *("awaiting_supplement", "done"),
)


def changed(scenes: Scenes, dossier: Dossier, **ways: str) -> Dossier:
    return scenes.act("change_contact", dossier, contacts={"owner": ways}, reason=WHY)


@pytest.mark.parametrize("state", WAITING)
def test_the_counter_changes_it_in_every_state_in_which_somebody_waits(
    scenes: Scenes, state: str
) -> None:
    dossier = scenes.bring(state)
    before = (dossier.state, dossier.clock, dossier.turn)
    found = changed(scenes, dossier, phone="0987 654 321")
    assert (found.owner["phone"], found.filer["phone"], found.phone_tail) == (NEW, NEW, "4321")
    assert (found.state, found.clock, found.turn) == before
    kept = queries.corrections(found)[0]
    assert (kept.section, kept.name, kept.row.old, kept.row.new, kept.row.ground) == (
        "Người đứng tên hồ sơ",
        "Điện thoại",
        OWNER["phone"],
        NEW,
        WHY,
    )


def test_the_journal_names_the_box_and_no_number(scenes: Scenes) -> None:
    found = changed(scenes, scenes.bring("in_process"), phone=NEW)
    assert last(found).facts == {"sections": ["@owner"], "questions": ["@owner.phone"]}


def test_the_old_number_follows_the_dossier_no_more(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    owner = dossier.owner | {"identity_number": "011190000777"}
    Dossier.objects.filter(pk=dossier.pk).update(owner=owner)
    found = changed(scenes, dossier, phone=NEW)
    tails = [tracking.tracked(found.reference, one[-4:]) for one in (OWNER["phone"], NEW)]
    assert tails == [None, found]


def test_nothing_changed_and_no_ground_are_refused(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(ContactUnchanged):
        changed(scenes, dossier, phone=OWNER["phone"])
    with refused(ReasonMissing):
        scenes.act("change_contact", dossier, contacts={"owner": {"phone": NEW}}, reason="")


def test_a_number_that_is_used_no_more_is_taken_away(scenes: Scenes) -> None:
    found = changed(scenes, scenes.bring("done"), phone="", email="ban@vidu.vn")
    assert (found.owner["phone"], found.owner["email"], found.phone_tail) == ("", "ban@vidu.vn", "")


@pytest.fixture
def owner(scenes: Scenes) -> Person:
    """The citizen, with a confirmed number."""
    person = Person.objects.get(public_id="citizen")
    give(person, OWNER["phone"])
    return person


def give(person: Person, phone: str) -> Entry:
    by = actors.system("test")
    people_actions.set_phone(person.pk, phone=phone, confirmed=True, by=by, at=LATER)
    person.refresh_from_db()
    return Entry.objects.filter(verb="people.phone_set").latest("pk")


@pytest.mark.parametrize("state", ["submitted", "in_process", "done"])
def test_open_dossiers_follow_the_account_to_its_new_number(
    scenes: Scenes, owner: Person, state: str
) -> None:
    dossier = scenes.bring(state)
    Dossier.objects.filter(pk=dossier.pk).update(owner_person=owner, submitter_person=owner)
    entry = give(owner, NEW)
    for _ in range(2):
        reactions.follow_number(entry)
    dossier.refresh_from_db()
    assert (dossier.owner["phone"], dossier.filer["phone"], dossier.phone_tail) == (
        NEW,
        NEW,
        "4321",
    )
    followed = Entry.objects.filter(verb="dossiers.contact_changed")
    assert [(one.by, one.subject_pk) for one in followed] == [("system:accounts", dossier.pk)]


def test_what_is_over_and_what_names_another_number_stay_as_they_are(
    scenes: Scenes, owner: Person
) -> None:
    over, other = scenes.bring("returned"), scenes.bring("in_process")
    Dossier.objects.update(owner_person=owner, submitter_person=owner)
    changed(scenes, other, phone="0911222333")
    reactions.follow_number(give(owner, NEW))
    numbers = dict(Dossier.objects.values_list("pk", "owner__phone"))
    assert numbers == {over.pk: OWNER["phone"], other.pk: "0911222333"}


def test_two_changes_one_after_the_other_are_both_followed(scenes: Scenes, owner: Person) -> None:
    dossier = scenes.bring("in_process")
    Dossier.objects.update(owner_person=owner, submitter_person=owner)
    give(owner, "0911222333")
    reactions.follow_number(give(owner, NEW))
    dossier.refresh_from_db()
    assert dossier.owner["phone"] == NEW


def test_another_account_with_the_old_number_changes_nothing(scenes: Scenes, owner: Person) -> None:
    dossier = scenes.bring("in_process")
    Dossier.objects.update(owner_person=owner, submitter_person=owner)
    give(owner, NEW)
    stranger = Person.objects.get(public_id="neighbour")
    give(stranger, OWNER["phone"])
    reactions.follow_number(give(stranger, "0911222333"))
    dossier.refresh_from_db()
    assert dossier.owner["phone"] == OWNER["phone"]
