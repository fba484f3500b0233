"""Components handed in on paper, and where their originals are."""

from django.db import models

from hoaban.domains.onestop.dossiers.models import Dossier


class PaperItem(models.Model):
    """A component handed in: how many originals and copies, and whether the originals went back."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="items")
    component = models.CharField(max_length=40)
    name = models.CharField(max_length=400)
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    # Shown at the counter and given back at once: no original of it lies here.
    is_shown = models.BooleanField(default=False)
    returned_at = models.DateTimeField(null=True)

    vouched_with = (
        "dossier",
        ("component", "name", "originals", "certified", "copies", "is_shown", "returned_at"),
    )

    def __str__(self) -> str:
        return self.name
