"""Reads the papers of a case."""

import re
from collections.abc import Collection

from django.db.models import QuerySet

from hoaban.casework.papers.models import Layout, Paper
from hoaban.engines.typesetting import templates


def template_of(circular: str, form: str) -> str:
    """The name of the template of a circular's form: `01-2018-TT-VPCP/01`."""
    return f"{circular.replace('/', '-')}/{form}"


def locked(pk: int) -> Paper:
    """A paper with its case, held until the transaction ends."""
    return Paper.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)


def of(case_pk: int) -> QuerySet[Paper]:
    """Every paper of a case, in the order of issue."""
    return Paper.objects.filter(case=case_pk).order_by("id")


def paper(pk: int) -> Paper:
    """A paper with its agency and what was drawn of it."""
    return Paper.objects.select_related("case", "agency", "use").get(pk=pk)


def sources_of(version: str, template: str) -> dict[str, str] | None:
    """The texts of a template as they were; None where they stand today, or were never kept."""
    if version == templates.template_version(template):
        return None
    kept = Layout.objects.filter(version=version).values_list("sources", flat=True)
    return next(iter(kept), None)


def by_digest(*sha256: str) -> Paper | None:
    """The paper whose signed file has one of these digests."""
    papers = Paper.objects.select_related("agency", "signed", "replaced_by")
    return papers.filter(signed__blob__sha256__in=sha256).order_by("-pk").first()


LOOKED_AT = 2000  # papers of one number: of several agencies, forms and years


def with_symbol(text: str, agencies: Collection[int] | None, *, most: int) -> list[int]:
    """Keys of the cases of a paper by its number and sign (`31/TNHS`, `031/tnhs`, `31/tn`), the
    newest first, of these agencies (primary keys; None: all).
    """
    found = _SYMBOL.fullmatch("".join(text.split()))
    if found is None:
        return []
    papers = Paper.objects.filter(number=int(found[1]))
    papers = papers if agencies is None else papers.filter(agency__in=agencies)
    kept = papers.order_by("-at").values_list("case", "facts__symbol")[:LOOKED_AT]
    meant = (case for case, symbol in kept if _sign(symbol).startswith(found[2].upper()))
    return list(dict.fromkeys(meant))[:most]


_SYMBOL = re.compile(r"(\d{1,7})/([^\W\d][\w-]{0,30})")


def _sign(symbol: object) -> str:
    return str(symbol or "").partition("/")[2].upper()


def by_public_id(public_id: str) -> Paper | None:
    """For whoever checks a paper: the one with this code."""
    papers = Paper.objects.select_related("agency", "use", "signed", "replaced_by")
    return papers.filter(public_id=public_id).first()
