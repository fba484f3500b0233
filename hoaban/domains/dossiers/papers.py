"""What this room prints: a paper's frozen facts, typeset by the circular's form."""

from datetime import date

from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.models import Paper
from hoaban.engines.typesetting import papers as typesetting


def draw(paper: Paper) -> bytes:
    """The PDF/A of a paper: the same bytes whenever it is drawn."""
    template = queries.form_template(paper.circular, paper.form)
    facts = paper.facts | {"number": paper.number, "public_id": paper.public_id}
    return typesetting.typeset(template, facts, on=date.fromisoformat(paper.facts["on"]))
