"""Filters of lists that a post keeps under a name."""

from django.db import models

from hoaban.core.people.models import Post

LONGEST = 60


class View(models.Model):
    """What a post narrows a list to, under its own name. `listing` is the name of the list,
    `asked` what its filters are given, by their names.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    listing = models.CharField(max_length=24)
    name = models.CharField(max_length=LONGEST)
    asked = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "name"], name="a_post_has_one_view_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
