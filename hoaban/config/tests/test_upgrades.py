"""Rows of an earlier version, which vouched for less or for nothing, are no strangers."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat, Left, Substr

from hoaban.config import seals
from hoaban.config.commands import main
from hoaban.config.commands import prepare as preparing
from hoaban.core import clock
from hoaban.core.journal import last_said, renewal, vouching
from hoaban.core.journal.models import Entry
from hoaban.core.journal.standing import Strayed
from hoaban.core.people import actors
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments.models import Demand
from tests.world.acts import LONG_AFTER
from tests.world.province import MONDAY, Ward
from tests.world.scenes import Scenes

pytestmark = pytest.mark.django_db
BY = actors.system("upgrade")


@pytest.fixture
def province(small_world: None, db: None) -> date:
    """The small province."""
    return MONDAY.date()


def renew() -> int:
    return renewal.renew(by=BY, at=LONG_AFTER)


def as_if_nothing_vouched() -> None:
    """Entries as a version wrote them that vouched for nothing."""
    Entry.objects.update(vouches="")


def as_if_less_was_vouched_for() -> None:
    """Entries as a version wrote them whose digests covered other columns."""
    shape, rest = Value("0" * vouching.NAMED), Substr("vouches", 2 * vouching.NAMED + 1)
    said = Concat(Left(F("vouches"), vouching.NAMED), shape, rest)
    Entry.objects.exclude(vouches="").update(vouches=said)


def ask(about: str) -> Demand:
    return payments.ask(about, agency="so-tp", amount=5000, by=BY, at=LONG_AFTER)


@pytest.mark.parametrize("made", [as_if_nothing_vouched, as_if_less_was_vouched_for])
def test_what_an_earlier_version_left_is_told_as_such_and_vouched_for_by_the_upgrade(
    worked_world: Ward, made: Callable[[], None]
) -> None:
    made()
    found = seals.compare()
    assert (found.strays, found.from_before > 20) == ((), True)

    assert renew() == found.from_before
    after = seals.compare()
    assert (after.strays, after.from_before) == ((), 0)
    assert after.compared >= found.from_before


def test_after_it_a_row_that_is_changed_or_added_is_named(worked_world: Ward) -> None:
    as_if_nothing_vouched()
    renew()
    changed = Document.objects.latest("pk")
    Document.objects.filter(pk=changed.pk).update(subject="khác")
    dossier = Dossier.objects.latest("pk")
    Dossier.objects.filter(pk=dossier.pk).update(end_reason="khác")
    added = Document.objects.create(
        public_id="put-in", agency=changed.agency, kind=changed.kind, drafted_at=clock.now()
    )
    assert {(one.model, one.pk, one.how) for one in seals.compare().strays} == {
        (Document._meta.label, changed.pk, Strayed.CHANGED),
        (Dossier._meta.label, dossier.pk, Strayed.CHANGED),
        (Document._meta.label, added.pk, Strayed.ADDED),
    }


def test_a_row_taken_away_after_it_is_named(scenes: Scenes) -> None:
    del scenes
    demand = ask("d1")
    as_if_nothing_vouched()
    renew()
    gone = demand.pk
    demand.delete()
    [stray] = seals.compare().strays
    assert (stray.model, stray.pk, stray.how) == (Demand._meta.label, gone, Strayed.REMOVED)


def test_what_an_entry_of_today_contradicts_is_never_vouched_for(scenes: Scenes) -> None:
    scenes.bring("in_process")
    as_if_less_was_vouched_for()
    dossier = scenes.bring("received")
    Dossier.objects.filter(pk=dossier.pk).update(end_reason="khác")
    assert renew() > 0
    assert [(one.pk, one.how) for one in seals.compare().strays] == [(dossier.pk, Strayed.CHANGED)]
    Dossier.objects.filter(pk=dossier.pk).update(end_reason="")


def test_what_is_older_than_the_first_entry_that_vouches_is_not_called_added(
    scenes: Scenes,
) -> None:
    """Demands of a version that wrote no entry of them: one closed since, and one asked today."""
    del scenes
    for about in ("d1", "d2", "d3"):
        ask(about)
    Entry.objects.filter(subject=Demand._meta.label).delete()
    payments.close("d1", by=BY, at=LONG_AFTER)
    ask("d4")
    found = seals.compare()
    assert (found.strays, found.from_before) == ((), 2)

    same = {"agency": "so-tp", "amount": 1, "asked_at": LONG_AFTER}
    added = Demand.objects.create(reference="HB9", about="d5", **same)
    [stray] = seals.compare().strays
    assert (stray.pk, stray.how) == (added.pk, Strayed.ADDED)
    assert renew() == 2  # what is older, alone
    [stray] = seals.compare().strays
    assert (stray.pk, stray.how) == (added.pk, Strayed.ADDED)


def test_a_second_upgrade_to_the_same_finds_nothing_to_do(worked_world: Ward) -> None:
    as_if_nothing_vouched()
    assert renew() > 0
    count = Entry.objects.count()
    assert renew() == 0
    assert Entry.objects.count() == count
    assert last_said.shapes_known() == renewal.shapes()


def test_an_entry_of_an_upgrade_holds_many_rows(worked_world: Ward) -> None:
    as_if_nothing_vouched()
    count = renew()
    entries = Entry.objects.filter(verb=last_said.RENEWED)
    assert sum(len(last_said.rows(one)) for one in entries) == count
    labels = {one.facts["model"] for one in entries}
    assert entries.count() <= count // renewal.PORTION + len(labels)


def test_verify_says_how_many_and_prepare_vouches_for_them(
    worked_world: Ward, capsys: pytest.CaptureFixture[str]
) -> None:
    as_if_nothing_vouched()
    assert "dòng có từ bản trước" in verified(capsys)
    preparing.vouch()
    assert "nhật ký xác nhận như đang có" in capsys.readouterr().out
    assert "dòng có từ bản trước" not in verified(capsys)
    preparing.vouch()
    assert capsys.readouterr().out == ""


def verified(capsys: pytest.CaptureFixture[str]) -> str:
    main(["verify"])
    return capsys.readouterr().out
