"""Procedures as hits of the search."""

import re

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock, language
from hoaban.core.people.actors import Actor
from hoaban.domains.procedures.searching import queries
from hoaban.engines.search.registry import Hit, Searcher

# A code, or its beginning, alone or with the places and the province behind it.
CODE = re.compile(r"(\d\.\d{3,6})(?:\.\d{3}\.\d{2}\.\d{2}\.\w{1,8})?")


def _find(_actor: Actor, text: str, limit: int) -> list[Hit]:
    """By code (`2.000635`, `2.000635.000.00.00.H18`); whoever asks, for they are published."""
    typed = CODE.fullmatch(text.strip())
    if typed is None:
        return []
    return [
        Hit(
            url=reverse("procedures:portal_detail", args=[found.code]),
            title=found.code,
            subtitle=language.text(found.called),
        )
        for found in queries.search(typed[1], clock.today(), limit)
    ]


SEARCHER = Searcher(_("Thủ tục hành chính"), _find)
