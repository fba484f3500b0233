"""Finds the commune that the address of a card names, and whose cards are valid no more."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.people import names
from hoaban.domains.onestop.cards import rules
from hoaban.domains.onestop.cards.rules import Card
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue.models import Form
from hoaban.engines.forms import persons
from hoaban.engines.forms.inputs import by_district
from hoaban.engines.law import lookup

_KIND = re.compile(r"^(phuong|xa|thi tran|thanh pho|huyen|thi xa|tinh|tp|tx|tt|p|x|h) ")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune as a list offers it: its code, its name and its district's."""

    code: str
    name: str
    district: str


def place(address: str, communes: Iterable[Commune]) -> tuple[str, str]:
    """The code of the commune that an address names, and what stands before it.

    The district stands right behind it: a district may be called as its province is. Where none
    fits, or several without their district, the code is empty and the address whole.
    """
    said = [part.strip() for part in address.split(",")]
    bare = [_bare(part) for part in said]
    following = dict(pairwise(bare))
    fits = [one for one in communes if _bare(one.name) in following]
    near = [one for one in fits if following[_bare(one.name)] == _bare(one.district)]
    for found in (near, fits):
        if len(found) == 1:
            at = len(bare) - 1 - bare[::-1].index(_bare(found[0].name))
            return found[0].code, ", ".join(said[:at])
    return "", address


def _bare(name: str) -> str:
    """A name without marks and without what kind of place it is."""
    return _KIND.sub("", names.fold(name).strip())


def communes(on: date) -> Iterator[Commune]:
    """The communes of a day as the counter's list offers them."""
    for label, inside in by_district(on):
        if isinstance(inside, str):
            yield Commune(label, inside, "")
        else:
            yield from (Commune(code, name, label) for code, name in inside)


Block = Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class OldCards:
    """Whose identity cards have nine digits, and what the law of the filing's day says of them."""

    whose: tuple[str, ...]
    told: str

    @property
    def words(self) -> str:
        return f"{', '.join(self.whose)}: {self.told}"


def of_dossier(dossier: Dossier) -> OldCards | None:
    """The old cards of everybody whom a dossier names, by the day on which it was filed."""
    return old_cards(
        parameters.plan(dossier.revision_id).forms,
        owner=dossier.owner,
        submitter=dossier.submitter or {},
        answers=dossier.answers,
        on=clock.day(dossier.submitted_at),
    )


def old_cards(
    forms: Iterable[Form], *, owner: Block, submitter: Block, answers: Block, on: date
) -> OldCards | None:
    """The same for what is not filed yet. It shuts nobody out; each number is told of once."""
    told = lookup.term_if_any("identity.nine_digits", on)
    if not told:
        return None
    known = [
        (gettext("Người đứng tên"), owner.get("identity_number")),
        (gettext("Người nộp thay"), submitter.get("identity_number")),
    ]
    known += [one for form in forms for one in persons.numbers(form.schema, answers)]
    whose: dict[str, str] = {}
    for name, number in known:
        if rules.is_old(str(number or "")):
            whose.setdefault(str(number), name)
    return OldCards(tuple(dict.fromkeys(whose.values())), told) if whose else None


def card(line: str) -> Card | None:
    """The card of a line that was typed; None where it is the line of something else."""
    return rules.card(line)


def numbers_of(line: str) -> tuple[str, ...]:
    """The numbers of a card's line, or the whole identity number of digits that was typed."""
    try:
        typed = names.identity_number(line)
    except names.IdentityNumberUnusable:
        typed = ""
    return rules.numbers(line) or ((typed,) if typed.isdecimal() else ())


def numbers(line: str) -> tuple[str, ...]:
    """By which a card's dossiers are looked for: its number, then that of the card before."""
    return rules.numbers(line)
