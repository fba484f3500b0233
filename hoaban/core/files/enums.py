"""What happens to files that the journal keeps."""

from enum import StrEnum


class Event(StrEnum):
    STORED = "files.stored"
    SCANNED = "files.scanned"
