"""Reads what a part brings of a request, and what it leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hoaban.core.files.models import Use
from hoaban.core.language import FIRST
from hoaban.domains.onestop.corrections.queries import Change
from hoaban.domains.onestop.dossiers.enums import OTHER_PAPERS
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.supplements.rules import Item

Files = Mapping[str, Sequence[Use]]
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Brought:
    """The papers that a part brings and leaves out, by name; `items` are the lines left out."""

    papers: Sequence[str]
    rest: Sequence[str]
    awaited: Sequence[str]
    items: Sequence[Item]


def brought(
    dossier: Dossier, files: Files, counts: Counts, declared: Sequence[Change], *, on_paper: bool
) -> Brought:
    """What of the open request comes with this part.

    Of papers that no list names each file or sheet is one: they stand together until as many came.
    """
    asked = supplements.papers_asked(dossier)
    missing = supplements.missing(dossier, files, counts, declared, on_paper=on_paper)
    codes = {one.code for one in missing}
    others = len(files.get(OTHER_PAPERS, ())) + sum(counts.get(OTHER_PAPERS, {}).values())
    some = [f"Giấy tờ khác ({others})"] if others and OTHER_PAPERS in codes else []
    return Brought(
        papers=[one.name[FIRST] for one in asked if one.code not in codes] + some,
        rest=[one.name[FIRST] for one in missing],
        awaited=[one.name[FIRST] for one in asked],
        items=_left(dossier, codes, others),
    )


def _left(dossier: Dossier, codes: set[str], others: int) -> list[Item]:
    """The lines of the request whose papers did not come; the first of no list says how many had
    come before."""
    request = supplements.last_request(dossier)
    left: list[Item] = []
    for item in request.wanted if request else ():
        code = supplements.component_of(dossier, item)
        if code == OTHER_PAPERS and others and code in codes:
            left.append({**item, "had": item.get("had", 0) + others})
            others = 0
        elif code in codes:
            left.append(item)
    return left
