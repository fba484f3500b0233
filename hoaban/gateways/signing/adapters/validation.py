"""Validates the signatures in a stranger's PDF. Runs in the process of `core.files.isolated`.

Counts before it validates: what is refused costs one parse. Gives plain values, no words.
"""

import io
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

MOST_SIGNATURES = 10
MOST_REVISIONS = 50
TOO_MANY, BROKEN = "too many", "broken"

# What a hostile file makes the reader raise; anything else is a bug of ours.
UNREADABLE = (
    PdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    NotImplementedError,
    AssertionError,
)


Finding = dict[str, Any]  # Any: JSON


def findings(pdf: bytes, *, roots: list[str], now: str) -> list[Finding] | str:
    """One a signature, oldest first; `TOO_MANY` or `BROKEN` for the file.

    `roots` are the trusted certificates (DER, hexadecimal), `now` a moment in ISO 8601. An empty
    finding is a signature that cannot be read.
    """
    if max(pdf.count(b"startxref"), pdf.count(b"/ByteRange")) > MOST_REVISIONS:
        return TOO_MANY
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            return BROKEN
        if _are_too_many(reader):
            return TOO_MANY
        signatures = list(reader.embedded_regular_signatures)
        trusted = [x509.Certificate.load(bytes.fromhex(root)) for root in roots]
        return list(_findings(signatures, trusted, datetime.fromisoformat(now)))
    except UNREADABLE:
        return BROKEN


def _are_too_many(reader: PdfFileReader) -> bool:
    """Fields that share one signature count each: each would be validated."""
    filled = enumerate_sig_fields(reader, filled_status=True)
    many = sum(1 for _ in islice(filled, MOST_SIGNATURES + 1)) > MOST_SIGNATURES
    return many or reader.total_revisions > MOST_REVISIONS


def _findings(
    signatures: list[EmbeddedPdfSignature], roots: list[x509.Certificate], now: datetime
) -> Iterator[Finding]:
    """A file that goes on after its last signature was added to: none covers it whole.

    Each revision is compared once: a second field over the same revision is no signature.
    """
    is_closed = bool(signatures) and (
        signatures[-1].evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    )
    seen: set[int] = set()
    for signature in signatures:
        try:
            again = signature.signed_revision in seen
            seen.add(signature.signed_revision)
            yield {} if again else _finding(signature, roots, now, is_closed=is_closed)
        except (*UNREADABLE, SignatureValidationError, SigningError):
            yield {}


def _finding(
    signature: EmbeddedPdfSignature,
    roots: list[x509.Certificate],
    now: datetime,
    *,
    is_closed: bool,
) -> Finding:
    signed_at: datetime | None = signature.self_reported_timestamp
    # [ND130/2018 Đ9 k1] made while the certificate was in force: judged at the moment of signing.
    moment = min(signed_at or now, now)
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    intact = bool(status.intact and status.valid)
    whole = is_closed and _is_whole(status)
    trusted = bool(status.trusted) and (signed_at is None or signed_at <= now)
    names = status.signing_cert.subject.native
    return {
        "holder_name": _text(names, "common_name"),
        "agency": _text(names, "organization_name"),
        "issuer": _text(status.signing_cert.issuer.native, "common_name"),
        "signed_at": signed_at.isoformat() if signed_at else None,
        "intact": intact,
        "covers_whole": whole,
        "trusted": trusted,
    }


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
