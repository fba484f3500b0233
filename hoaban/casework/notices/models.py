"""What officials are told about the cases that are theirs to work on."""

from django.db import models

from hoaban.casework.cases.models import Case
from hoaban.casework.notices.enums import Kind
from hoaban.casework.turns.models import Turn
from hoaban.core.people.models import Agency, Post


class Notice(models.Model):
    """One line of an inbox: for everybody with a role in an agency, or for one post of it alone.

    `name` is that of a notice of the content, `facts` what its text names, so that each reads it in
    the own language; `key` names the cause, so that it is told once. `turn` is the work that it
    tells of; once that has ended the notice `is_settled`: it stays in the list, new to nobody.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=16)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    key = models.CharField(max_length=80, unique=True)
    turn = models.ForeignKey(Turn, models.PROTECT, related_name="+", db_index=False)
    is_settled = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "role", "id"], name="notice_newest"),
            models.Index(fields=["agency", "role", "kind", "id"], name="notice_of_kind"),
            models.Index(
                fields=["agency", "role", "id"],
                condition=models.Q(is_settled=False),
                name="notice_of_work",
            ),
            models.Index(
                fields=["case"], condition=models.Q(is_settled=False), name="notice_of_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Mark(models.Model):
    """How far a post has read its inbox: `upto` is the key of the newest notice read then."""

    post = models.OneToOneField(Post, models.PROTECT, primary_key=True, related_name="+")
    upto = models.BigIntegerField()
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.post_id} {self.read_at:%Y-%m-%d %H:%M}"


class Look(models.Model):
    """A post has opened a case: its notices up to `upto` (a key) are new to that post no more."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    upto = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "case"], name="one_look_a_post")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.case_id}"
