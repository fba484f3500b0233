"""Draw a document's page and have it signed, behind the request."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.papers import papers
from hoaban.core import clock
from hoaban.core.files import queries as files
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.documents import actions, queries
from hoaban.domains.documents.models import Document
from hoaban.engines.typesetting import papers as typesetting
from hoaban.engines.typesetting import templates
from hoaban.gateways.signing import contract as signing

FIELD, SEAL_FIELD = "ChuKy1", "ConDau1"
REASON, SEAL_REASON = "Ký ban hành", "Đóng dấu cơ quan"
SEAL = "seal"  # the place that a page keeps free


def seal_wanted(entry: Entry) -> None:
    """Draw and sign the document that is wanted, once."""
    seal.call(entry.subject_pk)


@task(words=_("Vẽ và ký số văn bản"))
def seal(document_pk: int) -> None:
    """Typeset the frozen facts, sign the page, keep both files. Done before: nothing happens."""
    document = queries.issued(document_pk)
    if document.signed_id is not None:
        return
    page = _page(document)
    signed = signing.sign_pdf(page, holder=_holder(document), field=FIELD, reason=REASON)
    _settle(document, page, signed)


@task(words=_("Nhận chữ ký số của văn bản từ nhà cung cấp"))
def collect(document_pk: int, ticket: str) -> None:
    """Fetch what a signer with a provider of its own confirmed meanwhile."""
    document = queries.issued(document_pk)
    if document.signed_id is not None:
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


def put_wanted(entry: Entry) -> None:
    """Put the agency's signature beside the person's, once."""
    put.call(entry.subject_pk)


@task(words=_("Đóng dấu số của cơ quan"))
def put(document_pk: int) -> None:
    """Sign the signed file for the agency, the seal to be seen where the page has its place.

    Done before, or withdrawn: nothing happens.
    """
    document = queries.issued(document_pk)
    if document.signed is None or not queries.may_be_stamped(document):
        return
    with files.open(document.signed) as kept:
        once = bytes(kept.read())
    holder, seen_at = _agency(document), _seen(document)
    signed = signing.sign_pdf(
        once, holder=holder, field=SEAL_FIELD, reason=SEAL_REASON, seen_at=seen_at
    )
    _keep(document, signed)


@task(words=_("Nhận dấu số của cơ quan từ nhà cung cấp"))
def collect_seal(document_pk: int, ticket: str) -> None:
    """Fetch the agency's signature from a provider that asked somebody first."""
    document = queries.issued(document_pk)
    if queries.may_be_stamped(document):
        _keep(document, signing.collect(ticket))


def _keep(document: Document, signed: bytes | signing.Pending) -> None:
    if isinstance(signed, signing.Pending):
        later = collect_seal.using(run_after=signed.ask_again_at)
        later.enqueue(document.pk, signed.ticket)
        return
    holder = _agency(document)
    seal = {
        "holder": holder.name,
        "agency": holder.agency,
        "signed_at": clock.machine_now().isoformat(timespec="seconds"),
    }
    by = actors.system("sealing")
    actions.attach_sealed(document.pk, pdf=signed, seal=seal, by=by, at=clock.now())


def _seen(document: Document) -> signing.Appearance | None:
    """Where the seal stands: over the left third of the person's signature [ND30/2020 PLI].

    Nowhere, where the layout has changed since: nothing is drawn over what may be text.
    """
    assert document.issued_on  # noqa: S101  what is issued has its day
    if document.template_version != templates.template_version(document.template):
        return None
    found = typesetting.place(document.template, document.facts, on=document.issued_on, label=SEAL)
    return signing.Appearance(found.page, found.left, found.top, found.side) if found else None


def _agency(document: Document) -> signing.Holder:
    """The agency as the page names it: its own certificate, issued like a person's."""
    name = document.facts["agency"]
    return signing.Holder(reference=f"agency:{document.agency.code}", name=name, agency=name)
