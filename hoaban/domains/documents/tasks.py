"""Draw a document's page and have it signed, behind the request."""

from django_tasks import task

from hoaban.casework.papers import papers
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.documents import actions, queries
from hoaban.domains.documents.enums import State
from hoaban.domains.documents.models import Document
from hoaban.gateways.signing import contract as signing

FIELD = "ChuKy1"
REASON = "Ký ban hành"


def seal_wanted(entry: Entry) -> None:
    """Draw and sign the document that is wanted, once."""
    seal.call(entry.subject_pk)


@task()
def seal(document_pk: int) -> None:
    """Typeset the frozen facts, sign the page, keep both files. Done before: nothing happens."""
    document = queries.issued(document_pk)
    if document.state == State.SEALED:
        return
    page = _page(document)
    signed = signing.sign_pdf(page, holder=_holder(document), field=FIELD, reason=REASON)
    _settle(document, page, signed)


@task()
def collect(document_pk: int, ticket: str) -> None:
    """Fetch what a signer with a provider of its own confirmed meanwhile."""
    document = queries.issued(document_pk)
    if document.state == State.SEALED:
        return
    _settle(document, _page(document), signing.collect(ticket))


def _settle(document: Document, page: bytes, signed: bytes | signing.Pending) -> None:
    if isinstance(signed, signing.Pending):
        later = collect.using(run_after=signed.ask_again_at)
        later.enqueue(document.pk, signed.ticket)
        return
    holder = _holder(document)
    actions.attach_signed(
        document.pk,
        unsigned=page,
        pdf=signed,
        signature={
            "holder": holder.name,
            "agency": holder.agency,
            "signed_at": clock.machine_now().isoformat(timespec="seconds"),
        },
        by=actors.system("sealing"),
        at=clock.now(),
    )


def _page(document: Document) -> bytes:
    if document.issued_on is None:
        raise ValueError("a draft is not typeset for signing")
    version, on = document.template_version, document.issued_on
    return papers.draw_as_of(document.template, version, document.facts, on=on)


def _holder(document: Document) -> signing.Holder:
    """The signer as the page names him, frozen with it."""
    if document.signer is None:
        raise ValueError("an issued document has a signer")
    return signing.Holder(
        reference=f"post:{document.signer.public_id}",
        name=document.facts["signer"]["name"],
        title=document.facts["signer"]["title"],
        agency=document.facts["agency"],
    )
