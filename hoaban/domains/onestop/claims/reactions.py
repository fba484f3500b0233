"""Whoever confirms a telephone number finds what was filed under it."""

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.onestop.claims import actions


def give_found(entry: Entry) -> None:
    """Look for the dossiers of an account whose number was confirmed just now."""
    if entry.facts.get("confirmed"):
        actions.give_found(entry.subject_pk, by=actors.system("claims"), at=clock.now())
