"""Open dossiers of a district that ended go to the commune of their area, under the old code."""

from datetime import date, datetime
from typing import Any

import pytest
from pytest_django import Settings

from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Involvement
from hoaban.casework.turns.models import Turn
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors, agencies, divisions
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import AgencyChange
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.consultations import actions as consultations
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.handovers import actions, queries, rules, tasks
from hoaban.domains.onestop.handovers.queries import Why
from hoaban.domains.onestop.handovers.refused import (
    MoveBasisMissing,
    NothingChosen,
    NothingToHandOver,
    TakesNoPart,
)
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.stays import queries as stays
from tests.world.province import OWNER, filing, post_of
from tests.world.scenes import Scenes, refused, vn

BEFORE, AFTER = vn("2025-06-27 09:00"), vn("2025-07-01 00:10")
DAY = date(2025, 7, 1)
OLD, NEW, REST = "ubnd-094", "ubnd-03127-2025", "ubnd-tinh"
BUSINESS = "1.001612"
BY = actors.system("mergers")
PAPERS = {"application": {"originals": 1}, "identity": {"copies": 1}}


def place(commune: str) -> Answered:
    return Answered({"business": {"place": {"commune": commune, "detail": "Số 1"}}})


@pytest.fixture
def district(scenes: Scenes) -> dict[str, Actor]:
    """Who works in the city's committee until it ends."""
    row = agencies.row(OLD, BEFORE.date())
    roles = {"clerk": Role.CLERK, "specialist": Role.SPECIALIST, "leader": Role.LEADER}
    return {name: post_of(row, role, f"d-{name}", on=BEFORE.date()) for name, role in roles.items()}


def filed(scenes: Scenes, area: str = "03127", **more: object) -> Dossier:
    changes = {"owner": OWNER | {"area_code": area}, "counts": PAPERS} | more
    given = filing(agencies.row(OLD, BEFORE.date()), BUSINESS, **{"channel": "counter", **changes})
    return filing_actions.submit(given, by=scenes.ward.citizen, at=BEFORE)


def received(scenes: Scenes, district: dict[str, Actor], area: str = "03127") -> Dossier:
    dossier = filed(scenes, area)
    return reception.receive(dossier.pk, by=district["clerk"], at=BEFORE)


def moved(dossier: Dossier, to: str = NEW, at: datetime = AFTER) -> Dossier:
    heir = agencies.row(to, DAY)
    found = actions.move(dossier.pk, to=heir, basis="NQ 203", by=BY, at=at)
    found.refresh_from_db()
    return found


def proposed(dossier: Dossier) -> tuple[str, Why]:
    found = queries.proposal(dossier, divisions.ended(DAY)[OLD], DAY)
    return (found.to.code if found.to else "", found.why)


