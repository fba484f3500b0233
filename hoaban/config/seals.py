"""Where the journal meets the signer: seals are signed and checked by the chosen gateway."""

from datetime import datetime

from hoaban.core import clock
from hoaban.core.journal import sealing, standing, verification
from hoaban.core.journal.models import Seal
from hoaban.core.journal.standing import Standing
from hoaban.core.journal.verification import VerifyReport
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.refunds import queries as refunds
from hoaban.gateways.signing import contract

HOLDER = contract.Holder("system:journal", "Nhật ký hệ thống Hoa Ban")


def seal(*, is_clock_right: bool = False) -> int:
    """Seal every committed entry that has no seal yet; how many were sealed.

    Refuses ClockBehind while the clock stands before the newest entry, unless somebody says that
    the clock is right: then it was ahead when those entries were written.
    """
    if not is_clock_right:
        contract.check_clock()
    now = clock.machine_now()
    return sealing.seal_pending(
        lambda digest: contract.sign_digest(digest, holder=HOLDER, at=now), now
    )


def verify() -> VerifyReport:
    """Go through the whole journal and say whether every entry and every seal fits."""
    return verification.verify(_is_ours)


def compare() -> Standing:
    """Hold every row for which the journal vouches against the last entry about it."""
    return standing.compare(further=[money.strays, refunds.strays])


def last() -> str:
    """Number and digest of the last seal, as a line kept outside the database; else ''."""
    newest = Seal.objects.order_by("-number").values_list("number", "digest").first()
    return f"{newest[0]} {newest[1]}" if newest else ""


def holds(line: str) -> bool:
    """Whether the journal still has the seal of such a line, not peeled off nor made anew."""
    number, _, digest = line.strip().partition(" ")
    return not number or Seal.objects.filter(number=int(number), digest=digest).exists()


def _is_ours(digest: bytes, value: bytes, certificate_pem: str, sealed_at: datetime) -> bool:
    """Whether the journal's own key made it, as of the moment that the seal names."""
    signature = contract.Signature(value, certificate_pem, sealed_at)
    return contract.get().verify_digest(digest, signature, holder=HOLDER)
