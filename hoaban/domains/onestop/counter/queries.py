"""Finds whom the counter has seen before, and what it filed with the same page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoaban.casework.cases import queries as cases
from hoaban.core import days
from hoaban.core.people import agencies, names, searching
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.cards import queries as cards
from hoaban.domains.onestop.cards.rules import Card
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.repeats import queries as repeats
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.domains.procedures.lines import papers as lines
from hoaban.domains.procedures.searching import queries as procedures
from hoaban.ui import numerals

Block = Mapping[str, Any]  # Any: JSON
FEW = 5  # shown


def offered(taken: Sequence[Revision], asked: str, *, on: date) -> list[Revision]:
    """Of the procedures that an agency takes those with a code copied from anywhere, or letters of
    their code or name, without marks, those first that are called so; where none has these, those
    that citizens find by such words.
    """
    wanted = searching.words(procedures.code_in(asked) or procedures.bare(asked))
    if found := [row for row in taken if all(word in _found_by(row) for word in wanted)]:
        return sorted(found, key=lambda row: not _is_called(row, asked))
    answers = [one.code for one in procedures.search(asked, on)]
    meant = [row for row in taken if row.code in answers]
    return sorted(meant, key=lambda row: answers.index(row.code))


def meant(offered: Sequence[Revision], asked: str) -> Revision | None:
    """Of what is offered the one that was asked for: the only one, or the only one called so."""
    called = [row for row in offered if _is_called(row, asked)] or offered
    return called[0] if len(called) == 1 else None


def _is_called(row: Revision, asked: str) -> bool:
    return procedures.is_called(asked, row.name, row.short)


def _found_by(row: Revision) -> str:
    """By what a procedure is found, folded: its code and both names, in every language."""
    said = [procedures.bare(name) for words in (row.name, row.short) for name in words.values()]
    return " ".join([names.fold(row.code), *said])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A procedure that another agency takes, or none here: `takers` says who, or at which level."""

    line: lines.Row
    takers: str


def elsewhere(taken: Sequence[Revision], asked: str, *, on: date, wholly: bool) -> list[Elsewhere]:
    """What answers to a text and is not taken here: for a citizen who stands at the wrong counter.

    With `wholly` only what has all of the words.
    """
    here = {row.code for row in taken}
    found = procedures.search(asked, on, limit=FEW + len(here), wholly=wholly) if asked else []
    others = [one for one in found if one.code not in here][:FEW]
    return [Elsewhere(lines.row(one), _takers(one, on)) for one in others]


def _takers(found: procedures.Found, on: date) -> str:
    named = catalogue.revision_at(found.code, on).agencies if found.is_whole else []
    rows = agencies.at(on)
    return ", ".join(rows[code].shown for code in named if code in rows) or lines.levels(
        found.levels
    )


def sent_before(by: Actor, key: str) -> Dossier | None:
    """What this clerk filed with the same page already."""
    return dossiers.earlier(by, key)


def is_same(dossier: Dossier, filing: Filing) -> bool:
    """Whether a dossier says what is filed: whose it is, the case and every answer."""
    return (dossier.owner, dossier.variant_id, dossier.answers) == (
        dict(filing.owner),
        filing.case.pk,
        dict(filing.answered.answers),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who came before, as the page fills it in, and the dossier that says so."""

    dossier: int
    full_name: str
    identity_number: str
    phone: str
    email: str
    area_code: str
    address: str
    birth_date: str


def known(actor: Actor, number: str) -> list[Known]:
    """Who came to the agency with this identity or telephone number, as they were last written,
    one for each name: a family may share a telephone.
    """
    typed, plain = searching.words(number), _plain(number)
    if len(typed) != 1 or not plain:
        return []
    keys = cases.newest(typed, access.reach(actor), most=FEW)
    found: dict[str, Known] = {}
    for dossier in access.visible_to(actor).filter(case__in=keys).order_by("-case"):
        for block in _with_number(dossier, plain):
            one = _known(block, dossier)
            found.setdefault(names.fold(one.full_name), one)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose card was read where a procedure is chosen; the dossier that knows them (0: none)."""

    full_name: str
    number: str
    card: Card | None = None
    known: Known | None = None

    @property
    def dossier(self) -> int:
        return self.known.dossier if self.known else 0

    @property
    def said(self) -> dict[str, str]:
        """What they were last written with, by the inputs of the page; empty of the unknown."""
        if self.known is None:
            return {}
        own = {name: str(getattr(self.known, name)) for name in ("full_name", *PARTS)}
        return own | {"requester-person__birth_date": days.shown(self.known.birth_date)}

    @property
    def shown_number(self) -> str:
        return numerals.masked(self.number)


def shown_card(actor: Actor, typed: str) -> Shown | None:
    """Whom the line of a card, or an identity number with all its digits, names: by name where the
    line says it, or they came before. None for another text.
    """
    card, wanted = cards.card(typed), cards.numbers_of(typed)
    for number in wanted:
        if found := known(actor, number):
            return Shown(found[0].full_name, wanted[0], card, found[0])
    return Shown(card.full_name if card else "", wanted[0], card) if wanted else None


def _plain(number: str) -> str:
    """A telephone or identity number as blocks keep it; empty where it is neither."""
    for rule in (names.phone, names.identity_number):
        try:
            return rule(number)
        except (names.PhoneUnusable, names.IdentityNumberUnusable):
            continue
    return ""


def _with_number(dossier: Dossier, plain: str) -> Sequence[Block]:
    blocks = (dossier.owner, dossier.submitter)
    return [b for b in blocks if plain in (b.get("phone"), b.get("identity_number"))]


def _known(block: Block, dossier: Dossier) -> Known:
    name = str(block.get("full_name") or "")
    own = [
        person
        for _code, person in repeats.people(dossier.revision_id, dossier.answers)
        if names.fold(str(person.get("full_name"))) == names.fold(name)
    ]
    said = {part: str(block.get(part) or "") for part in PARTS}
    born = str(own[0]["birth_date"]) if own else ""
    return Known(dossier.pk, full_name=name, birth_date=born, **said)


PARTS = ("identity_number", "phone", "email", "area_code", "address")
