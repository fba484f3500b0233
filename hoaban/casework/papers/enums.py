"""What happens to papers."""

from enum import StrEnum


class Event(StrEnum):
    """What the journal says happened to a paper."""

    PAPER_WANTED = "papers.paper_wanted"
    PAPER_DRAWN = "papers.paper_drawn"
    PAPER_SIGNED = "papers.paper_signed"
    PAPER_VIEWED = "papers.paper_viewed"
