"""Finds a dossier by its code and four digits of a telephone."""

from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.models import Dossier


def counted_as(text: str) -> str:
    """One name for all that a dossier may be called by, so that tries at it are one count."""
    found = access.by_reference(Dossier.objects.all(), text).values_list("pk", flat=True).first()
    return f"dossier:{found}" if found else "".join(filter(str.isalnum, text)).upper()


def tracked(text: str, phone_tail: str) -> Dossier | None:
    """For anyone: the dossier of this reference or code, if the last digits of the telephone fit.

    Unknown and wrong digits are the same one query with the same nothing.
    """
    found = Dossier.objects.filter(phone_tail=phone_tail) if phone_tail else Dossier.objects.none()
    return access.by_reference(found, text).first()
