"""Checks of where news of a dossier goes."""

from collections.abc import Sequence

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.contacts.refused import ContactUnchanged
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.dossiers.states import OPEN

CHANGE_CONTACT = line(
    "change_contact",
    "đổi nơi nhận tin",
    [*OPEN, State.DONE],
    None,
    "clerk",
    "declaration.correction",
    "dossiers.contact_changed",
)


def check_change_contact(facts: Facts) -> None:
    """The counter of the agency writes where news goes, whoever has the turn: until the result is
    fetched somebody waits for it.
    """
    check(CHANGE_CONTACT, facts)


def check_contact_changed(changes: Sequence[object], code: str) -> None:
    if not changes:
        raise ContactUnchanged(code=code)
