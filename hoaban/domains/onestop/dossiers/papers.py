"""Prints a paper from its frozen facts."""

from datetime import date

from hoaban.domains.onestop.dossiers.models import Paper
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.engines.typesetting import papers as typesetting


def draw(paper: Paper) -> bytes:
    """The PDF/A of a paper: the same bytes whenever it is drawn."""
    template = parameters.form_template(paper.circular, paper.form)
    facts = paper.facts | {"number": paper.number, "public_id": paper.public_id}
    return typesetting.typeset(template, facts, on=date.fromisoformat(paper.facts["on"]))
