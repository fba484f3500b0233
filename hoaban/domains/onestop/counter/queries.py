"""Finds whom the counter has seen before, and what it filed with the same page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hoaban.casework.cases import queries as cases
from hoaban.core.people import names, searching
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.repeats import queries as repeats

Block = Mapping[str, Any]  # Any: JSON
FEW = 5  # shown


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
