"""Procedures as hits of the search."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock, language
from hoaban.core.people.actors import Actor
from hoaban.domains.procedures.searching import queries
from hoaban.engines.search.registry import Hit, Searcher

SHORTEST = len("2.000")  # beginning of a code


def _find(_actor: Actor, text: str, limit: int) -> list[Hit]:
    """By code (`2.000635`, `2.000635.000.00.00.H18`); whoever asks, for they are published."""
    code = queries.code_in(text.strip())
    if len(code) < SHORTEST:
        return []
    return [
        Hit(
            url=reverse("procedures:portal_detail", args=[found.code]),
            title=found.code,
            subtitle=language.text(found.called),
        )
        for found in queries.search(code, clock.today(), limit)
        if found.code.startswith(code)
    ]


SEARCHER = Searcher(_("Thủ tục hành chính"), _find)
