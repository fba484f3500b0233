"""How many requests a partner system may send in a minute."""

from django.conf import settings

from hoaban.core.http import throttle
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import ActorKind
from hoaban.core.refusals import Refusal

SCOPE, SECONDS = "api", 60
REQUESTS = throttle.Tally(step=10)


class TooManyRequests(Refusal):
    """Hệ thống của bạn đã gửi quá {most} yêu cầu trong một phút. Hãy gửi tiếp sau {seconds}
    giây.

    transactions.security
    """

    @property
    def seconds(self) -> int:
        """How long the wait is."""
        return int(str(self.facts["seconds"]))


def check_rate(actor: Actor) -> None:
    """Count a request of a partner system. Refuses TooManyRequests beyond the installation's rate:
    one that asks without end takes nothing from the others and from people.
    """
    most = settings.API_RATE
    if not most or actor.kind != ActorKind.PARTNER:
        return
    wait = REQUESTS.limit(SCOPE, actor.reference, most=most, seconds=SECONDS)
    if wait:
        raise TooManyRequests(most=most, seconds=wait)
