"""Reads how the persons of a dossier are reached, and in which language."""

from hoaban.casework.notices.enums import Addressee
from hoaban.core.language import FIRST
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.gateways.notify.contract import Contact


def contact(dossier: Dossier, to: Addressee) -> Contact:
    """How the owner is reached, or whoever filed where that is another."""
    block = dossier.owner if to == Addressee.OWNER else dossier.filer
    return Contact(
        reference=f"dossier:{dossier.reference}",
        phone=str(block.get("phone", "")),
        email=str(block.get("email", "")),
        name=str(block.get("full_name", "")),
    )


def language_of(dossier: Dossier, to: Addressee) -> str:
    """The language that the account of whoever is told reads; Vietnamese where there is none."""
    account = dossier.owner_person if to == Addressee.OWNER else dossier.submitter_person
    return account.language if account and account.language else FIRST
