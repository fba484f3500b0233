"""Finds a dossier by its code and four digits of a telephone or an identity number, or the name;
says its state in the code of the National Portal."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.people import names, periods
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.engines.content.shapes import Dated, Filled, Found, Text, Yes, table


def counted_as(text: str) -> str:
    """One name for all that a dossier may be called by, so that tries at it are one count."""
    found = access.by_reference(Dossier.objects.all(), text).values_list("pk", flat=True).first()
    return f"dossier:{found}" if found else "".join(filter(str.isalnum, text)).upper()


def tracked(text: str, given: str) -> Dossier | None:
    """For anyone: the dossier of this reference or code, if these are the last four digits of the
    owner's telephone or identity number.

    Where the owner declared neither, the name (folded) does beside the drawn reference. Unknown and
    wrong are the same one query with the same nothing.
    """
    found = access.by_reference(Dossier.objects.all(), text).first()
    return found if found and _fits(found, text, given) else None


def _fits(dossier: Dossier, text: str, given: str) -> bool:
    owner = dossier.owner
    if access.is_known_by_name(owner):
        name = names.fold(str(owner.get("full_name") or ""))
        return bool(name) and name == given and access.is_reference(text, dossier)
    number = names.digits(str(owner.get("identity_number") or ""))
    return len(given) == names.TAIL and given in (dossier.phone_tail, number[-names.TAIL :])


class NationalState(Dated):
    """A line of `national_states.csv`: what a state is in the ten codes that systems exchange."""

    state: State
    code: Annotated[int, Field(ge=1, le=10)]
    name: Text
    act: Filled
    illustrative: Yes = False
    note: str = ""


def path() -> Path:
    """The country's `national_states.csv`."""
    return folders.country() / "national_states.csv"


def read() -> Found[NationalState]:
    """What the file says, and what is wrong in it. A country need not have one."""
    return table(path(), NationalState, key=("state", "valid_from")) if path().exists() else Found()


_states = KeptFiles(lambda: [path()], lambda: read().all())
holds = periods.lives


def national(state: str, on: date) -> NationalState | None:
    """The national code and name of a state on a day; None on a day that had no such codes."""
    return next((one for one in _states.get() if one.state == state and holds(one, on)), None)
