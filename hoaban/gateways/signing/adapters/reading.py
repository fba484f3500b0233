"""What the signatures in a PDF say, in plain words. Reads any file a stranger may upload."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoaban.core.files import isolated
from hoaban.gateways.signing.contract import BrokenPdf, TooManySignatures, Verdict

HEADER_WITHIN = 1024  # ISO 32000-1, annex H: readers look for the header in the first 1,024 bytes
FINDINGS = "hoaban.gateways.signing.adapters.validation:findings"
TOO_MANY = "too many"
MOST_SIGNATURES = 10
MOST_BEHIND = 1024 * 1024  # bytes; the reader goes through what lies behind the end sign by sign
_END = re.compile(rb"[\r\n]startxref[\r\n ]{1,4}\d{1,12}[\r\n ]{1,4}%%EOF")
PROOF, BYTES, STRANGER, MORE = "proof", "bytes", "stranger", "more"  # of `additions`


def verdicts(
    pdf: bytes, *, roots: Sequence[bytes], now: datetime, is_ours: bool = False
) -> list[Verdict]:
    """One a signature, oldest first; `roots` are trusted (DER). A file of `ours` waits for no
    stranger's.

    Refuses BrokenPdf, TooManySignatures, TooCostly, Busy.
    """
    if b"%PDF-" not in pdf[:HEADER_WITHIN] or _ends_far_off(pdf):
        raise BrokenPdf
    given = {"roots": [root.hex() for root in roots], "now": now.isoformat()}
    lane = isolated.OUR_SIGNATURES if is_ours else isolated.SIGNATURES
    found = lane.ask(FINDINGS, given, pdf)
    if found == TOO_MANY:
        raise TooManySignatures(most=MOST_SIGNATURES)
    if isinstance(found, str):
        raise BrokenPdf
    return [_verdict(one) if one else _unreadable() for one in found]


def _ends_far_off(pdf: bytes) -> bool:
    """Whether more lies behind the end of the document than mail or a transfer adds, or no end."""
    return len(pdf) > MOST_BEHIND and not _END.search(pdf, len(pdf) - MOST_BEHIND)


def _verdict(found: dict[str, Any]) -> Verdict:  # Any: JSON
    signed_at = found["signed_at"] and datetime.fromisoformat(found["signed_at"])
    return Verdict(**{**found, "signed_at": signed_at, "summary": _summary(found)})


def _summary(found: dict[str, Any]) -> str:  # Any: JSON
    if not found["intact"]:
        return _("Nội dung đã bị thay đổi sau khi ký: chữ ký số không còn giá trị.")
    if not found["trusted"] and found["added"] != MORE:
        return _("Nội dung nguyên vẹn, nhưng chữ ký không do cơ quan chứng thực được tin cậy cấp.")
    if found["covers_whole"] or found["added"] in (BYTES, STRANGER):
        return str(_ADDED[found["added"]])
    return str(_ADDED[MORE])


_ADDED = {
    "": gettext_lazy("Chữ ký số hợp lệ; văn bản nguyên vẹn từ khi ký."),
    PROOF: gettext_lazy(
        "Chữ ký số hợp lệ; văn bản nguyên vẹn từ khi ký. Sau đó tệp chỉ được thêm dữ liệu để kiểm "
        "tra chữ ký về lâu dài (chứng thư, dấu thời gian)."
    ),
    BYTES: gettext_lazy(
        "Chữ ký số hợp lệ và phần đã ký còn nguyên, nhưng tệp bị nối thêm dữ liệu không thuộc văn "
        "bản (thường do thư điện tử hoặc phần mềm truyền tệp); hãy tải lại tệp gốc."
    ),
    STRANGER: gettext_lazy(
        "Phần đã ký còn nguyên, nhưng sau đó tệp được thêm một chữ ký không được tin cậy, có thể "
        "che nội dung: không dựa vào những gì tệp đang hiển thị; hãy xem tệp gốc."
    ),
    MORE: gettext_lazy("Tệp đã được thêm hoặc sửa nội dung sau khi ký."),
}


def _unreadable() -> Verdict:
    return Verdict(
        holder_name="", agency="", issuer="", signed_at=None,
        intact=False, covers_whole=False, trusted=False, added=MORE, signed_sha256="",
        summary=_("Không đọc được chữ ký số trong tệp: tệp đã bị thay đổi hoặc hỏng."),
    )  # fmt: skip
