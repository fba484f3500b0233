"""What was declared and put right afterwards: old and new value, with the ground."""

from django.db import models

from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.models import Dossier


class Correction(models.Model):
    """One value of the declaration that was replaced, in words as people read them.

    `post` is the official who corrected it; None where the applicant declared it anew.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="corrections")
    section = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    label = models.CharField(max_length=400)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    ground = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_correction_changes_something", condition=~models.Q(old=models.F("new"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}.{self.question}"
