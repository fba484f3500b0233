"""Draws the PDF of a paper in the background, and has it signed."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.papers import actions, papers, queries
from hoaban.casework.papers.models import Paper
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.language import FIRST, text
from hoaban.core.people import actors
from hoaban.gateways.signing import contract as signing

FIELD = "ChuKy1"
REASON = "Xác nhận phiếu do cơ quan cấp"


def draw_wanted(entry: Entry) -> None:
    """Draw the PDF of the paper that is wanted from its frozen facts, once, then have it signed.

    What cannot be signed now (a clock that is behind, no key) is drawn all the same; the signature
    is tried again with the job.
    """
    paper = queries.paper(entry.subject_pk)
    if paper.use_id is None:
        pdf = papers.draw(paper)
        paper = actions.attach_drawing(
            paper.pk, pdf=pdf, by=actors.system("papers"), at=clock.now()
        )
    if paper.signed_id is None:
        _sign(queries.paper(paper.pk))


@task(words=_("Nhận chữ ký số của giấy tờ từ nhà cung cấp"))
def collect(paper_pk: int, ticket: str) -> None:
    """Fetch what a provider of its own confirmed meanwhile."""
    paper = queries.paper(paper_pk)
    if paper.signed_id is None:
        _settle(paper, signing.collect(ticket))


def _sign(paper: Paper) -> None:
    """[TT01/2018 Đ9] the form carries its agency's digital signature, and says so."""
    page = papers.draw(paper, to_sign=True)
    _settle(paper, signing.sign_pdf(page, holder=_holder(paper), field=FIELD, reason=REASON))


def _settle(paper: Paper, signed: bytes | signing.Pending) -> None:
    if isinstance(signed, signing.Pending):
        later = collect.using(run_after=signed.ask_again_at)
        later.enqueue(paper.pk, signed.ticket)
        return
    signature = {
        "holder": _holder(paper).name,
        "signed_at": clock.machine_now().isoformat(timespec="seconds"),
    }
    by, at = actors.system("papers"), clock.now()
    actions.attach_signed(paper.pk, pdf=signed, signature=signature, by=by, at=at)


def _holder(paper: Paper) -> signing.Holder:
    name = text(paper.agency.name, FIRST)
    return signing.Holder(reference=f"agency:{paper.agency.code}", name=name, agency=name)
