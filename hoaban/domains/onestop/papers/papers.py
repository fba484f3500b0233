"""What the papers of a dossier are called, so that nobody takes one for another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import FORM_WORDS, FORM_WORDS_BY_CIRCULAR
from hoaban.domains.onestop.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Named:
    """A paper with its name; `is_replaced`: it was given again and says something else by now."""

    paper: Paper
    name: str
    is_replaced: bool = False


def paper_name(dossier: Dossier, paper: Paper) -> str:
    """What a paper is called; a form without a name is called by its number."""
    forms_of = dossiers.law_of(dossier).forms
    known = FORM_WORDS | FORM_WORDS_BY_CIRCULAR.get(paper.circular, {})
    words = next((known.get(name) for name, form in forms_of.items() if form == paper.form), None)
    return str(words or gettext("Phiếu mẫu %s") % paper.form)


def named(dossier: Dossier, given: Sequence[Paper]) -> list[Named]:
    """The papers in the order in which they were given; of several of one name each says which it
    is, and form 01 what it says of the fee.
    """
    return list(_named(dossier, given))


def _named(dossier: Dossier, given: Sequence[Paper]) -> Iterator[Named]:
    all_of, seen = Counter(paper.form for paper in given), Counter[str]()
    for paper in given:
        seen[paper.form] += 1
        name, times = paper_name(dossier, paper), seen[paper.form]
        if all_of[paper.form] == 1:
            yield Named(paper, name)
        else:
            yield Named(paper, _which(name, times, paper), paper.replaced_by_id is not None)


def _which(name: str, times: int, paper: Paper) -> str:
    told = {"name": name, "times": times}
    if not paper.facts.get("fee") or "fee_paid" not in paper.facts:
        return gettext("%(name)s (lần %(times)s)") % told
    if paper.facts["fee_paid"]:
        return gettext("%(name)s (lần %(times)s, đã nộp phí)") % told
    return gettext("%(name)s (lần %(times)s, chưa nộp phí)") % told
