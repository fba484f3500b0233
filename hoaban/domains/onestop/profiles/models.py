"""Whom a citizen keeps for the next forms."""

from django.db import models
from django.db.models import Q

from hoaban.core.people.models import Person
from hoaban.domains.onestop.profiles.enums import SEX_OF, Relation


class Known(models.Model):
    """A person as the citizen wrote them down: themselves, or one of the family.

    `said` is {person: {full_name, birth_date, ...}, residence: {commune, detail}}, as forms answer.
    It leaves with the account, whenever the citizen wants, and when nobody wrote it anew for long.
    """

    public_id = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="known")
    relation = models.CharField(max_length=8, choices=Relation.choices)
    said = models.JSONField()
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(relation=Relation.SELF),
                name="a_person_keeps_themselves_once",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def name(self) -> str:
        """The name that is shown."""
        return str(self.said.get("person", {}).get("full_name", ""))

    @property
    def sex(self) -> str:
        """As it was said, or as who they are to the citizen tells; "" where neither does."""
        return str(self.said.get("person", {}).get("sex", "")) or SEX_OF.get(self.relation, "")
