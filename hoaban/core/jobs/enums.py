"""What may happen to a job that the journal keeps."""

from enum import StrEnum


class Event(StrEnum):
    RETRIED = "jobs.retried"
