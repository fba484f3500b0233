"""What came to a file after a signature: nothing, proof for later years, stray bytes, or more.

Runs in the process of `core.files.isolated`.
"""

import re
from typing import Final

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

# What a hostile file makes the reader raise; anything else is a bug of ours.
UNREADABLE: Final = (
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
NOTHING: Final = ""
PROOF: Final = "proof"  # certificates, revocation lists, time stamps of the document
BYTES: Final = "bytes"  # that belong to no document
STRANGER: Final = "stranger"  # a signature that does not hold
MORE: Final = "more"
HARMLESS: Final = frozenset({NOTHING, PROOF})
_ORDER: Final = (NOTHING, PROOF, BYTES, STRANGER, MORE)

_HEADER_WITHIN: Final = 1024  # ISO 32000-1, annex H: where readers look for the header
_END: Final = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_CLOSED: Final = re.compile(rb"%%EOF[\r\n]{0,4}\Z")
_REVISION: Final = re.compile(rb"startxref|xref|trailer|\d\s{1,9}obj")


def worse(one: str, other: str) -> str:
    """Which of two says more against the file."""
    return max(one, other, key=_ORDER.index)


def bounds(pdf: bytes) -> tuple[int, int]:
    """Where the head of the file begins and its last end ends."""
    begin = max(pdf.find(b"%PDF-", 0, _HEADER_WITHIN), 0)
    at = pdf.rfind(b"%%EOF")
    end = _END.match(pdf, at) if at >= 0 else None
    return begin, end.end() if end else len(pdf)


def of_bytes(around: bytes) -> str:
    """What bytes around a file are: some reader might take an object or a table for its own."""
    if not around:
        return NOTHING
    return MORE if _REVISION.search(around) else BYTES


def end_of(signature: EmbeddedPdfSignature) -> int:
    """How long the file was when it was signed, in bytes."""
    return int(signature.byte_range[-2]) + int(signature.byte_range[-1])


def behind(pdf: bytes, last: EmbeddedPdfSignature) -> str:
    """What follows the last signature."""
    coverage = last.evaluate_signature_coverage()
    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return NOTHING
    if coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return MORE
    tail = pdf[end_of(last) :]
    if of_bytes(tail) == BYTES:
        return BYTES
    changes = last.diff_result  # of the validation that came before
    if getattr(changes, "modification_level", None) != ModificationLevel.LTA_UPDATES:
        return MORE
    if "/DSS" not in last.reader.root and not last.reader.embedded_timestamp_signatures:
        return MORE
    return PROOF if _CLOSED.search(tail) else of_bytes(tail[bounds(tail)[1] :])
