"""Documents as hits of the search."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import queries
from hoaban.domains.documents.models import Document
from hoaban.engines.search.registry import Hit, Searcher


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
