"""The catalogue of procedures. A version never changes, it is only closed: `[from, to)`."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from hoaban.core.language import Texts, Words, text
from hoaban.domains.procedures.catalogue.enums import (
    Channel,
    FeeUnit,
    Level,
    OnlineLevel,
    StepRole,
    Unit,
)
from hoaban.domains.procedures.catalogue.rules import CaseFacts, FeeFacts, LimitFacts, RevisionFacts
from hoaban.domains.procedures.naming import rules as naming


class Field(models.Model):
    """A field of administration (lĩnh vực), such as civil status."""

    code = models.CharField(max_length=64, unique=True)
    name = Texts()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return text(self.name)


class Procedure(models.Model):
    """A procedure by its national code, whatever its versions say."""

    code = models.CharField(max_length=24, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Revision(models.Model):
    """A version of a procedure, whole: what a dossier filed under it keeps.

    `agencies` names who decides by stable agency code; empty means every committee of the level.
    `illustrative` maps a place of the content to the note why it was not read in a text.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="revisions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    name = Texts()
    short = Texts(default=dict)  # what people call it, in few words; {}: by its name
    summary = Texts(default=dict)
    synonyms = models.JSONField(default=list)  # how people call it: found by search
    field = models.ForeignKey(Field, models.PROTECT, related_name="revisions")
    level = models.CharField(max_length=12, choices=Level.choices)
    agencies = models.JSONField(default=list)
    agency_hint = Texts(default=dict)  # which of them decides, where not by residence
    online_level = models.CharField(max_length=8, choices=OnlineLevel.choices)
    decision = models.CharField(max_length=80, blank=True)
    subjects = models.JSONField(default=list)  # [{"vi": ..., "en": ...}]
    legal_basis = models.JSONField(default=list)  # numbers of acts
    result_code = models.CharField(max_length=64)
    result_name = Texts()
    result_template = models.CharField(max_length=64)
    result_kind = models.CharField(max_length=12)  # abbreviation of the document type: BSTL, GXN
    result_finding = models.JSONField(default=dict)  # vi, en, example, required; or {}
    result_copies = models.JSONField(default=dict)  # quantity, kind, name, is_first ...; or {}
    result_months = models.PositiveSmallIntegerField(null=True)  # validity; null: without end
    is_postal = models.BooleanField()  # the result may go by post
    process_decision = models.CharField(max_length=120, blank=True)
    information = Texts(default=dict)  # why nothing is filed under this version; {}: it is
    clock = models.JSONField(default=dict)  # as `steps.content.Clock` has it; or {}
    illustrative = models.JSONField(default=dict)
    source = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "valid_from"], name="a_revision_begins_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="a_revision_ends_after_it_begins",
            ),
        ]
        ordering = ["procedure", "valid_from"]

    def __str__(self) -> str:
        return text(self.name)

    @property
    def code(self) -> str:
        return self.procedure.code

    @property
    def called(self) -> Words:
        """What pages call it: the short name, or its name; papers say the name."""
        return naming.called(self.name, self.short)

    @property
    def is_fileable_online(self) -> bool:
        """Levels 3 and 4 take a dossier online: [ND43/2011 Đ3]; so do both levels of 2022."""
        by_level = self.online_level not in {OnlineLevel.ONE, OnlineLevel.TWO}
        return by_level and not self.information

    def facts(self) -> RevisionFacts:
        """The frozen fact sheet that rules are given."""
        return RevisionFacts(
            code=self.procedure.code,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            level=self.level,
            agencies=tuple(self.agencies),
            online_level=self.online_level,
            is_fileable_online=self.is_fileable_online,
            is_information=bool(self.information),
            result_kind=self.result_kind,
            result_months=self.result_months,
            is_postal=self.is_postal,
            cases=tuple(case.facts() for case in self.cases.all()),
        )


