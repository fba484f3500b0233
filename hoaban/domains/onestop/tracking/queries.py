"""Finds a dossier by its code and four digits of a telephone or an identity number."""

from django.db.models import Q

from hoaban.core.people import names
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.models import Dossier


def counted_as(text: str) -> str:
    """One name for all that a dossier may be called by, so that tries at it are one count."""
    found = access.by_reference(Dossier.objects.all(), text).values_list("pk", flat=True).first()
    return f"dossier:{found}" if found else "".join(filter(str.isalnum, text)).upper()


def tracked(text: str, tail: str) -> Dossier | None:
    """For anyone: the dossier of this reference or code, if these are the last four digits of the
    owner's telephone or identity number.

    Unknown and wrong digits are the same one query with the same nothing.
    """
    if len(tail) != names.TAIL:
        return None
    fits = Q(phone_tail=tail) | Q(owner__identity_number__endswith=tail)
    return access.by_reference(Dossier.objects.filter(fits), text).first()
