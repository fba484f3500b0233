"""Every paper that some weeks of work issue is printed, whatever the level of the agency."""

from collections.abc import Iterator
from random import Random

from hoaban.casework.papers import papers
from hoaban.core.journal.models import Entry
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.papers.queries import Paper
from tests.world.histories import department, live
from tests.world.province import Ward


def maps(facts: object, at: str) -> Iterator[str]:
    """Where frozen facts hold a text in several languages instead of one."""
    if isinstance(facts, dict):
        if "vi" in facts:
            yield at
        for name, value in facts.items():
            yield from maps(value, f"{at}.{name}")
    elif isinstance(facts, list):
        for value in facts:
            yield from maps(value, at)


def test_papers_of_a_ward_and_of_a_department_are_printed_from_texts_in_one_language(
    ward: Ward,
) -> None:
    wards = [ward, department(ward)]
    live(Random(4), wards, dossiers=30, deeds=900)  # noqa: S311 - repeatable

    issued = list(Paper.objects.select_related("agency"))
    assert {paper.agency.level for paper in issued} == {"commune", "province"}
    kinds = {(paper.form, paper.agency.level): paper for paper in issued}
    assert len(kinds) > 6
    assert all(papers.draw(paper).startswith(b"%PDF") for paper in kinds.values())
    frozen: list[Paper | Document | Entry] = [
        *issued,
        *Document.objects.all(),
        *Entry.objects.all(),
    ]
    assert {at for row in frozen for at in maps(row.facts, type(row).__name__)} == set()