def test_the_commune_of_the_place_asked_about_goes_before_the_home_of_the_owner(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    assert proposed(filed(scenes)) == (NEW, Why.HOME)
    there = filed(scenes, answered=place("03124"))
    assert proposed(there) == ("ubnd-03334-2025", Why.PLACE)


@pytest.mark.parametrize("area", ["", "03217", "outside"])
def test_an_area_that_is_unknown_or_was_never_served_proposes_nobody(
    scenes: Scenes, district: dict[str, Actor], area: str
) -> None:
    assert proposed(filed(scenes, area)) == ("", Why.UNKNOWN)


def test_it_goes_on_at_the_commune_under_the_old_code_and_with_the_old_promise(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = received(scenes, district)
    code, due_at, turn = dossier.code, dossier.due_at, dossier.turn_at_hand
    later = moved(dossier)
    assert (later.code, later.due_at, later.state) == (code, due_at, dossier.state)
    assert later.receiving_agency.code == NEW
    assert stays.received_by(later) == agencies.row(OLD, BEFORE.date()).pk
    at_hand = later.turn_at_hand
    assert at_hand
    assert turn
    assert (at_hand.agency.code, at_hand.role, at_hand.act_by, at_hand.post) == (
        NEW,
        turn.role,
        turn.act_by,
        None,
    )
    assert Turn.objects.get(pk=turn.pk).ending == "moved"


def test_whoever_answers_for_the_district_still_reads_it_and_may_do_nothing(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = moved(received(scenes, district))
    heir = post_of(agencies.row(NEW, DAY), Role.CLERK, "new-clerk", on=DAY)
    rest = post_of(agencies.row(REST, DAY), Role.CLERK, "rest-clerk", on=DAY)
    for by in (heir, rest):
        assert access.visible_to(by).filter(pk=dossier.pk).exists()
        assert [len(part.filter(pk=dossier.pk)) for part in access.parts_visible_to(by)].count(1)
    assert [access.works_on(dossier, by) for by in (heir, rest)] == [True, False]
    assert not access.is_only_asked(dossier, rest)
    reception.transfer(dossier.pk, by=heir, at=vn("2025-07-01 08:00"))


def test_what_nobody_had_received_the_commune_receives_as_its_own(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = moved(filed(scenes))
    assert dossier.receiving_agency.code == NEW
    assert dossier.turn_at_hand
    assert dossier.turn_at_hand.agency.code == NEW
    assert not dossier.code


def test_it_is_handed_over_once_and_only_where_an_agency_ended(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = moved(received(scenes, district))
    with refused(NothingToHandOver):
        moved(dossier)
    other = scenes.bring("received")
    with refused(NothingToHandOver):
        moved(other, at=vn("2025-07-02 08:00"))


def test_a_question_to_the_district_is_the_communes_with_the_time_it_had(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted", BEFORE)
    for name in ("receive", "transfer"):
        dossier = scenes.act(name, dossier, at=BEFORE)
    asked = agencies.row(OLD, BEFORE.date())
    dossier.case.due_at = vn("2025-07-15 17:00")
    dossier.case.save(update_fields=["due_at"])
    specialist = scenes.actor("specialist")
    consultations.consult(
        dossier.pk, agency=asked.pk, question="Có không?", days=6, by=specialist, at=BEFORE
    )
    before = Turn.objects.get(case=dossier.pk, is_consultation=True)
    moved(dossier, "ubnd-03334-2025")
    turn = Turn.objects.get(case=dossier.pk, is_consultation=True)
    assert (turn.pk, turn.act_by, turn.agency.code) == (
        before.pk,
        before.act_by,
        "ubnd-03334-2025",
    )
    heir = post_of(agencies.row("ubnd-03334-2025", DAY), Role.SPECIALIST, "new-spec", on=DAY)
    consultations.answer_consultation(dossier.pk, answer="Không có.", by=heir, at=AFTER)
    parts = Involvement.objects.filter(case=dossier.pk, part=Part.FORMER)
    assert not parts.exists()


def test_what_the_commune_was_asked_already_is_not_asked_of_it_twice(scenes: Scenes) -> None:
    dossier = scenes.act("transfer", scenes.bring("received", BEFORE), at=BEFORE)
    by, asked = scenes.actor("specialist"), agencies.row(OLD, BEFORE.date())
    dossier.case.due_at = vn("2025-07-15 17:00")
    dossier.case.save(update_fields=["due_at"])
    for agency in (asked, agencies.row("ubnd-03334", BEFORE.date())):
        consultations.consult(
            dossier.pk, agency=agency.pk, question="Có không?", days=6, by=by, at=BEFORE
        )
    moved(dossier, "ubnd-03334-2025")
    turns = Turn.objects.filter(case=dossier.pk, is_consultation=True).order_by("id")
    assert list(turns.values_list("agency__code", "ending")) == [
        (OLD, "recalled"),
        ("ubnd-03334", ""),  # which that commune answers for
    ]


def test_what_a_ward_asked_the_district_is_asked_of_nobody_where_it_goes_to_that_ward(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("transfer", scenes.bring("received", BEFORE), at=BEFORE)
    by, asked = scenes.actor("specialist"), agencies.row(OLD, BEFORE.date())
    dossier.case.due_at = vn("2025-07-15 17:00")
    dossier.case.save(update_fields=["due_at"])
    consultations.consult(
        dossier.pk, agency=asked.pk, question="Có không?", days=6, by=by, at=BEFORE
    )
    dossier.refresh_from_db()
    moved(dossier, agencies.successor(dossier.receiving_agency, DAY).code)
    turn = Turn.objects.get(case=dossier.pk, is_consultation=True)
    assert (turn.agency.code, turn.ending) == (OLD, "recalled")


def test_each_night_what_an_area_tells_is_handed_over_and_the_rest_waits(
    scenes: Scenes, district: dict[str, Actor], settings: Settings
) -> None:
    known = [received(scenes, district) for _each in range(2)]
    unknown = received(scenes, district, area="")
    settings.HOABAN_TODAY = "2025-07-01T00:10:00+07:00"
    for _twice in range(2):
        tasks.follow_batch.call(0, "2025-07-01")
    for one in [*known, unknown]:
        one.refresh_from_db()
    assert [one.receiving_agency.code for one in [*known, unknown]] == [NEW, NEW, OLD]
    assert Entry.objects.filter(verb=rules.MOVE.event).count() == 2
    [line] = queries.lines(list(queries.left(DAY)), DAY)
    assert (line.code, line.to, line.place) == (unknown.code, None, "")


def test_an_announcement_says_who_goes_on_where_no_area_tells(
    scenes: Scenes, district: dict[str, Actor], settings: Settings
) -> None:
    dossier = received(scenes, district, area="")
    by = scenes.actor("administrator")
    settings.HOABAN_TODAY = "2025-07-01T00:10:00+07:00"
    given = {"to": NEW, "basis": "QĐ 12", "reason": "Nơi ở ghi trong sổ của phường", "key": "k"}
    for _twice in range(2):
        assert actions.announce([dossier.reference], **given, by=by, at=AFTER) == 1
    entry = Entry.objects.get(verb="dossiers.move_announced")
    tasks.move_announced(entry)
    tasks.move_announced(entry)
    dossier.refresh_from_db()
    last = Entry.objects.filter(verb=rules.MOVE.event).get()
    assert dossier.receiving_agency.code == NEW
    assert (last.facts["basis"], last.facts["reason"]) == ("QĐ 12", given["reason"])


def test_an_announcement_names_an_act_a_reason_and_an_agency_of_the_day(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    dossier = received(scenes, district, area="")
    by, chosen = scenes.actor("administrator"), [dossier.reference]
    good: dict[str, Any] = {"to": NEW, "basis": "QĐ 12", "reason": "Theo sổ"}
    with refused(NotAllowed):
        actions.announce(chosen, **good, by=district["leader"], at=AFTER)
    with refused(NothingChosen):
        actions.announce([], **good, by=by, at=AFTER)
    with refused(MoveBasisMissing):
        actions.announce(chosen, **good | {"basis": "12"}, by=by, at=AFTER)
    with refused(TakesNoPart):
        actions.announce(chosen, **good | {"to": OLD}, by=by, at=AFTER)


def test_a_split_by_field_goes_to_whoever_has_the_field(
    scenes: Scenes, district: dict[str, Actor]
) -> None:
    field = filed(scenes).revision.field.code
    AgencyChange.objects.create(old_code=OLD, new_code="so-tc", on=DAY, field=field)
    agencies.forget()
    assert proposed(filed(scenes)) == ("so-tc", Why.FIELD)
