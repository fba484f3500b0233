"""Reads how the persons of a dossier are reached, and in which language."""

from hoaban.casework.notices.enums import Addressee
from hoaban.core import clock
from hoaban.core.language import FIRST
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.gateways.notify.contract import Contact


def contact(dossier: Dossier, to: Addressee) -> Contact:
    """How the owner is reached, or whoever filed where that is another: nothing goes to a number
    that takes no messages.
    """
    block = dossier.owner if to == Addressee.OWNER else dossier.filer
    phone = str(block.get("phone", ""))
    return Contact(
        reference=f"dossier:{dossier.reference}",
        phone=phone if provisions.takes_messages(phone, clock.today()) else "",
        email=str(block.get("email", "")),
        name=str(block.get("full_name", "")),
    )


def language_of(dossier: Dossier, to: Addressee) -> str:
    """The language that the account of whoever is told reads; Vietnamese where there is none."""
    account = dossier.owner_person if to == Addressee.OWNER else dossier.submitter_person
    return account.language if account and account.language else FIRST
