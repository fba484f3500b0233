"""One append-only table: audit trail, timeline, trigger of what follows, source of the figures."""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """What happened, to what, by whom, for which agency, when. Never changed, no personal data.

    `by` is an actor's reference (`post:…`, `citizen:…`, `partner:…`, `system:…`), `behalf` the post
    of an absent holder where one acts by delegation; `vouches` is a keyed digest of the subject's
    row as it stood (`vouching`), where its model names what of it counts. `digest` covers every
    column but the key and the seal; the seal binds the key of each entry to its digest.
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
    vouches = models.CharField(max_length=72, blank=True)
    client = models.CharField(max_length=80, blank=True)
    # The caller's own transaction id; none given is not an empty one.
    key = models.CharField(max_length=80, null=True)  # noqa: DJ001
    digest = models.CharField(max_length=64)
    seal = models.ForeignKey(
        "journal.Seal", models.PROTECT, null=True, related_name="entries", db_index=False
    )

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["client", "key"],
                condition=Q(key__isnull=False),
                name="a_client_uses_a_key_once",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "subject_pk", "id"], name="journal_of_a_subject"),
            models.Index(fields=["seal", "id"], name="journal_of_a_seal"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject} {self.subject_pk}"


class Seal(models.Model):
    """A signed, time-stamped digest over entries that had none, chained to the seal before.

    `contents` lists what the seal covers, in order: eight bytes of entry key (big-endian), then the
    thirty-two bytes of its digest. `digest` covers the digest of the seal before, this list and the
    moment of sealing; it is what `signature` signs, and what `certificate` must have been in force
    at. The first seal has number 1 and no previous.
    """

    number = models.PositiveBigIntegerField(unique=True)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    count = models.PositiveIntegerField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    contents = models.BinaryField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField()
    certificate = models.TextField()  # PEM
    sealed_at = models.DateTimeField()  # machine time

    def __str__(self) -> str:
        return f"seal {self.number}: {self.count} entries to {self.last_entry}"
