"""What the signatures in a PDF say, in plain words. Reads any file a stranger may upload."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from hoaban.gateways.signing.contract import BrokenPdf, Verdict

# What a hostile file makes the reader raise; anything else is a bug of ours.
UNREADABLE = (
    PdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
    OverflowError,
    MemoryError,
    NotImplementedError,
    AssertionError,
)
HEADER_WITHIN = 1024  # ISO 32000-1, annex H: readers look for the header in the first 1,024 bytes


def verdicts(pdf: bytes, *, root: x509.Certificate, now: datetime) -> list[Verdict]:
    """One a signature, oldest first. Refuses BrokenPdf."""
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        raise BrokenPdf
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise BrokenPdf
        signatures = list(reader.embedded_regular_signatures)
    except UNREADABLE as broken:
        raise BrokenPdf from broken
    try:
        return list(_verdicts(signatures, root, now))
    except UNREADABLE as broken:
        raise BrokenPdf from broken


def _verdicts(
    signatures: list[EmbeddedPdfSignature], root: x509.Certificate, now: datetime
) -> Iterator[Verdict]:
    """A file that goes on after its last signature was added to: none covers it whole."""
    is_closed = bool(signatures) and (
        signatures[-1].evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    )
    for signature in signatures:
        try:
            yield _verdict(signature, root, now, is_closed=is_closed)
        except (*UNREADABLE, SignatureValidationError, SigningError):
            yield _unreadable()


def _verdict(
    signature: EmbeddedPdfSignature, root: x509.Certificate, now: datetime, *, is_closed: bool
) -> Verdict:
    signed_at: datetime | None = signature.self_reported_timestamp
    # [ND130/2018 Đ9 k1] made while the certificate was in force: judged at the moment of signing.
    moment = min(signed_at or now, now)
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=moment)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    intact = bool(status.intact and status.valid)
    whole = is_closed and _is_whole(status)
    trusted = bool(status.trusted) and (signed_at is None or signed_at <= now)
    names = status.signing_cert.subject.native
    return Verdict(
        holder_name=_text(names, "common_name"),
        agency=_text(names, "organization_name"),
        issuer=_text(status.signing_cert.issuer.native, "common_name"),
        signed_at=signed_at,
        intact=intact,
        covers_whole=whole,
        trusted=trusted,
        summary=_summary(intact=intact, whole=whole, trusted=trusted),
    )


def _is_whole(status: Any) -> bool:  # noqa: ANN401  the library's status carries no types
    """Nothing after it in the file, or further signatures only."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    return level is not None and level <= ModificationLevel.FORM_FILLING


def _text(names: dict[str, Any], part: str) -> str:
    """A part of a distinguished name; it may stand there several times."""
    value = names.get(part) or ""
    return " ".join(value) if isinstance(value, list) else str(value)


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
