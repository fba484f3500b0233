"""Who somebody is to the citizen that keeps them, and what the journal says of it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    SELF = "self", _("Chính tôi")
    SPOUSE = "spouse", _("Vợ hoặc chồng")
    CHILD = "child", _("Con")
    FATHER = "father", _("Cha")
    MOTHER = "mother", _("Mẹ")
    OTHER = "other", _("Người thân khác")


# Whom these words name is a man or a woman.
SEX_OF: dict[str, str] = {Relation.FATHER: "male", Relation.MOTHER: "female"}


class Event(StrEnum):
    KEPT = "profiles.kept"
    ERASED = "profiles.erased"
    EXPIRED = "profiles.expired"
