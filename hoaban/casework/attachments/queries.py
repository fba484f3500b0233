"""Reads the files of a case."""

from django.db.models import QuerySet

from hoaban.casework.attachments.models import Attachment


def of(case_pk: int) -> QuerySet[Attachment]:
    """Every file of a case, whichever version, in the order in which they came."""
    return Attachment.objects.select_related("use").filter(case=case_pk).order_by("id")


def components(case_pk: int) -> QuerySet[Attachment, tuple[str]]:
    """The components of a case of which there is a file, each in a row of its own."""
    return Attachment.objects.filter(case=case_pk).values_list("component")
