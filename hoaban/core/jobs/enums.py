"""What may happen to a job that the journal keeps."""

from enum import StrEnum


class Event(StrEnum):
    RETRIED = "jobs.retried"
    PUT_RIGHT = "jobs.put_right"  # after the clock had stood ahead
