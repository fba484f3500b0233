"""Eight at one moment on one dossier: one winner, one entry. SQLite has one writer and no say."""

from collections.abc import Iterator

import pytest
from django.db import connection

from hoaban.casework.papers import actions as papers
from hoaban.casework.papers.enums import Event as PaperEvent
from hoaban.casework.papers.models import Paper
from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import THREADS, race
from hoaban.core.people import agencies
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.drafts import actions as drafts
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.looks import actions as looks
from hoaban.domains.onestop.looks.enums import Topic
from hoaban.domains.onestop.reception import actions as reception
from tests.world.acts import ACTS
from tests.world.province import MONDAY, Ward, filing, forget, ward_of
from tests.world.scenes import Scenes

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def busy(small_world: None, transactional_db: None) -> Iterator[Ward]:
    """The ward of the other tests, committed, so that eight connections see it."""
    assert not connection.in_atomic_block
    yield ward_of(agencies.row("ubnd-03127", MONDAY.date()))
    forget()


def attempts(scenes: Scenes, name: str, key: str | None = None) -> tuple[int, int, int]:
    """How many of eight did it, how many were refused, how many entries there are."""
    dossier = scenes.bring(ACTS[name].start)
    before = Entry.objects.filter(subject_pk=dossier.pk, verb=TABLE[name].event).count()

    def attempt(_number: int) -> str:
        try:
            scenes.act(name, dossier, key=key)
        except Refusal:
            return "refused"
        return "done"

    told = race(attempt)
    written = Entry.objects.filter(subject_pk=dossier.pk, verb=TABLE[name].event).count() - before
    return told.count("done"), told.count("refused"), written


def test_of_eight_who_do_the_same_one_wins(busy: Ward) -> None:
    scenes = Scenes(busy)
    scenes.actor("colleague")
    found = {name: attempts(scenes, name) for name, act in ACTS.items() if not act.repeats}
    assert found == dict.fromkeys(found, (1, THREADS - 1, 1))


def test_of_eight_presses_with_one_key_all_are_answered_and_one_is_written(busy: Ward) -> None:
    scenes = Scenes(busy)
    scenes.actor("colleague")
    found = {name: attempts(scenes, name, key=f"once:{name}") for name in ACTS}
    assert found == dict.fromkeys(ACTS, (THREADS, 0, 1))


def test_eight_who_sign_at_one_moment_make_the_copies_once(busy: Ward) -> None:
    scenes = Scenes(busy)
    dossier = scenes.bring("at_signing")

    def attempt(_number: int) -> str:
        try:
            scenes.act("sign", dossier)
        except Refusal:
            return "refused"
        return "done"

    assert sorted(race(attempt)) == ["done"] + ["refused"] * (THREADS - 1)
    dossier.refresh_from_db()
    assert [one.symbol for one in copies.of(dossier)] == ["02/TL-BS"]


def test_eight_submissions_with_one_key_give_one_dossier(busy: Ward) -> None:
    told = race(
        lambda _n: (
            filing_actions.submit(filing(busy.agency), by=busy.citizen, at=MONDAY, key="k").pk
        )
    )
    assert len(set(told)) == Dossier.objects.count() == 1
    assert Entry.objects.filter(verb=Event.SUBMITTED).count() == 1


def test_codes_have_no_gap_and_no_twin_under_load(busy: Ward) -> None:
    scenes = Scenes(busy)
    waiting = [scenes.bring("submitted").pk for _ in range(THREADS)]
    race(lambda n: reception.receive(waiting[n], by=busy.clerk, at=MONDAY).pk)
    codes = sorted(str(dossier.code) for dossier in Dossier.objects.all())
    assert codes == [f"ubnd-03127-200316-{n:04}" for n in range(1, THREADS + 1)]
    numbers = sorted(Paper.objects.values_list("number", flat=True))
    assert numbers == list(range(1, THREADS + 1))


def test_a_draft_sent_eight_times_is_one_dossier(busy: Ward) -> None:
    filed = filing(busy.agency)
    draft = drafts.keep_draft(
        None, revision=filed.case.revision, changes={}, by=busy.citizen, at=MONDAY
    )
    told = race(
        lambda _n: drafts.send_draft(draft.public_id, filing=filed, by=busy.citizen, at=MONDAY).pk
    )
    assert len(set(told)) == Dossier.objects.count() == 1
    assert Draft.objects.get(pk=draft.pk).dossier_id == told[0]


def test_a_paper_wanted_eight_times_is_drawn_once(busy: Ward) -> None:
    Scenes(busy).bring("received")
    paper = Paper.objects.get()
    race(lambda _n: papers.want_paper(paper.pk, by=busy.clerk, at=MONDAY).pk)
    assert Entry.objects.filter(verb=PaperEvent.PAPER_WANTED).count() == 1


def test_of_eight_windows_at_one_moment_one_says_what_was_seen(busy: Ward) -> None:
    dossier = Scenes(busy).bring("done")
    topics = [Topic.RESULT]
    race(lambda _n: looks.look(dossier.pk, topics=topics, by=busy.citizen, at=MONDAY).pk)
    assert Entry.objects.filter(subject_pk=dossier.pk, verb=Event.LOOKED_AT).count() == 1
