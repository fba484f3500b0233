"""What follows a file that came in."""

from django.utils.module_loading import import_string

from hoaban.core import clock
from hoaban.core.files import actions, limits, queries
from hoaban.core.files.models import State, Use
from hoaban.core.journal import actions as journal
from hoaban.core.journal.models import Entry

BY = journal.Plain("system:scan", client="system:scan")


def scan(entry: Entry) -> None:
    """Ask the configured antivirus about a stored file, so that it may be served."""
    use = Use.objects.select_related("blob").filter(pk=entry.subject_pk).first()
    if use is None or use.state != State.UNSCANNED or not limits.scanner():
        return
    with queries.raw(use) as file:
        found = import_string(limits.scanner())(file)
    actions.settle_scan(use.pk, found=found or "", by=BY, at=clock.now())
