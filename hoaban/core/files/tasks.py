"""Scan what came in, where an antivirus is configured."""

from django.utils.module_loading import import_string
from django_tasks import task

from hoaban.core import clock
from hoaban.core.files import limits, queries, scanning
from hoaban.core.files.models import Use
from hoaban.core.journal import actions as journal

BY = journal.Plain("system:scan", client="system:scan")


@task()
def scan(pk: int) -> None:
    """Ask the configured scanner about one file and settle its state."""
    use = Use.objects.select_related("blob").get(pk=pk)
    with queries.raw(use) as file:
        found = import_string(limits.scanner())(file)
    scanning.settle(pk, found=found or "", by=BY, at=clock.now())
