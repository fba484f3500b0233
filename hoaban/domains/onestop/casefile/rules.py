"""What waits for whoever a dossier is about. Pure."""

from enum import StrEnum

from hoaban.domains.onestop.dossiers.enums import YOURS, Delivery, Method, Money, State


class Waits(StrEnum):
    """What the applicant has to do next."""

    SUPPLY = "supply"
    PAY = "pay"
    FETCH = "fetch"


def waiting(*, state: str, money: str, delivery: str, by: str) -> list[Waits]:
    """What the applicant is to do, in the order in which the page asks it: bring what is asked for,
    pay, come and fetch the result (`by`: how it reaches them; the post comes by itself).
    """
    asked = {
        Waits.SUPPLY: state in YOURS,
        Waits.PAY: money == Money.ASKED,
        Waits.FETCH: delivery == Delivery.READY and by != Method.POST and state == State.DONE,
    }
    return [one for one, is_asked in asked.items() if is_asked]
