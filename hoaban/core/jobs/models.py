"""Background work on the application's own database: one row a job, one a recurring job."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a job stands. Waiting includes waiting for a next attempt."""

    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang chạy")
    DONE = "done", _("Đã xong")
    PARKED = "parked", _("Dừng, cần xem lại")


class Job(models.Model):
    """One call of one task. All times are machine time.

    A worker holds a running job until `lease_until` under `lease_token`, renews the lease while it
    works, and settles only with that token: who lost the lease changes nothing. `last_error` names
    the kind of error and its place in the code, never the data.
    """

    public_id = models.CharField(max_length=16, unique=True)
    task = models.CharField(max_length=160)  # dotted path
    queue = models.CharField(max_length=32, default="default")
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)  # higher goes first
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    dedupe_key = models.CharField(max_length=160, blank=True)
    recurring = models.CharField(max_length=80, blank=True)  # name in the schedule
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe_key"],
                condition=~Q(dedupe_key=""),
                name="a_dedupe_key_makes_one_job",
            ),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="a_job_is_leased_while_it_runs",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-priority", "run_after", "id"],
                condition=Q(state="waiting"),
                name="jobs_waiting",
            ),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="jobs_running"),
            models.Index(fields=["state", "-id"], name="jobs_of_a_state"),
            models.Index(
                fields=["recurring", "-id"], condition=~Q(recurring=""), name="jobs_of_a_schedule"
            ),
            models.Index(
                fields=["finished_at"], condition=Q(state="done"), name="jobs_done_by_age"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.public_id} ({self.state})"


class Recurring(models.Model):
    """The last tick of a recurring job; the table itself is handed over by config."""

    name = models.CharField(max_length=80, unique=True)
    last_tick = models.DateTimeField()

    class Meta:
        verbose_name_plural = "recurring"

    def __str__(self) -> str:
        return f"{self.name}: {self.last_tick:%Y-%m-%d %H:%M}"
