"""How content the applicant is with the handling of a dossier."""

from django.db import models

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.ratings.enums import Grade


class Rating(models.Model):
    """One a dossier; the grade may be changed for a time. No official is named.

    `agency` is the code of the agency that received the dossier, `at` when it was first rated.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="+")
    agency = models.CharField(max_length=64)
    grade = models.CharField(max_length=16, choices=Grade.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    vouched_with = ("dossier", ("agency", "grade", "text", "at"))

    class Meta:
        indexes = [models.Index(fields=["at"], name="rating_at")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.grade}"
