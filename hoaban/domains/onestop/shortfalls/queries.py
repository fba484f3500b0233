"""Reads what of a request the counter found missing."""

from collections.abc import Mapping

from hoaban.core.language import FIRST
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.supplements.rules import Item


def still(dossier: Dossier, lacking: Mapping[str, str]) -> list[Item]:
    """The lines of the request that the counter found missing, with what it says of each."""
    return [
        {"component": one.code, "name": one.name[FIRST], "what": lacking[one.code].strip()}
        | ({"sections": list(one.sections)} if one.sections else {})
        for one in supplements.papers_asked(dossier)
        if lacking.get(one.code, "").strip()
    ]
