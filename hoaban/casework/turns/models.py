"""Whose turn it is, until when, and whose it was."""

from django.db import models
from django.db.models import F, Q

from hoaban.casework.cases.models import Case
from hoaban.casework.turns.enums import Ending, When
from hoaban.core.people.models import Agency, Post


class Turn(models.Model):
    """Somebody must do something until a moment; an ended turn is the history.

    `role` in `agency` must do it, `post` alone where it is assigned. `task` is the internal step,
    empty where the state of the case says what is to be done. `officer` is the post that took or
    did it, as the record names it. `is_consultation` marks turns beside the handling of the case.
    `goes_on` marks a turn that continues one which was paused.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="turns")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=16)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    task = models.CharField(max_length=40, blank=True)
    when = models.CharField(max_length=8, default=When.BY_TIME)
    act_by = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ending = models.CharField(max_length=8, blank=True)  # Ending
    note = models.TextField(blank=True)
    goes_on = models.BooleanField(default=False)
    is_consultation = models.BooleanField(default=False)

    vouched_with = (
        "case",
        (
            *("agency_id", "role", "post_id", "officer_id", "task", "when", "act_by", "since"),
            *("until", "ending", "note", "goes_on", "is_consultation"),
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(until=None, is_consultation=False),
                name="a_case_is_in_one_turn_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case", "agency"],
                condition=Q(until=None, is_consultation=True),
                name="an_agency_is_consulted_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "role", "when", "act_by", "case"],
                condition=Q(until=None, post=None),
                name="turn_open_by_time",
            ),
            models.Index(
                fields=["post", "role", "when", "act_by", "case"],
                condition=Q(until=None, post__isnull=False),
                name="turn_of_a_post_by_time",
            ),
            models.Index(
                fields=["agency", "until"],
                condition=Q(until__gt=F("act_by")),
                name="turn_ended_late",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.task} {self.since:%Y-%m-%d}"

    @property
    def was_returned(self) -> bool:
        return self.ending in {Ending.RETURNED, Ending.UNDONE}
