"""Reads the papers of a case."""

from django.db.models import QuerySet

from hoaban.casework.papers.models import Paper


def locked(pk: int) -> Paper:
    """A paper with its case, held until the transaction ends."""
    return Paper.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)


def of(case_pk: int) -> QuerySet[Paper]:
    """Every paper of a case, in the order of issue."""
    return Paper.objects.filter(case=case_pk).order_by("id")


def paper(pk: int) -> Paper:
    return Paper.objects.select_related("case").get(pk=pk)


def by_public_id(public_id: str) -> Paper | None:
    """For whoever checks a paper: the one with this code."""
    papers = Paper.objects.select_related("agency", "use")
    return papers.filter(public_id=public_id).first()
