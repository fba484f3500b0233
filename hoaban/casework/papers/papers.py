"""Prints a paper from its frozen facts."""

from datetime import date
from typing import Any

from hoaban.casework.papers.models import Paper
from hoaban.engines.typesetting import papers as typesetting


def template_of(circular: str, form: str) -> str:
    """The name of the template of a circular's form: `01-2018-TT-VPCP/01`."""
    return f"{circular.replace('/', '-')}/{form}"


def draw(paper: Paper) -> bytes:
    """The PDF/A of a paper: the same bytes whenever it is drawn."""
    template = template_of(paper.circular, paper.form)
    return typesetting.typeset(template, _shown(paper), on=date.fromisoformat(paper.facts["on"]))


def _shown(paper: Paper) -> dict[str, Any]:  # Any: JSON facts
    """The frozen facts with what the paper is called, and where anyone can check it."""
    said: dict[str, Any] = paper.facts  # Any: as above
    portal = said.get("portal", "")
    checked = {"link": f"{portal}/verify/{paper.public_id}/"} if portal else {}
    own = {
        "circular": paper.circular,
        "form": paper.form,
        "number": paper.number,
        "public_id": paper.public_id,
    }
    return checked | said | own
