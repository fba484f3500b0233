"""Procedures as hits of the search."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock, language
from hoaban.core.people import names, searching
from hoaban.core.people.actors import Actor
from hoaban.domains.procedures.searching import queries
from hoaban.engines.search.registry import Hit, Searcher

SHORTEST = len("2.000")  # beginning of a code
FEWEST = 2  # words: one alone is more often somebody's name


def _find(_actor: Actor, text: str, limit: int) -> list[Hit]:
    """By code (`2.000635`, `2.000635.000.00.00.H18`) or by words, as citizens find them.

    Whoever asks, for they are published. All words count, so that names of people find none.
    """
    code = queries.code_in(text.strip())
    if code:
        is_asked = len(code) >= SHORTEST
    else:
        is_asked = len(searching.words(text)) >= FEWEST and not names.digits(text)
    if not is_asked:
        return []
    return [
        Hit(
            url=reverse("procedures:portal_detail", args=[found.code]),
            title=found.code,
            subtitle=language.text(found.called),
        )
        for found in queries.search(code or text, clock.today(), limit, wholly=True)
        if found.code.startswith(code)
    ]


SEARCHER = Searcher(_("Thủ tục hành chính"), _find)
