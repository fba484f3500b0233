"""What happens to a document, from draft to withdrawal. Nothing is ever deleted."""

from datetime import date, datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from hoaban.casework.cases.models import Case
from hoaban.casework.papers import actions as papers
from hoaban.core import clock
from hoaban.core.files import actions as files
from hoaban.core.journal import actions as journal_actions
from hoaban.core.journal import queries as journal
from hoaban.core.numbers import actions as numbers
from hoaban.core.people import agencies
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Post
from hoaban.domains.documents import queries, rules
from hoaban.domains.documents.enums import Event, Sealing, State
from hoaban.domains.documents.models import Document, Release
from hoaban.domains.documents.rules import WithdrawalReasonMissing
from hoaban.engines.typesetting import templates
from hoaban.gateways.signing import sealing

PUBLIC_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read as something else


def _earlier(by: Actor, key: str | None) -> Document | None:
    entry = journal.earlier(by.client, key)
    return queries.locked(entry.subject_pk) if entry else None


@transaction.atomic
def draft(
    *,
    kind: str,
    agency: Agency,
    subject: str,
    content: dict[str, object],
    template: str,
    signer_post: Post | None,
    by: Actor,
    at: datetime,
    key: str | None = None,
    is_synthetic: bool = False,
    copy_of: Document | None = None,
    case: Case | None = None,
) -> Document:
    """A new draft of an agency, of a paper of its own or a copy of one that it issued; `case` is
    the case whose result it is to be.

    Refuses NotADrafter, UnknownTemplate.
    """
    if earlier := _earlier(by, key):
        return earlier
    templates.template_path(template)
    document = Document(
        public_id=get_random_string(12, PUBLIC_ALPHABET),
        kind=kind,
        agency=agency,
        subject=subject,
        content=content,
        template=template,
        signer=signer_post,
        is_synthetic=is_synthetic,
        drafted_at=at,
        copy_of=copy_of,
        case=case,
    )

    rules.check_draft(document.paper(by))

    document.save(force_insert=True)

    journal_actions.record(Event.DRAFTED, document, by=by, at=at, key=key, kind=kind)
    return document


