"""A dossier: one person's request under one revision of a procedure. It stands on a case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.enums import Clock, Punctuality
from hoaban.casework.cases.models import Case
from hoaban.casework.clocks.rules import Promise
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.models import Turn
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person, Post
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.enums import Delivery, Money, Outcome, PaidBy, State
from hoaban.domains.onestop.dossiers.rules import Facts, Parts
from hoaban.domains.onestop.provisions.rules import Windows
from hoaban.domains.procedures.catalogue.enums import Channel
from hoaban.domains.procedures.catalogue.models import Revision, Variant

KIND = "dossier"  # of case
# What of a dossier and its case every entry vouches for: only actions that record change it.
VOUCHED = (
    "revision_id", "variant_id", "channel", "owner", "owner_person_id", "submitter",
    "submitter_person_id", "submitted_by", "submitted_at", "area_code", "answers", "wants_post",
    "money", "paid_by", "delivery", "outcome", "returned_at", "limit_amount", "limit_unit",
    "book_number", "fee_amount", "fee_lines", "fee_paid_back", "supplements_before",
    "supplements_after", "calendar_digest", "extensions", "result_id", "corrects_id", "end_reason",
    "handed_to",
    "case.reference", "case.code", "case.agency_id", "case.state", "case.clock", "case.opened_at",
    "case.due_at", "case.held_to", "case.done_at", "case.closed_at", "case.punctuality",
)  # fmt: skip


class Dossiers(models.Manager["Dossier"]):
    """Dossiers come with their case: no dossier is read without it."""

    def get_queryset(self) -> QuerySet["Dossier"]:
        return super().get_queryset().select_related("case")


def _address(block: Mapping[str, Any]) -> str:  # Any: JSON
    return str(block.get("address_text") or block.get("address") or "")


class Dossier(models.Model):
    """The request, its owner and submitter as blocks copied in, its money and its result.

    State, legal code, clock and moments are those of its case, read through properties here and
    changed by moves alone. `owner` and `submitter` are {kind, full_name, identity_number, born_on,
    phone, email, address, area_code}; an owner that was corrected has in `filed` what of it was
    said at the filing. `variant` is which case of the procedure applies. `book_number` is its place
    in the register of receptions of its agency and year. `corrects` is the dossier whose result was
    taken back and which this one gives again.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="dossier")
    revision = models.ForeignKey(Revision, models.PROTECT)
    variant = models.ForeignKey(Variant, models.PROTECT)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    owner = models.JSONField()
    owner_person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    submitter = models.JSONField()
    submitter_person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    submitted_by = models.CharField(max_length=80)  # reference of the actor that filed it
    submitted_at = models.DateTimeField()
    phone_tail = models.CharField(max_length=4, blank=True)
    area_code = models.CharField(max_length=8, blank=True)
    answers = models.JSONField(default=dict)
    wants_post = models.BooleanField(default=False)

    money = models.CharField(max_length=8, choices=Money.choices, default=Money.NONE)
    paid_by = models.CharField(max_length=8, choices=PaidBy.choices, blank=True)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.NOTHING)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    returned_at = models.DateTimeField(null=True)
    limit_amount = models.PositiveIntegerField(null=True)
    limit_unit = models.CharField(max_length=16, blank=True)
    calendar_digest = models.CharField(max_length=64, blank=True)
    book_number = models.PositiveIntegerField(null=True)
    fee_amount = models.PositiveBigIntegerField(default=0)
    fee_lines = models.JSONField(default=list)
    fee_paid_back = models.PositiveBigIntegerField(default=0)  # whole VND, of the refunds in force
    supplements_before = models.PositiveSmallIntegerField(default=0)
    supplements_after = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    result = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(blank=True)
    handed_to = models.JSONField(default=dict)  # {name, identity_number, proxy, method}

    vouched = VOUCHED
    is_always_vouched = True
    begun_by = ("dossiers.submitted",)

    objects = Dossiers()
    _turn: Turn | None = None
    _deciding: int | None = None

    class Meta:
        indexes = [
            models.Index(F("owner_person"), F("case").desc(), name="dossier_of_a_person"),
            models.Index(F("submitter_person"), F("case").desc(), name="dossier_of_a_submitter"),
            models.Index(F("submitted_by"), F("case").desc(), name="dossier_of_a_filer"),
            models.Index(
                fields=["case"],
                condition=Q(money__in=["owed", "unsaid", "proposed"]),
                name="dossier_whose_fee_may_go_back",
            ),
            models.Index(
                fields=["case"], condition=Q(money="debt"), name="dossier_whose_fee_is_a_debt"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_dossier_in_the_citizens_hands_says_when",
                condition=~Q(delivery="handed") | Q(returned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="no_more_of_a_fee_is_paid_back_than_it_was",
                condition=Q(fee_paid_back__lte=F("fee_amount")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def reference(self) -> str:
        """Random, known from submission on."""
        return str(self.case.reference)

    @property
    def code(self) -> str | None:
        """The legal code, minted at reception."""
        code: str | None = self.case.code
        return code

    @property
    def filer(self) -> dict[str, Any]:  # Any: JSON
        """The block of whoever brought it: the submitter, or the owner where nobody else came."""
        block: dict[str, Any] = self.submitter or self.owner  # Any: JSON
        return block

    @property
    def comes_on_paper(self) -> bool:
        """Whether the declaration is a paper too, which is handed in with the others."""
        return self.channel != Channel.ONLINE

    @property
    def address(self) -> str:
        """Where the person lives in whose name it stands, as people write it."""
        return _address(self.owner)

    @property
    def post_to(self) -> str:
        """Where the result goes by post: to whoever brought it for the owner, else to the owner."""
        stands_in = self.filer.get("full_name") != self.owner.get("full_name")
        return (_address(self.filer) if stands_in else "") or self.address

    @property
    def state(self) -> str:
        return self.case.state

    def get_state_display(self) -> str:
        return str(State(self.state).label)

    @property
    def clock(self) -> str:
        return self.case.clock

    @property
    def received_at(self) -> datetime | None:
        return self.case.opened_at

    @property
    def due_at(self) -> datetime | None:
        return self.case.due_at

    @property
    def held_to(self) -> datetime | None:
        """The promise by which it is judged to be on time."""
        return self.case.held_to

    @property
    def done_at(self) -> datetime | None:
        return self.case.done_at

    @property
    def ended_at(self) -> datetime | None:
        """When it ended otherwise than by a result."""
        return self.case.closed_at

    @property
    def punctuality(self) -> str:
        return self.case.punctuality

    @property
    def is_synthetic(self) -> bool:
        return self.case.is_synthetic

    @property
    def receiving_agency_id(self) -> int:
        return self.case.agency_id

    @property
    def receiving_agency(self) -> Agency:
        return self.case.agency

    @property
    def deciding_agency_id(self) -> int:
        if self._deciding is None:
            self._deciding = cases.deciding(self.case)
        return self._deciding

    @property
    def turn_at_hand(self) -> Turn | None:
        """The open turn, or the last one where the case has ended; read once for this object."""
        if self._turn is None:
            self._turn = turns.at_hand(self.case_id)
        return self._turn

    @property
    def turn(self) -> str:
        """The role whose turn it is; empty where the case has ended."""
        at_hand = self.turn_at_hand
        return at_hand.role if at_hand and at_hand.until is None else ""

    @property
    def step(self) -> str:
        """The code of the internal step at hand."""
        return self.turn_at_hand.task if self.turn_at_hand else ""

    @property
    def assignee_id(self) -> int | None:
        """The post to which the turn is assigned."""
        at_hand = self.turn_at_hand
        return at_hand.post_id if at_hand and at_hand.until is None else None

    @property
    def assignee(self) -> Post | None:
        return self.turn_at_hand.post if self.turn_at_hand and self.assignee_id else None

    @property
    def act_by(self) -> datetime:
        """The moment by which whoever's turn it is must have acted."""
        return self.turn_at_hand.act_by if self.turn_at_hand else self.submitted_at

    def late_since(self, now: datetime) -> datetime | None:
        """The promise that it is held to, once that is broken; what was promised since excuses
        nothing. While the clock stands still it is late only if it was when it stopped.
        """
        if self.held_to is None or self.ended_at:
            return None
        stood = self._stopped_at() if self.clock == Clock.PAUSED else now
        return self.held_to if (self.done_at or stood or now) > self.held_to else None

    def _stopped_at(self) -> datetime | None:
        """Since when the clock stands still, whoever had the dossier in the meantime."""
        found = self.case.intervals.filter(ended_at=None).values_list("started_at", flat=True)
        return found.first()

    @property
    def promised_besides(self) -> datetime | None:
        """The moment that was promised, while it runs and whoever's turn it is has another one."""
        return self.case.promised_besides(self.act_by)

    def refresh_from_db(self, *args: object, **options: object) -> None:
        """Read the row anew, with its case and its turn."""
        super().refresh_from_db(*args, **options)  # type: ignore[arg-type] # handed on as they come
        self.forget_turn()

    def hold_turn(self, turn: Turn | None) -> None:
        """The turn at hand as a list has read it already."""
        self._turn = turn

    def forget_turn(self) -> None:
        """Read the turn at hand anew: it was moved."""
        self._turn = self._deciding = None

    def facts(self, *, by: Actor, at: datetime, windows: Windows, parts: Parts) -> Facts:
        """The fact sheet on which every rule about this dossier turns."""
        return Facts(
            code=self.code or self.reference,
            state=self.state,
            money=self.money,
            paid_by=self.paid_by,
            delivery=self.delivery,
            turn=self.turn,
            who=by.role or by.kind,
            is_head=by.is_head or by.is_system,
            signs_for_agency=by.signs_for_agency or by.is_system,
            is_by_order=by.by_order,
            signs_by_order=self._is_signed_by_order(by),
            answers_for_it=by.is_system
            or bool(by.reach & {self.receiving_agency_id, self.deciding_agency_id}),
            is_the_applicant=self._is_applicant(by),
            is_assigned_elsewhere=self.assignee_id is not None and self.assignee_id != by.post_pk,
            is_at_another_agency=self._is_at_another_agency(by),
            at=at,
            received_at=self.received_at,
            due_at=self.due_at,
            held_to=self.held_to,
            limit_amount=self.limit_amount or 0,
            limit_unit=self.limit_unit,
            supplements_before=self.supplements_before,
            supplements_after=self.supplements_after,
            is_renamed="filed" in self.owner,
            extensions=self.extensions,
            was_late=self.punctuality == Punctuality.LATE,
            fee_amount=self.fee_amount,
            fee_paid_back=self.fee_paid_back,
            has_draft_result=self.result_id is not None and bool(self.outcome),
            windows=windows,
            act_by=self.act_by,
            parts=parts,
        )

    def _is_signed_by_order(self, by: Actor) -> bool:
        """Whether the drafted result is of a kind that this actor signs by order."""
        return by.by_order and self.result is not None and by.signs_kind(self.result.kind)

    def _is_at_another_agency(self, by: Actor) -> bool:
        """Whether the step at hand is one of an agency that this official does not answer for."""
        at_hand = self.turn_at_hand
        return bool(at_hand and by.is_official and at_hand.agency_id not in by.reach)

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
