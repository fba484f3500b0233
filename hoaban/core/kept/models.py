from django.db import models


class ContentStamp(models.Model):
    """The content last loaded: equal files are not loaded twice, and caches know a new load."""

    name = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)  # of the files
    stamp = models.CharField(max_length=32)  # new at every load

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:8]}"
