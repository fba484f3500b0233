"""What happens to files that the journal keeps, and what a look inside them finds."""

from enum import StrEnum


class Shape(StrEnum):
    """What the look inside a file found."""

    WHOLE = "whole"
    MENDED = "mended"  # readers open it; a copy without its faults was made
    BROKEN = "broken"
    BOMB = "bomb"
    LOCKED = "locked"
    SCRIPT = "script"
    LAUNCH = "launch"
    PROGRAM = "program"
    SENDING = "sending"
    DYNAMIC = "dynamic"
    LEADING = "leading"  # out of the file, without anybody's click
    PACKED = "packed"
    TOO_MANY_PIXELS = "too many pixels"
    TOO_MANY_PAGES = "too many pages"


class Event(StrEnum):
    STORED = "files.stored"
    SCANNED = "files.scanned"
    REMOVED = "files.removed"
