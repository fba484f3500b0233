"""A document of an agency: drafted, numbered and dated from its outgoing register, signed."""

from django.db import models
from django.db.models import Q

from hoaban.casework.cases.models import Case
from hoaban.core.files.models import Use
from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Post
from hoaban.domains.documents.enums import Sealing, State
from hoaban.domains.documents.rules import Paper


class Document(models.Model):
    """One outgoing document. Its facts are frozen when it is issued; the PDF is drawn from them.

    `kind` is the key of the country's `papers/kinds.toml` (`giay-xac-nhan`), `content` what the
    draft holds, `facts` all that the page shows. `register` and `year` name the outgoing register.
    `case` is the case whose result it is, and `replaced_by` what was issued after it was withdrawn.
    """

    public_id = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="documents")
    subject = models.CharField(max_length=400)
    content = models.JSONField(default=dict)
    template = models.CharField(max_length=80)
    template_version = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    is_synthetic = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()

    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=60, blank=True)
    register = models.CharField(max_length=64, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    issued_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    signer = models.ForeignKey(Post, models.PROTECT, null=True, related_name="signed_documents")
    facts = models.JSONField(default=dict)

    unsigned = models.ForeignKey(Use, models.PROTECT, null=True, related_name="+")
    signed = models.ForeignKey(Use, models.PROTECT, null=True, related_name="+")
    signed_once = models.ForeignKey(Use, models.PROTECT, null=True, related_name="+")  # unsealed
    signature = models.JSONField(default=dict)  # holder, agency, signed_at: the machine's time
    sealing = models.CharField(max_length=8, choices=Sealing.choices, default=Sealing.NONE)
    seal_put_at = models.DateTimeField(null=True)
    seal = models.JSONField(default=dict)  # holder, agency, signed_at, by: of the agency
    copy_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )

    vouched = (
        "public_id", "kind", "agency_id", "subject", "content", "state", "number", "symbol",
        "register", "year", "issued_on", "issued_at", "signer_id", "facts", "unsigned_id",
        "signed_id", "signed_once_id", "copy_of_id", "case_id", "withdrawn_at",
        "withdrawal_reason", "replaced_by_id", "template", "signature", "sealing", "seal_put_at",
        "seal", "drafted_at", "is_synthetic",
    )  # fmt: skip
    is_always_vouched = True
    begun_by = ("documents.drafted",)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "kind", "year", "number"],
                condition=Q(number__isnull=False),
                name="a_register_gives_a_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, number=None, issued_on=None)
                | (~Q(state=State.DRAFT) & Q(number__gte=1, issued_on__isnull=False)),
                name="an_issued_document_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SEALED, State.STAMPED]) | Q(signed__isnull=False),
                name="a_sealed_document_has_its_signed_file",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(state=State.DRAFT),
                name="only_an_issued_document_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(withdrawn_at__isnull=False),
                name="only_a_withdrawn_document_is_replaced",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "year", "-issued_on", "-id"], name="documents_of_an_agency"
            ),
            models.Index(fields=["year", "-issued_on", "-id"], name="documents_of_a_year"),
            models.Index(
                fields=["agency", "id"], condition=Q(state=State.DRAFT), name="documents_to_sign"
            ),
            models.Index(
                fields=["agency", "id"],
                condition=Q(state=State.SEALED, sealing=Sealing.CLERK, seal_put_at=None),
                name="documents_to_seal",
            ),
            models.Index(
                fields=["register", "year", "issued_on", "id"],
                condition=Q(number__isnull=False),
                name="documents_in_the_register",
            ),
            models.Index(
                fields=["agency", "kind", "-issued_on", "-id"], name="documents_of_a_kind"
            ),
            models.Index(
                fields=["symbol"], condition=Q(number__isnull=False), name="documents_by_symbol"
            ),
        ]

    def __str__(self) -> str:
        return self.symbol or self.public_id

    def paper(self, by: Actor) -> Paper:
        """The fact sheet for the rules, with who acts."""
        return Paper(
            state=self.state,
            agency=text(self.agency.name),
            subject=self.subject,
            symbol=self.symbol,
            has_content=bool(self.content),
            is_withdrawn=self.withdrawn_at is not None,
            case=str(self.case) if self.case_id else "",
            in_reach=self.agency_id in by.reach or by.agency == self.agency.code,
            role=by.role or "",
            is_system=by.is_system,
            has_authority=by.signs_kind(self.kind),
            is_by_order=by.by_order,
            sealing=self.sealing,
            seal_is_put=self.seal_put_at is not None,
        )


class Release(models.Model):
    """Who outside the agency may read a document: a reference (`citizen:…`, `dossier:…`)."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="releases")
    reference = models.CharField(max_length=80, db_index=True)
    released_at = models.DateTimeField()

    vouched_with = ("document", ("reference", "released_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "reference"], name="a_document_is_released_to_someone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} -> {self.reference}"
