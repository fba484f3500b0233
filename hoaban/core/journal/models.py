"""One append-only table: audit trail, timeline, trigger of what follows, source of the figures."""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """What happened, to what, by whom, for which agency, when. Never changed, no personal data.

    `by` is an actor's reference (`post:…`, `citizen:…`, `partner:…`, `system:…`), `behalf` the post
    of an absent holder where one acts by delegation. `digest` covers every column but the seal.
    """

    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)  # model label
    subject_pk = models.BigIntegerField()
    by = models.CharField(max_length=80)
    behalf = models.CharField(max_length=80, blank=True)
    agency = models.CharField(max_length=64, blank=True)  # our stable agency id
    at = models.DateTimeField()  # business time
    recorded_at = models.DateTimeField()  # machine time
    facts = models.JSONField(default=dict)
    client = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=80, null=True)  # the caller's own transaction id
    digest = models.CharField(max_length=64)
    seal = models.ForeignKey("journal.Seal", models.PROTECT, null=True, related_name="entries")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "key"],
                condition=Q(key__isnull=False),
                name="a_client_uses_a_key_once",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "subject_pk", "id"], name="journal_of_a_subject"),
            models.Index(
                fields=["id"], condition=Q(seal__isnull=True), name="journal_unsealed_tail"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject} {self.subject_pk}"


class Seal(models.Model):
    """A signed, time-stamped digest over entries that had none, chained to the seal before."""

    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    count = models.PositiveIntegerField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    certificate = models.TextField()  # PEM
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal {self.pk}: {self.count} entries to {self.last_entry}"
