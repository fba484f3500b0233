"""Draws the PDF of a paper in the background."""

from hoaban.casework.papers import actions, papers, queries
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors


def draw_wanted(entry: Entry) -> None:
    """Draw the PDF of the paper that is wanted from its frozen facts, once."""
    paper = queries.paper(entry.subject_pk)
    if paper.use_id is None:
        pdf = papers.draw(paper)
        actions.attach_drawing(paper.pk, pdf=pdf, by=actors.system("papers"), at=clock.now())
