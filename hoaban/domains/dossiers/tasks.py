"""What runs behind the pages of dossiers."""

from django_tasks import task

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.dossiers import actions, papers, queries


def draw_wanted(entry: Entry) -> None:
    """Draw the PDF of the paper that is wanted from its frozen facts, once."""
    paper = queries.paper(entry.subject_pk)
    if paper.use_id is None:
        pdf = papers.draw(paper)
        actions.attach_drawing(paper.pk, pdf=pdf, by=actors.system("papers"), at=clock.now())


@task()
def expire_drafts() -> None:
    """Forget drafts that nobody touched for as long as the rules of the day keep them."""
    actions.expire_drafts(by=actors.system("expiry"), at=clock.now())
