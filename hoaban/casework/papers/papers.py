"""Prints a paper from its frozen facts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hoaban.casework.papers import queries
from hoaban.casework.papers.models import Paper
from hoaban.engines.typesetting import papers as typesetting


def draw(paper: Paper, *, to_sign: bool = False) -> bytes:
    """The PDF/A of a paper by the template of its day: the same bytes whenever it is drawn.

    Only what is drawn `to_sign` says that it is signed: until then the page is given as it is.
    """
    template = queries.template_of(paper.circular, paper.form)
    on = date.fromisoformat(paper.facts["on"])
    return draw_as_of(template, paper.template_version, _shown(paper, to_sign=to_sign), on=on)


def draw_as_of(template: str, version: str, facts: Mapping[str, object], *, on: date) -> bytes:
    """The page of a template as it was in a version; as it is now where that was never kept."""
    sources = queries.sources_of(version, template)
    if sources is None:
        return typesetting.typeset(template, facts, on=on)
    return typesetting.typeset_as_of(template, sources, facts, on=on)


def _shown(paper: Paper, *, to_sign: bool) -> dict[str, Any]:  # Any: JSON facts
    """The frozen facts with what the paper is called, and where anyone can check it."""
    said: dict[str, Any] = paper.facts  # Any: as above
    portal = said.get("portal", "")
    checked = {"link": f"{portal}/verify/{paper.public_id}/"} if portal else {}
    own = {
        "circular": paper.circular,
        "form": paper.form,
        "number": paper.number,
        "public_id": paper.public_id,
        "is_signed": to_sign,
    }
    return checked | said | own
