"""What the signatures in a PDF say, in plain words. Reads any file a stranger may upload."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hoaban.core.files import isolated
from hoaban.gateways.signing.contract import BrokenPdf, TooManySignatures, Verdict

HEADER_WITHIN = 1024  # ISO 32000-1, annex H: readers look for the header in the first 1,024 bytes
FINDINGS = "hoaban.gateways.signing.adapters.validation:findings"
TOO_MANY = "too many"
MOST_SIGNATURES = 10


def verdicts(pdf: bytes, *, roots: Sequence[bytes], now: datetime) -> list[Verdict]:
    """One a signature, oldest first; `roots` are trusted (DER).

    Refuses BrokenPdf, TooManySignatures, TooCostly, Busy.
    """
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        raise BrokenPdf
    given = {"roots": [root.hex() for root in roots], "now": now.isoformat()}
    found = isolated.SIGNATURES.ask(FINDINGS, given, pdf)
    if found == TOO_MANY:
        raise TooManySignatures(most=MOST_SIGNATURES)
    if isinstance(found, str):
        raise BrokenPdf
    return [_verdict(one) if one else _unreadable() for one in found]


def _verdict(found: dict[str, Any]) -> Verdict:  # Any: JSON
    signed_at = found["signed_at"] and datetime.fromisoformat(found["signed_at"])
    summary = _summary(
        intact=found["intact"], whole=found["covers_whole"], trusted=found["trusted"]
    )
    return Verdict(**{**found, "signed_at": signed_at, "summary": summary})


def _summary(*, intact: bool, whole: bool, trusted: bool) -> str:
    if not intact:
        return _("Nội dung đã bị thay đổi sau khi ký: chữ ký số không còn giá trị.")
    if not whole:
        return _("Tệp đã được thêm hoặc sửa nội dung sau khi ký.")
    if not trusted:
        return _("Nội dung nguyên vẹn, nhưng chữ ký không do cơ quan chứng thực được tin cậy cấp.")
    return _("Chữ ký số hợp lệ; văn bản nguyên vẹn từ khi ký.")


def _unreadable() -> Verdict:
    return Verdict(
        holder_name="", agency="", issuer="", signed_at=None,
        intact=False, covers_whole=False, trusted=False,
        summary=_("Không đọc được chữ ký số trong tệp: tệp đã bị thay đổi hoặc hỏng."),
    )  # fmt: skip
