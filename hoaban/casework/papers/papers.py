"""Prints a paper from its frozen facts."""

from datetime import date

from hoaban.casework.papers.models import Paper
from hoaban.engines.typesetting import papers as typesetting


def template_of(circular: str, form: str) -> str:
    """The name of the template of a circular's form: `01-2018-TT-VPCP/01`."""
    return f"{circular.replace('/', '-')}/{form}"


def draw(paper: Paper) -> bytes:
    """The PDF/A of a paper: the same bytes whenever it is drawn."""
    facts = paper.facts | {"number": paper.number, "public_id": paper.public_id}
    template = template_of(paper.circular, paper.form)
    return typesetting.typeset(template, facts, on=date.fromisoformat(paper.facts["on"]))
