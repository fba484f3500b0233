"""Validates the signatures in a stranger's PDF. Runs in the process of `core.files.isolated`.

Counts before it validates: what is refused costs one parse. Gives plain values, no words.
"""

import io
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from hoaban.gateways.signing.adapters import additions

MOST_SIGNATURES = 10
MOST_REVISIONS = 50
TOO_MANY, BROKEN = "too many", "broken"

Finding = dict[str, Any]  # Any: JSON


def findings(pdf: bytes, *, roots: list[str], now: str) -> list[Finding] | str:
    """One a signature, oldest first; `TOO_MANY` or `BROKEN` for the file.

    `roots` are the trusted certificates (DER, hexadecimal), `now` a moment in ISO 8601. An empty
    finding is a signature that cannot be read. A file that cannot be read is read once more without
    what lies before its head and behind its end.
    """
    if max(pdf.count(b"startxref"), pdf.count(b"/ByteRange")) > MOST_REVISIONS:
        return TOO_MANY
    trusted = [x509.Certificate.load(bytes.fromhex(root)) for root in roots]
    found = _read(pdf, trusted, now)
    begin, end = additions.bounds(pdf)
    if found != BROKEN or (begin, end) == (0, len(pdf)):
        return found
    found = _read(pdf[begin:end], trusted, now)
    around = additions.of_bytes(pdf[:begin] + pdf[end:])
    return found if isinstance(found, str) else [_with(one, around) for one in found]


def _read(pdf: bytes, trusted: list[x509.Certificate], now: str) -> list[Finding] | str:
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            return BROKEN
        if _are_too_many(reader):
            return TOO_MANY
        signatures = list(reader.embedded_regular_signatures)
        return _findings(pdf, signatures, trusted, datetime.fromisoformat(now))
    except additions.UNREADABLE:
        return BROKEN


def _are_too_many(reader: PdfFileReader) -> bool:
    """Fields that share one signature count each: each would be validated."""
    filled = enumerate_sig_fields(reader, filled_status=True)
    many = sum(1 for _ in islice(filled, MOST_SIGNATURES + 1)) > MOST_SIGNATURES
    return many or reader.total_revisions > MOST_REVISIONS


def _findings(
    pdf: bytes,
    signatures: list[EmbeddedPdfSignature],
    roots: list[x509.Certificate],
    now: datetime,
) -> list[Finding]:
    """What came after the last signature concerns them all; a signature that does not hold, those
    before it: its picture may cover the page.

    Each revision is compared once: a second field over the same revision is no signature.
    """
    found: list[Finding] = []
    seen: set[int] = set()
    for signature in signatures:
        try:
            again = signature.signed_revision in seen
            seen.add(signature.signed_revision)
            found.append({} if again else _finding(pdf, signature, roots, now))
        except (*additions.UNREADABLE, SignatureValidationError, SigningError):
            found.append({})
    added = additions.behind(pdf, signatures[-1]) if signatures else additions.NOTHING
    told: list[Finding] = []
    for one in reversed(found):
        told.append(_with(one, added))
        if not (one and one["intact"] and one["trusted"]):
            added = additions.worse(added, additions.STRANGER)
    return told[::-1]


def _with(one: Finding, added: str) -> Finding:
    """The finding, with what was added to the file unless something worse is known of it."""
    if not one:
        return one
    worst = additions.worse(one["added"], added)
    whole = one["covers_whole"] and worst in additions.HARMLESS
    return {**one, "covers_whole": whole, "added": worst}


def _finding(
    pdf: bytes,
    signature: EmbeddedPdfSignature,
    roots: list[x509.Certificate],
    now: datetime,
) -> Finding:
    signed_at: datetime | None = signature.self_reported_timestamp
    # [ND130/2018 Đ9 k1] made while the certificate was in force: judged at the moment of signing.
    moment = min(signed_at or now, now)
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    names = status.signing_cert.subject.native
    signed = memoryview(pdf)[: additions.end_of(signature)]
    return {
        "holder_name": _text(names, "common_name"),
        "agency": _text(names, "organization_name"),
        "issuer": _text(status.signing_cert.issuer.native, "common_name"),
        "signed_at": signed_at.isoformat() if signed_at else None,
        "intact": bool(status.intact and status.valid),
        "covers_whole": _is_whole(status),
        "trusted": bool(status.trusted) and (signed_at is None or signed_at <= now),
        "added": additions.NOTHING,
        "signed_sha256": sha256(signed).hexdigest(),
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