@transaction.atomic
def revise(
    pk: int,
    *,
    kind: str,
    subject: str,
    content: dict[str, object],
    template: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Document:
    """Draft it anew. Refuses NotADrafter, DocumentIssued, UnknownTemplate."""
    document = queries.locked(pk)
    if journal.earlier(by.client, key):
        return document

    rules.check_revision(document.paper(by))

    templates.template_path(template)
    document.kind, document.template = kind, template
    document.subject, document.content = subject, content
    document.save(update_fields=["kind", "template", "subject", "content"])

    journal_actions.record(Event.REVISED, document, by=by, at=at, key=key, kind=kind)
    return document


@transaction.atomic
def hand_over(pk: int, *, to: Agency, by: Actor, at: datetime) -> Document:
    """A draft is another agency's from now on, with the case it belongs to; what was signed stays.

    Only the system does it. Refuses NotADrafter, DocumentIssued.
    """
    document = queries.locked(pk)

    rules.check_hand_over(document.paper(by))

    document.agency = to
    document.save(update_fields=["agency"])

    journal_actions.record(Event.HANDED_OVER, document, by=by, at=at, to=to.code)
    return document


@transaction.atomic
def issue(
    pk: int, *, by: Actor, at: datetime, key: str | None = None, is_drawn_when_wanted: bool = False
) -> Document:
    """The leader signs: number and date from the agency's outgoing register, facts frozen.

    What an agency drafted that has ended since, its successor issues under its own name and number.
    Whoever stands in for an absent leader signs with his own name and key. The file is drawn and
    signed at once, by a job; what a replay of the past signs may be drawn when first wanted.
    Refuses NotTheSigner, DocumentIssued, DocumentEmpty.
    """
    document = queries.locked(pk)
    if journal.earlier(by.client, key):
        return document

    rules.check_issue(document.paper(by))

    on = clock.day(at)
    document.agency = agencies.successor(document.agency, on)
    _number(document, on)
    document.signer = signer = people.post_of_id(by.reference.partition(":")[2])
    assert signer is not None  # noqa: S101  who may sign holds a post
    document.issued_at, document.state = at, State.ISSUED
    document.sealing = sealing.of(document.agency.code, on)
    document.template_version = papers.keep_layout(document.template)
    document.facts = queries.page_facts(
        document, signer=signer, on=on, symbol=document.symbol, by=by
    )
    document.save(
        update_fields=[
            "agency", "number", "symbol", "register", "year", "issued_on", "issued_at", "state",
            "signer", "template_version", "sealing", "facts",
        ]
    )  # fmt: skip

    journal_actions.record(Event.ISSUED, document, by=by, at=at, key=key, symbol=document.symbol)
    if not is_drawn_when_wanted or document.sealing == Sealing.CLERK:  # who seals waits for it
        journal_actions.note(Event.WANTED, document, by=by, at=at)
    return document


@transaction.atomic
def want(pk: int, *, by: Actor, at: datetime) -> Document:
    """Have the signed file drawn if there is none yet. Refuses NotYetIssued."""
    document = queries.locked(pk)

    rules.check_seal(document.paper(by))

    if document.state == State.ISSUED:
        journal_actions.note(Event.WANTED, document, by=by, at=at)
    return document


@transaction.atomic
def view(pk: int, *, by: Actor, at: datetime) -> None:
    """Note that somebody looked at a document, its page or its file: that is itself an entry."""
    journal_actions.record_look(Event.VIEWED, Document(pk=pk), by=by, at=at)


@transaction.atomic
def attach_signed(
    pk: int,
    *,
    unsigned: bytes,
    pdf: bytes,
    signature: dict[str, str],
    by: Actor,
    at: datetime,
) -> Document:
    """Keep the page as drawn and as signed, byte for byte; the first signed file stays.

    `signature` says holder, agency and signed_at (ISO, machine time). Refuses NotYetIssued.
    """
    document = queries.locked(pk)

    rules.check_seal(document.paper(by))
    if document.signed_id is not None:
        return document

    name = f"{document.symbol.replace('/', '-')}.pdf"
    owner, source = f"document:{document.public_id}", "system:documents"
    document.unsigned = files.store_bytes(
        unsigned, name=name, by=by, at=at, source=source, owner=owner
    )
    document.signed = files.store_bytes(pdf, name=name, by=by, at=at, source=source, owner=owner)
    document.signature, document.state = signature, State.SEALED
    document.save(update_fields=["unsigned", "signed", "signature", "state"])

    journal_actions.record(Event.SEALED, document, by=by, at=at, sha256=document.signed.sha256)
    if document.sealing == Sealing.AUTOMATIC:
        _put(document, by=by, at=at, key=None)
    return document


@transaction.atomic
def put_seal(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Document:
    """The clerk in charge has the agency's signature put beside the person's, by a job.

    Refuses NotTheSealKeeper, NotYetIssued, NotSignedYet, DocumentWithdrawn, SealedAlready.
    """
    document = queries.locked(pk)
    if journal.earlier(by.client, key):
        return document

    rules.check_put_seal(document.paper(by))

    _put(document, by=by, at=at, key=key)
    return document


def _put(document: Document, *, by: Actor, at: datetime, key: str | None) -> None:
    document.seal_put_at, document.seal = at, {"by": by.reference}
    document.save(update_fields=["seal_put_at", "seal"])
    journal_actions.record(Event.SEAL_PUT, document, by=by, at=at, key=key)


@transaction.atomic
def attach_sealed(
    pk: int, *, pdf: bytes, seal: dict[str, str], by: Actor, at: datetime
) -> Document:
    """Keep the file with both signatures, and the one that was signed once.

    `seal` says holder, agency and signed_at (ISO, machine time). What was withdrawn meanwhile stays
    as it is. Refuses NotYetIssued.
    """
    document = queries.locked(pk)

    rules.check_seal(document.paper(by))
    if not queries.may_be_stamped(document):
        return document

    name = f"{document.symbol.replace('/', '-')}.pdf"
    owner, source = f"document:{document.public_id}", "system:documents"
    document.signed_once = document.signed
    document.signed = files.store_bytes(pdf, name=name, by=by, at=at, source=source, owner=owner)
    document.seal, document.state = document.seal | seal, State.STAMPED
    document.save(update_fields=["signed_once", "signed", "seal", "state"])

    journal_actions.record(Event.STAMPED, document, by=by, at=at, sha256=document.signed.sha256)
    return document


@transaction.atomic
def release(pk: int, *, to: str, by: Actor, at: datetime, key: str | None = None) -> Document:
    """Let a reference outside the agency read it (`citizen:…`, `dossier:…`).

    Refuses NotADrafter, NotYetIssued, DocumentWithdrawn.
    """
    document = queries.locked(pk)
    if journal.earlier(by.client, key):
        return document

    rules.check_release(document.paper(by))

    _release, is_new = Release.objects.get_or_create(
        document=document, reference=to, defaults={"released_at": at}
    )
    if is_new:
        journal_actions.record(Event.RELEASED, document, by=by, at=at, key=key, to=to)
    return document


@transaction.atomic
def withdraw(
    pk: int,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
    with_its_case: bool = False,
) -> Document:
    """Mark an issued document revoked: number, facts and file stay, the validation page says so.

    Its copies are revoked with it. What is the result of a case is revoked by the room of that case
    alone (`with_its_case`). Refuses NotTheSigner, NotYetIssued, DocumentWithdrawn, ResultOfCase,
    WithdrawalReasonMissing.
    """
    document = queries.locked(pk)
    if journal.earlier(by.client, key):
        return document

    check = rules.check_taken_back if with_its_case else rules.check_withdrawal
    check(document.paper(by))
    if not reason.strip():
        raise WithdrawalReasonMissing(symbol=document.symbol)

    copies = Document.objects.select_for_update().filter(copy_of=document, withdrawn_at=None)
    revoked = [document, *copies.order_by("pk")]
    for one in revoked:
        one.withdrawn_at, one.withdrawal_reason = at, reason.strip()
        one.save(update_fields=["withdrawn_at", "withdrawal_reason"])

    journal_actions.record(Event.WITHDRAWN, document, by=by, at=at, key=key, symbol=document.symbol)
    for copy in revoked[1:]:
        journal_actions.record(Event.WITHDRAWN, copy, by=by, at=at, symbol=copy.symbol)
    return document


@transaction.atomic
def replace(pk: int, *, with_: int, by: Actor, at: datetime) -> Document:
    """What was withdrawn is replaced by another document (primary key): the check page leads there.

    Its copies are replaced by the same one. Refuses NotTheSigner, NotWithdrawn.
    """
    document = queries.locked(pk)

    rules.check_replacement(document.paper(by))
    if document.replaced_by_id == with_:
        return document

    copies = Document.objects.select_for_update().filter(
        copy_of=document, withdrawn_at__isnull=False
    )
    replaced = [document, *copies.order_by("pk")]
    for one in replaced:
        one.replaced_by_id = with_
        one.save(update_fields=["replaced_by"])

    symbol = queries.issued(with_).symbol
    for one in replaced:
        journal_actions.record(Event.REPLACED, one, by=by, at=at, symbol=symbol)
    return document


def _number(document: Document, on: date) -> None:
    """[ND30/2020 Đ15] the next number of the kind in the agency's register of the year."""
    kind = queries.kind(document.kind)
    document.register, document.year = document.agency.code, queries.year_of(on)
    document.number = numbers.next(
        f"document:{document.kind}", agency=document.register, period=str(document.year)
    )
    document.symbol = rules.symbol(
        document.number,
        kind.abbreviation,
        document.agency.abbreviation,
        form=kind.symbol,
        year=document.year,
    )
    document.issued_on = on
