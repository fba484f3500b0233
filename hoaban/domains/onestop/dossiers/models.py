"""A dossier: one person's request under one revision of a procedure, handled by one agency."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from hoaban.core.files.models import Use
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person, Post
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.enums import (
    Clock,
    Delivery,
    Money,
    Outcome,
    Punctuality,
    State,
)
from hoaban.domains.onestop.dossiers.rules import Facts, Promise
from hoaban.domains.onestop.parameters.rules import Windows
from hoaban.domains.procedures.enums import Channel
from hoaban.domains.procedures.models import Case, Revision

BEFORE_RECEPTION = (State.SUBMITTED, State.AWAITING_COMPLETION, State.REFUSED)


class Dossier(models.Model):
    """The request, its owner and submitter as blocks copied in, its states, its clock.

    `reference` is random and known from submission on; `code` is the legal code minted at
    reception. `act_by` is the moment by which whoever's turn it is must have acted; lists order by
    it. `owner` and `submitter` are {kind, full_name, identity_number, born_on, phone, email,
    address, area_code}. `step` is the code of the internal step at hand.
    """

    reference = models.CharField(max_length=10, unique=True)
    code = models.CharField(max_length=80, unique=True, null=True)  # noqa: DJ001 - unique once known
    revision = models.ForeignKey(Revision, models.PROTECT)
    case = models.ForeignKey(Case, models.PROTECT)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    receiving_agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        db_index=False,  # every index below begins with it
    )
    deciding_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    owner = models.JSONField()
    owner_person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    submitter = models.JSONField()
    submitter_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    submitted_by = models.CharField(max_length=80)  # reference of the actor that filed it
    phone_tail = models.CharField(max_length=4, blank=True)
    area_code = models.CharField(max_length=8, blank=True)
    answers = models.JSONField(default=dict)
    summary = models.CharField(max_length=240)
    search_text = models.CharField(max_length=240)
    wants_post = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)

    state = models.CharField(max_length=24, choices=State.choices, default=State.SUBMITTED)
    clock = models.CharField(max_length=8, choices=Clock.choices, default=Clock.IDLE)
    money = models.CharField(max_length=8, choices=Money.choices, default=Money.NONE)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.NOTHING)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    turn = models.CharField(max_length=12, blank=True)  # Who
    step = models.CharField(max_length=40, blank=True)
    assignee = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    punctuality = models.CharField(max_length=6, choices=Punctuality.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    act_by = models.DateTimeField()
    limit_amount = models.PositiveIntegerField(null=True)
    limit_unit = models.CharField(max_length=16, blank=True)
    calendar_digest = models.CharField(max_length=64, blank=True)
    fee_amount = models.PositiveBigIntegerField(default=0)
    fee_lines = models.JSONField(default=list)
    supplements_before = models.PositiveSmallIntegerField(default=0)
    supplements_after = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    result = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(blank=True)
    handed_to = models.JSONField(default=dict)  # {name, identity_number, proxy, method}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_dossier_has_code_and_due_moment_from_reception_on",
                condition=Q(received_at=None, code=None, due_at=None)
                | Q(received_at__isnull=False, code__isnull=False, due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_finished_dossier_says_when_and_how",
                condition=~Q(state__in=["done", "returned"])
                | (Q(done_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="a_returned_dossier_says_when",
                condition=~Q(state="returned") | Q(returned_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["receiving_agency", "turn", "delivery", "act_by", "id"],
                name="dossier_work_by_time",
            ),
            models.Index(
                fields=["receiving_agency", "act_by", "id"],
                condition=Q(done_at=None, ended_at=None),
                name="dossier_open_by_time",
            ),
            models.Index(
                fields=["deciding_agency"],
                condition=~Q(deciding_agency=F("receiving_agency")),
                name="dossier_decided_elsewhere",
            ),
            models.Index(fields=["receiving_agency", "search_text"], name="dossier_by_owner"),
            models.Index(fields=["receiving_agency", "received_at"], name="dossier_by_reception"),
            models.Index(fields=["received_at"], name="dossier_received"),
            models.Index(
                fields=["receiving_agency", "done_at"],
                condition=Q(done_at__isnull=False),
                name="dossier_by_result",
            ),
            models.Index(
                fields=["done_at"], condition=Q(done_at__isnull=False), name="dossier_done"
            ),
            models.Index(
                fields=["ended_at"], condition=Q(ended_at__isnull=False), name="dossier_ended"
            ),
            models.Index(fields=["owner_person", "-id"], name="dossier_of_a_person"),
            models.Index(fields=["submitted_by", "-id"], name="dossier_of_a_filer"),
        ]

    def __str__(self) -> str:
        return self.code or self.reference

    def facts(self, *, by: Actor, at: datetime, windows: Windows) -> Facts:
        """The fact sheet on which every rule about this dossier turns."""
        return Facts(
            code=self.code or self.reference,
            state=self.state,
            clock=self.clock,
            money=self.money,
            delivery=self.delivery,
            turn=self.turn,
            who=by.role or by.kind,
            is_head=by.is_head or by.is_system,
            answers_for_it=by.is_system
            or bool(by.reach & {self.receiving_agency_id, self.deciding_agency_id}),
            is_the_applicant=self._is_applicant(by),
            is_assigned_elsewhere=self.assignee_id is not None and self.assignee_id != by.post_pk,
            at=at,
            submitted_at=self.submitted_at,
            received_at=self.received_at,
            due_at=self.due_at,
            supplements_before=self.supplements_before,
            supplements_after=self.supplements_after,
            extensions=self.extensions,
            fee_amount=self.fee_amount,
            has_draft_result=self.result_id is not None,
            windows=windows,
        )

    def _is_applicant(self, by: Actor) -> bool:
        own = {self.owner_person_id, self.submitter_person_id} - {None}
        return by.person_pk in own or self.submitted_by == by.reference

    def clock_facts(self) -> Promise:
        """What the due moment is computed from."""
        return Promise(
            received_at=self.received_at or self.submitted_at,
            amount=self.limit_amount or 0,
            unit=self.limit_unit,
        )


class ClockInterval(models.Model):
    """A stretch of the legal clock; never only a moved date."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="intervals")
    kind = models.CharField(max_length=8, choices=Clock.choices)
    reason = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%Y-%m-%d}"


class StepRun(models.Model):
    """One pass through an internal step: who had it, from when to when, with what outcome."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="runs")
    step = models.CharField(max_length=40)
    role = models.CharField(max_length=16)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    was_returned = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(finished_at__isnull=True),
                name="a_dossier_is_in_one_step_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.began_at:%Y-%m-%d}"


class Attachment(models.Model):
    """A file for a component. A supplement adds a version; the old one stays."""

    public_id = models.CharField(max_length=16, unique=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="attachments")
    component = models.CharField(max_length=40)
    use = models.ForeignKey(Use, models.PROTECT)
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.component} v{self.version}"


class Paper(models.Model):
    """A paper the citizen got: frozen facts, and the PDF drawn from them when first wanted.

    A form is named by its circular and number: numbers changed their meaning on 1/7/2025.
    """

    public_id = models.CharField(max_length=16, unique=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    circular = models.CharField(max_length=32)
    form = models.CharField(max_length=4)
    number = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    at = models.DateTimeField()
    wanted_at = models.DateTimeField(null=True)
    use = models.ForeignKey(Use, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "circular", "form", "year", "number"],
                name="a_paper_number_is_used_once_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.circular} {self.form} {self.number}/{self.year}"
