"""What a machine's clock is compared with before anything is signed."""

from datetime import datetime

from hoaban.core.journal import queries as journal


def newest() -> datetime | None:
    """When the newest thing was written down: no right clock stands before it."""
    return journal.latest_moment()
