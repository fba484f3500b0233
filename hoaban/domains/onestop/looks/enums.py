"""What of a dossier can be new to whoever filed or owns it."""

from enum import StrEnum


class Topic(StrEnum):
    MESSAGES = "messages"  # what the agency wrote
    ASKED = "asked"  # what the applicant must supply
    RESULT = "result"
    ENDED = "ended"  # it ended otherwise
