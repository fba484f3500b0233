"""What the settings allow, with a default for each that is not set."""

from collections.abc import Set as AbstractSet
from typing import TypeVar

from django.conf import settings

T = TypeVar("T")

OFFICE = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
ALLOWED_KINDS = frozenset(
    {
        "application/pdf",
        "image/jpeg",
        "image/png",
        f"{OFFICE}.wordprocessingml.document",
        f"{OFFICE}.spreadsheetml.sheet",
        f"{ODF}.text",
        f"{ODF}.spreadsheet",
    }
)
MEGABYTE = 1024 * 1024


def _setting(name: str, default: T) -> T:
    value: T = getattr(settings, name, default)
    return value


def max_bytes() -> int:
    """The longest file that is taken, in bytes."""
    return _setting("FILES_MAX_BYTES", 20 * MEGABYTE)


def allowed_kinds() -> AbstractSet[str]:
    """The kinds (MIME) that are taken where the caller names none."""
    return _setting("FILES_ALLOWED_KINDS", ALLOWED_KINDS)


def archive() -> dict[str, int]:
    """What may come out of an archive, its inner archives included: see `archives.Bounds`."""
    return {
        "unpacked": _setting("FILES_MAX_UNPACKED", 200 * MEGABYTE),
        "ratio": _setting("FILES_MAX_RATIO", 200),
        "members": _setting("FILES_MAX_MEMBERS", 5000),
        "nesting": _setting("FILES_MAX_NESTING", 3),
    }


def scanner() -> str:
    """Dotted path of `scan(stream) -> name of what was found, or ""`; empty: no antivirus."""
    return _setting("FILES_SCANNER", "")
