"""A request to complete a dossier, and the proposal of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from hoaban.casework.clocks.enums import AfterWait
from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.enums import Stage
from hoaban.domains.onestop.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Part:
    """What came of a request while the rest was still awaited: when, and which papers by name."""

    at: datetime
    papers: tuple[str, ...]


class Supplement(models.Model):
    """A request to complete, one complete list with what to do for each paper. [ND61/2018 Đ15]

    `sent_at` is when an answer came that the counter has not judged yet, `still` what of the
    request it found missing since. `parts` are what came before all of it had come, `rest` what
    they left out; `supplied_at` is when all of it had come.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    items = models.JSONField()  # [{component, name, what}], of a declaration also its sections
    still = models.JSONField(default=list)  # the same, empty until something was found missing
    rest = models.JSONField(default=list)  # the same, empty while no part came; `had`: of others
    parts = models.JSONField(default=list)  # [{at, papers}], the names of what came then
    reason = models.TextField()
    head_reason = models.TextField(blank=True)
    on_supply = models.CharField(max_length=8, choices=AfterWait.choices)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    supplied_at = models.DateTimeField(null=True)

    vouched_with = (
        "dossier",
        (
            *("stage", "items", "still", "rest", "parts", "reason", "head_reason", "on_supply"),
            *("asked_at", "sent_at", "supplied_at"),
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(supplied_at__isnull=True),
                name="one_supplement_is_open_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.asked_at:%Y-%m-%d}"

    @property
    def judged(self) -> list[dict[str, Any]]:  # Any: as `items`
        """By what an answer is judged: all of it, or what was found missing of what came."""
        return list(self.still or self.items)

    @property
    def wanted(self) -> list[dict[str, Any]]:  # Any: as `items`
        """What is to be brought now: by what an answer is judged, without what came in parts."""
        return list(self.rest) or self.judged

    @property
    def brought(self) -> list[Part]:
        """What came before all of it had come, each part with its moment, oldest first."""
        return [Part(datetime.fromisoformat(one["at"]), tuple(one["papers"])) for one in self.parts]


class Proposal(models.Model):
    """A request that whoever examines proposes to the leader; the applicant knows nothing of it.

    `declined` is why it was sent back, empty where the applicant was asked.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="proposals")
    items = models.JSONField()  # as those of a request
    reason = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    declined = models.TextField(blank=True)

    vouched_with = (
        "dossier",
        ("items", "reason", "post_id", "proposed_at", "decided_at", "declined"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(decided_at__isnull=True),
                name="one_proposal_of_a_supplement_is_open_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposed_at:%Y-%m-%d}"
