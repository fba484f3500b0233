"""What an inbox tells, and whom a notice is for."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CAME = "came", _("Mới đến")
    SOON = "soon", _("Sắp đến hạn")
    LATE = "late", _("Quá hạn")
    RETURNED = "returned", _("Bị trả lại")
    ANSWERED = "answered", _("Có trả lời")


class Addressee(StrEnum):
    """Whom a notice is for: a person outside, or an official by the turn they have."""

    FILER = "filer"  # who filed the case, for themselves or for its owner
    OWNER = "owner"
    HOLDER = "holder"  # whose turn it is
    AGENCY = "agency"  # whose turn it is, or was last among the officials
    CONSULTED = "consulted"  # who is asked beside the turn at hand


PERSONS = frozenset({Addressee.FILER, Addressee.OWNER})
