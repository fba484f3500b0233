"""Files of a case."""

from django.db import models

from hoaban.casework.cases.models import Case
from hoaban.core.files.models import Use


class Attachment(models.Model):
    """A file for a component. What is sent later adds a version; the old one stays."""

    public_id = models.CharField(max_length=16, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    component = models.CharField(max_length=40)
    use = models.ForeignKey(Use, models.PROTECT)
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    at = models.DateTimeField()

    vouched_with = ("case", ("public_id", "component", "use_id", "version", "is_current", "at"))

    def __str__(self) -> str:
        return f"{self.component} v{self.version}"
