"""Whoever confirms another telephone number has it in the dossiers that go on."""

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.people import queries as people
from hoaban.domains.onestop.contacts import actions, queries


def follow_number(entry: Entry) -> None:
    """Bring the number of open dossiers in an account up to the one that was confirmed just now."""
    if not entry.facts.get("confirmed"):
        return
    person = people.person_of(entry.subject_pk)
    for pk in queries.with_former_number(person):
        actions.follow_number(pk, person_pk=person.pk, by=actors.system("accounts"), at=clock.now())
