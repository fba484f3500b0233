"""Counts of attempts, what libraries remember, and typed forms that wait for their owners."""

from django.db import models


class Attempt(models.Model):
    """How often one key was tried in one fixed window. Keys are digests: no names, no addresses."""

    key = models.CharField(max_length=64)
    window = models.BigIntegerField()  # number of the window since 1970
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)  # machine time; pruned after it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "window"], name="a_key_counts_once_a_window"),
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"


class Remembered(models.Model):
    """What the sign-in library counts and locks, by Django's own store of this shape.

    Named in the settings as the cache that every process shares; nobody else writes it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)  # machine time; pruned after it

    def __str__(self) -> str:
        return self.cache_key


class Typed(models.Model):
    """What somebody typed before a session ended, encrypted; `owner` is a digest (`parked`)."""

    owner = models.CharField(max_length=64, primary_key=True)
    sealed = models.TextField()
    ends_at = models.DateTimeField(db_index=True)  # machine time; pruned after it

    def __str__(self) -> str:
        return self.owner[:8]
