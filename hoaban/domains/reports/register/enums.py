"""The names of what happens to a register book."""

from enum import StrEnum


class Event(StrEnum):
    """What the journal says happened to the book of an agency: it holds names and addresses."""

    READ = "register.read"
