"""A made-up kind of case, the loan of a boat, is told in its own sentences to each reader."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.models import Case
from hoaban.casework.timeline import queries
from hoaban.casework.timeline.enums import Reader
from hoaban.casework.timeline.queries import Line, Sentence
from hoaban.core.journal import actions as journal
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person, Post
from tests.world.province import MONDAY, Ward

EVERYBODY = frozenset(Reader)


def _boat(case: Case, entry: Entry) -> str:
    return f"{entry.facts['boat']} ({case.title})"


def _weather(_case: Case, entry: Entry) -> str:
    return str(entry.facts.get("weather", ""))


SENTENCES = {
    "boats.asked": Sentence("A boat was asked for", EVERYBODY),
    "boats.lent": Sentence("A boat was lent", EVERYBODY, named=_boat, detail=_weather),
    "boats.mended": Sentence("The boat was mended"),
}


@pytest.fixture(autouse=True)
def told() -> Iterator[None]:
    """The sentences of boats for a test; afterwards those of the house again."""
    before = dict(queries._sentences)
    queries.connect(SENTENCES)
    yield
    queries.connect(before)


@pytest.fixture
def loan(ward: Ward) -> Case:
    case = Case(
        kind="loan", reference="BOAT", title="Hồ Pá Khoang", search_text="boat", agency=ward.agency,
        state="asked",
    )  # fmt: skip
    assert cases.open_first(case)
    return case


@transaction.atomic
def happened(verb: str, case: Case, by: Actor, **facts: str) -> None:
    journal.record(verb, case, by=by, at=MONDAY, **facts)


def titles(case: Case, reader: Reader) -> list[str]:
    return [line.title for line in queries.lines(case, reader)]


def test_what_happened_is_told_newest_first_with_what_it_names_and_who_did_it(
    ward: Ward, loan: Case
) -> None:
    happened("boats.asked", loan, ward.citizen)
    happened("boats.lent", loan, ward.clerk, boat="Én", weather="windy")
    assert queries.lines(loan, Reader.OUTSIDE) == [
        Line("A boat was lent: Én (Hồ Pá Khoang)", MONDAY, "Người clerk (Cán bộ một cửa)", "windy"),
        Line("A boat was asked for", MONDAY, "Công dân citizen", ""),
    ]


def test_each_reader_sees_the_lines_that_are_for_them_and_no_verb_without_a_sentence(
    ward: Ward, loan: Case
) -> None:
    for verb in ("boats.asked", "boats.mended", "boats.counted"):
        happened(verb, loan, ward.clerk)
    assert titles(loan, Reader.OFFICIAL) == ["The boat was mended", "A boat was asked for"]
    assert titles(loan, Reader.OUTSIDE) == ["A boat was asked for"]


def test_the_journal_of_another_case_is_not_told(ward: Ward, loan: Case) -> None:
    other = Case(
        kind="loan", reference="BOAT2", title="t", search_text="t", agency=ward.agency,
        state="asked",
    )  # fmt: skip
    assert cases.open_first(other)
    happened("boats.asked", other, ward.citizen)
    assert queries.lines(loan, Reader.OFFICIAL) == []


def test_who_did_it_is_read_under_the_name_of_today(ward: Ward, loan: Case) -> None:
    happened("boats.mended", loan, ward.clerk)
    post = Post.objects.get(pk=ward.clerk.post_pk or 0)
    Person.objects.filter(pk=post.person_id).update(full_name="Tên mới")
    [line] = queries.lines(loan, Reader.OFFICIAL)
    assert line.by == "Tên mới (Cán bộ một cửa)"


def test_whoever_stands_in_is_named_with_the_absent_one_in_the_readers_language(
    ward: Ward, loan: Case
) -> None:
    happened("boats.mended", loan, replace(ward.clerk, behalf=ward.leader.reference))
    [line] = queries.lines(loan, Reader.OFFICIAL)
    assert line.by.startswith("Người clerk (Cán bộ một cửa) (thay Người leader")
    with override("en"):
        [line] = queries.lines(loan, Reader.OFFICIAL)
    assert "for Người leader" in line.by


def test_a_machine_is_named_in_words(loan: Case) -> None:
    happened("boats.mended", loan, actors.system("tide"))
    assert [line.by for line in queries.lines(loan, Reader.OFFICIAL)] == ["Hệ thống tự làm"]


def test_a_long_journal_is_read_with_as_many_questions_as_a_short_one(
    ward: Ward, loan: Case
) -> None:
    happened("boats.mended", loan, ward.clerk)
    with CaptureQueriesContext(connection) as short:
        queries.lines(loan, Reader.OFFICIAL)
    for by in (ward.clerk, ward.leader, ward.specialist) * 3:
        happened("boats.mended", loan, by)
    with CaptureQueriesContext(connection) as long:
        told = queries.lines(loan, Reader.OFFICIAL)
    assert (len(told), len(long)) == (10, len(short))
