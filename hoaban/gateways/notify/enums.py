"""The names of what happens to sent messages."""

from enum import StrEnum


class Event(StrEnum):
    BLANKED = "notify.blanked"