class Variant(models.Model):
    """What a procedure distinguishes (trường hợp): each has its own papers, limits and fees."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="cases")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = Texts()
    is_default = models.BooleanField()
    condition = models.JSONField(default=dict)  # on the answers; empty: whoever files chooses it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "code"], name="a_case_has_its_own_code"),
            models.UniqueConstraint(
                fields=["revision"], condition=Q(is_default=True), name="a_revision_has_one_default"
            ),
        ]
        ordering = ["revision", "position"]

    def __str__(self) -> str:
        return text(self.name)

    def facts(self) -> CaseFacts:
        return CaseFacts(
            code=self.code,
            required=tuple(c.code for c in self.components.all() if c.is_required),
            limits=tuple(limit.facts() for limit in self.limits.all()),
            fees=tuple(fee.facts() for fee in self.fees.all()),
        )


class Component(models.Model):
    """A paper of a case (thành phần hồ sơ). `form_code` is filled where our own form makes it.

    `condition` says in words when it is asked for, beside the name and not in it: a receipt is for
    what was handed in.
    """

    case = models.ForeignKey(Variant, models.CASCADE, related_name="components")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = Texts()
    originals = models.PositiveSmallIntegerField(default=0)
    certified_copies = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    is_required = models.BooleanField()
    is_shown_only = models.BooleanField(default=False)  # looked at and given back at once
    form_code = models.CharField(max_length=40, blank=True)
    condition = Texts(default=dict)
    note = Texts(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="a_component_has_its_own_code"),
        ]
        ordering = ["case", "position"]

    def __str__(self) -> str:
        return text(self.name)


class Limit(models.Model):
    """How long a case may take through a channel. Amount 0 of working days: the same day.

    `is_dated`: a line of limits.csv; on a day the row that began last holds.
    """

    case = models.ForeignKey(Variant, models.CASCADE, related_name="limits")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_dated = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=Unit.choices)
    same_day = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "channel", "valid_from"], name="a_channel_has_one_limit_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(same_day=True, amount=0, unit=Unit.WORKING_DAYS)
                | Q(same_day=False, amount__gt=0),
                name="a_limit_is_some_time_or_the_same_day",
            ),
        ]
        ordering = ["case", "channel"]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"

    def facts(self) -> LimitFacts:
        return LimitFacts(
            self.channel,
            self.amount,
            self.unit,
            same_day=self.same_day,
            valid_from=self.valid_from if self.is_dated else date.min,
            valid_to=self.valid_to,
        )


class Fee(models.Model):
    """One line of what a case costs through a channel, in whole VND.

    `tiers` [[from_which, amount], ...] replaces `amount` from that unit on; `maximum` caps the
    line (0: no cap); `quantity` is the answer that counts the units, such as `request.pages`, and
    `times` the one that says how often the capped line is taken, such as `request.copies`.
    `condition` says in words when it is asked for, beside the name and not in it: a receipt is for
    what was asked. `exemptions` [{"code", "words", "reduction": 0..1, "when": condition}].
    `is_dated`: a line of fees.csv; on a day the row that began last holds.
    """

    case = models.ForeignKey(Variant, models.CASCADE, related_name="fees")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    is_dated = models.BooleanField(default=False)
    is_illustrative = models.BooleanField(default=False)  # of a dated line
    channel = models.CharField(max_length=8, choices=Channel.choices)
    code = models.SlugField(max_length=40)
    name = Texts()
    condition = Texts(default=dict)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12, choices=FeeUnit.choices)
    tiers = models.JSONField(default=list)
    maximum = models.PositiveIntegerField(default=0)
    quantity = models.CharField(max_length=80, blank=True)
    times = models.CharField(max_length=80, blank=True)
    exemptions = models.JSONField(default=list)
    note = Texts(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "channel", "code", "valid_from"],
                name="a_fee_line_stands_once_a_channel_from_a_day",
            ),
        ]
        ordering = ["case", "channel", "id"]

    def __str__(self) -> str:
        return f"{text(self.name)}: {self.amount}"

    def facts(self) -> FeeFacts:
        return FeeFacts(
            channel=self.channel,
            code=self.code,
            name=self.name,
            amount=self.amount,
            unit=self.unit,
            tiers=tuple((int(start), int(amount)) for start, amount in self.tiers),
            maximum=self.maximum,
            quantity=self.quantity,
            times=self.times,
            exemptions=tuple(self.exemptions),
            valid_from=self.valid_from if self.is_dated else date.min,
            valid_to=self.valid_to,
        )


class Step(models.Model):
    """A table a dossier lies on: who, which share of the limit, where it goes next, which paper.

    `next` is empty at the last step; `ends_clock` marks the signing step that ends the legal time.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = Texts()
    role = models.CharField(max_length=16, choices=StepRole.choices)
    share = models.DecimalField(max_digits=5, decimal_places=4)
    next = models.CharField(max_length=40, blank=True)
    paper = models.CharField(max_length=40, blank=True)
    ends_clock = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "code"], name="a_step_has_its_own_code"),
            models.UniqueConstraint(
                fields=["revision"], condition=Q(ends_clock=True), name="one_step_ends_the_clock"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1), name="a_share_is_part_of_the_whole"
            ),
        ]
        ordering = ["revision", "position"]

    def __str__(self) -> str:
        return text(self.name)


class Form(models.Model):
    """A form of a circular, by (circular, number): numbers alone change their meaning."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="forms")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    circular = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)
    version = models.CharField(max_length=20)
    title = Texts()
    schema = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "code"], name="a_form_has_its_own_code"),
        ]
        ordering = ["revision", "position"]

    def __str__(self) -> str:
        return text(self.title)


class CatalogueEntry(models.Model):
    """A procedure of the published catalogue: facts, shown as information, never filed here."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=1000)
    field = models.ForeignKey(Field, models.PROTECT, related_name="entries")
    levels = models.JSONField()  # values of Level
    limits = models.JSONField()  # [{"channel", "amount", "unit"}]; unit empty where not published
    paper_count = models.PositiveSmallIntegerField()
    papers = models.JSONField()
    legal_basis = models.JSONField()
    dated_on = models.DateField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
