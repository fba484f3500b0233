"""Documents as hits of the search, the pages of a draft as they would be signed, and marked copies
of what was withdrawn.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.casework.papers import papers as printing
from hoaban.core.files.models import Use
from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import queries
from hoaban.domains.documents.models import Document
from hoaban.engines.search.registry import Hit, Searcher
from hoaban.engines.typesetting import papers as typesetting


def _find(actor: Actor, text: str, limit: int) -> list[Hit]:
    """By number and symbol as written on the document, else by how they begin, newest first."""
    whole = list(queries.by_symbol(actor, text)[:limit])
    found = whole or queries.begun_symbol(actor, text)[:limit]
    return [_hit(document) for document in found]


def _hit(document: Document) -> Hit:
    kind = text(queries.kind(document.kind).name)
    return Hit(
        url=reverse("documents:desk_detail", args=[document.public_id]),
        title=document.symbol,
        subtitle=f"{kind} · {document.agency.shown} · {document.subject}",
        when=document.issued_on,
    )


SEARCHER = Searcher(_("Văn bản"), _find)


def draft_pages(document: Document, by: Actor, *, on: date) -> list[bytes]:
    """The pages of a draft (PNG) as this actor would sign them that day."""
    facts = queries.as_signed_by(document, by, on)
    return typesetting.pictures(document.template, facts, on=on) if facts else []


def copy_to_give(document: Document, use: Use | None) -> bytes | None:
    """The copy of a file of a document that is given instead of it, marked on each page where the
    document was withdrawn; None where it is given as it is.
    """
    at = document.withdrawn_at
    return printing.copy_to_give(use, printing.ended(printing.REVOKED, at) if at else None)
