"""Results that were taken back."""

from django.db import models

from hoaban.casework.papers.models import Paper
from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.revocations.enums import Fault, Follows


class Revocation(models.Model):
    """The result of a dossier as it was taken back, once, and the paper that says so.

    `fault` is whose it was; `follows` whether the agency gives another result in its place, by a
    dossier that `corrects` this one. `refund_opened_at` is since when the counter is asked what
    becomes of the fee, since that dossier ended without a result.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    reason = models.TextField()
    basis = models.TextField()
    fault = models.CharField(max_length=12, choices=Fault.choices)
    follows = models.CharField(max_length=8, choices=Follows.choices)
    revoked_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    refund_opened_at = models.DateTimeField(null=True)

    vouched_with = (
        "dossier",
        (
            *("paper_id", "reason", "basis", "fault", "follows", "revoked_at", "revoked_by_id"),
            "refund_opened_at",
        ),
    )

    def __str__(self) -> str:
        return f"{self.paper} {self.fault} {self.follows}"
