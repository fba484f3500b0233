"""Where the journal meets the signer: seals are signed and checked by the chosen gateway."""

from hoaban.core import clock
from hoaban.core.journal import sealing, verification
from hoaban.core.journal.verification import VerifyReport
from hoaban.gateways.signing import contract

HOLDER = contract.Holder("system:journal", "Nhật ký hệ thống Hoa Ban")


def seal() -> int:
    """Seal every committed entry that has no seal yet; how many were sealed."""
    signer = contract.get()
    return sealing.seal_pending(
        lambda digest: signer.sign_digest(digest, holder=HOLDER), clock.machine_now()
    )


def verify() -> VerifyReport:
    """Go through the whole journal and say whether every entry and every seal fits."""
    return verification.verify(_is_ours)


def _is_ours(digest: bytes, value: bytes, certificate_pem: str) -> bool:
    signature = contract.Signature(value, certificate_pem, clock.machine_now())
    return contract.get().verify_digest(digest, signature)
