"""What the applicant and the agency write to each other about a dossier."""

from django.db import models

from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.models import Dossier


class Message(models.Model):
    """One message; never changed. `post` is the official who wrote it, None the applicant."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="messages")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    vouched_with = ("dossier", ("post_id", "text", "at"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_message_says_something", condition=~models.Q(text=""))
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.at}"
