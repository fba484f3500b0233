"""Numbered papers with frozen facts."""

from django.db import models

from hoaban.casework.cases.models import Case
from hoaban.core.files.models import Use
from hoaban.core.people.models import Agency


class Layout(models.Model):
    """The texts that a template had, by path, under the digest of them that papers name.

    So a paper that is opened years later is drawn as on the day of its issue.
    """

    version = models.CharField(max_length=16, unique=True)
    sources = models.JSONField()

    def __str__(self) -> str:
        return self.version


class Paper(models.Model):
    """A numbered paper of a case: frozen facts, and the PDF drawn from them when first wanted.

    A form is named by its circular and number: numbers changed their meaning on 1/7/2025. `use` is
    the PDF as drawn, which can be printed at once; `signed` the same with its agency's digital
    signature, which follows; `signature` says holder and machine time. A paper that holds no more
    keeps its number and its file, with the reason, or the paper that stands for it since.
    """

    public_id = models.CharField(max_length=16, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    circular = models.CharField(max_length=32)
    form = models.CharField(max_length=4)
    number = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    at = models.DateTimeField()
    wanted_at = models.DateTimeField(null=True)
    template_version = models.CharField(max_length=16, blank=True)  # of a Layout
    use = models.ForeignKey(Use, models.PROTECT, null=True, related_name="+")
    signed = models.ForeignKey(Use, models.PROTECT, null=True, related_name="+")
    signature = models.JSONField(default=dict)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    # Its own entries are those of its drawing and signature; what issues it, and what withdraws it,
    # tells its case.
    vouched = ("public_id", "case_id", "use_id", "signed_id", "signature")
    vouched_with = (
        "case",
        (
            *("public_id", "circular", "form", "number", "agency_id", "year", "facts", "at"),
            *("withdrawn_at", "withdrawal_reason", "replaced_by_id"),
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "circular", "form", "year", "number"],
                name="a_paper_number_is_used_once_a_year",
            )
        ]
        indexes = [models.Index(fields=["number", "agency", "at"], name="paper_by_number")]

    def __str__(self) -> str:
        return f"{self.circular} {self.form} {self.number}/{self.year}"

    @property
    def symbol(self) -> str:
        """Number and sign as they stand on it: `18/TNHS`."""
        return str(self.facts.get("symbol") or self.number)

    @property
    def file(self) -> Use | None:
        """What is given out now: signed where that is done, as drawn before; None before that."""
        return self.signed or self.use
