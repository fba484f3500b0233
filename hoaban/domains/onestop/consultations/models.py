"""A question to another agency, and its answer."""

from django.db import models

from hoaban.casework.turns.models import Turn
from hoaban.domains.onestop.dossiers.models import Dossier


class Consultation(models.Model):
    """What another agency was asked and what it said.

    Its turn says which agency, from when until when, and how it ended.
    """

    turn = models.OneToOneField(Turn, models.PROTECT, primary_key=True, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consultations")
    question = models.TextField()
    answer = models.TextField(blank=True)

    vouched_with = ("dossier", ("question", "answer"))

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.turn_id}"
