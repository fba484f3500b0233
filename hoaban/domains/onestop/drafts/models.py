"""A citizen's draft."""

from django.db import models

from hoaban.core.people.models import Agency, Person
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.procedures.catalogue.models import Revision, Variant


class Draft(models.Model):
    """What a citizen has typed so far; kept at every step, expires, leaves no trace."""

    public_id = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    revision = models.ForeignKey(Revision, models.PROTECT)
    case = models.ForeignKey(Variant, models.PROTECT, null=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True)
    answers = models.JSONField(default=dict)
    owner = models.JSONField(default=dict)
    files = models.JSONField(default=dict)  # component -> [file use public ids]
    step = models.CharField(max_length=40, blank=True)
    wants_post = models.BooleanField(default=False)
    updated_at = models.DateTimeField()
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-updated_at"], name="draft_of_a_person")]

    def __str__(self) -> str:
        return self.public_id
