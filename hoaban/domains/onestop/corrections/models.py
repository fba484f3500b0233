"""What was declared and put right afterwards: old and new value, with the ground."""

from django.db import models

from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.models import Dossier


class Correction(models.Model):
    """One value that was replaced, in words as people read them.

    `section`, `question` and `part` name it: a question of the declaration, with the part of a
    person or the row of a table; or, in the section `OWNER`, a line about the person in whose name
    the dossier stands. `post` is the official who corrected it; None where the applicant declared
    it anew.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="corrections")
    section = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    ground = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    vouched_with = (
        "dossier",
        ("section", "question", "part", "old", "new", "ground", "post_id", "at"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_correction_changes_something", condition=~models.Q(old=models.F("new"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}.{self.question}"
