"""Days off, extra days, working hours and day rules; what is withdrawn stays, marked."""

from django.db import models
from django.db.models import F, Q

from hoaban.core.calendars.enums import Certainty, Kind, Source, Weekday
from hoaban.core.language import Texts, text
from hoaban.core.workdays.facts import Moment


class Year(models.Model):
    """A year whose table of holidays is complete: years without a row are refused, not guessed."""

    year = models.PositiveSmallIntegerField(unique=True)
    basis = models.CharField(max_length=200)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.CONTENT)

    def __str__(self) -> str:
        return str(self.year)


class Holiday(models.Model):
    """A day that differs from its weekday (`ngày nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù`).

    `paired_on` is the other day of a swap, or the holiday that a compensatory day stands for.
    """

    on = models.DateField()
    name = Texts()
    kind = models.CharField(max_length=24, choices=Kind.choices)
    code = models.CharField(max_length=24, blank=True)  # new_year, tet, …
    paired_on = models.DateField(null=True)
    certainty = models.CharField(max_length=12, choices=Certainty.choices)
    basis = models.CharField(max_length=200)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.CONTENT)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_day_has_a_kind_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.WORKING_SATURDAY) | Q(paired_on__isnull=False),
                name="an_extra_day_is_worked_in_exchange_for_another",
            ),
        ]
        ordering = ["on", "kind"]

    def __str__(self) -> str:
        return f"{self.on} {text(self.name)}"

    @property
    def is_provisional(self) -> bool:
        return self.certainty != Certainty.OFFICIAL


class WorkTime(models.Model):
    """A half-day of a week, `[valid_from, valid_to)`; a blank agency is the default.

    On a day on which an agency has rows of its own, they are its whole week.
    """

    agency = models.CharField(max_length=64, blank=True)  # our stable agency id
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=200)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.CONTENT)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "weekday", "opens", "valid_from"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_agency_opens_once_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="an_agency_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="an_hour_of_work_ends_after_it_begins",
            ),
        ]
        ordering = ["agency", "valid_from", "weekday", "opens"]

    def __str__(self) -> str:
        return f"{self.agency or '*'} {self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class HourRule(models.Model):
    """A dated hour that decides, `[valid_from, valid_to)`: the law's "sau 15 giờ"."""

    moment = models.CharField(
        max_length=16, choices=[(moment.value, moment.value) for moment in Moment]
    )
    after = models.TimeField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    article = models.CharField(max_length=120)
    note = models.JSONField(default=dict)  # words by language
    illustrative = models.BooleanField(default=False)  # not seen in a text of law

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "valid_from"], name="an_hour_rule_begins_once_a_day"
            ),
        ]
        ordering = ["moment", "valid_from"]

    def __str__(self) -> str:
        return f"{self.moment} {self.after:%H:%M}"


class Revision(models.Model):
    """One row: the digest of the tables as they stand, by which each process knows a change.

    It is also the lock of every change of the tables.
    """

    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.digest


class CalendarSnapshot(models.Model):
    """A calendar that was in force once, so that what was promised under it can be recomputed."""

    digest = models.CharField(max_length=64, unique=True)
    body = models.JSONField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest
