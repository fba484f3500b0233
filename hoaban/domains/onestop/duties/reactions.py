"""What follows when a fee that a case waits for was taken."""

from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.duties import actions, queries
from hoaban.domains.onestop.duties.enums import Kind

RECORDER = actors.system("payments")


def go_on(entry: Entry) -> None:
    """Let the clock go on from the moment when the fee was taken; harmless when it runs again."""
    duty = queries.open_duty(dossiers.by_pk(entry.subject_pk))
    if duty is None or duty.kind != Kind.FEE or entry.at < duty.notified_at:
        return
    evidence = str(entry.facts.get("receipt", "")) or str(entry.pk)
    key = f"paid:{entry.pk}"
    actions.confirm_payment(entry.subject_pk, evidence=evidence, by=RECORDER, at=entry.at, key=key)
