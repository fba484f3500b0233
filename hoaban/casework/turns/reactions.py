"""What turns do because something happened to whoever has them."""

from hoaban.casework.turns import actions
from hoaban.core import clock
from hoaban.core.journal.models import Entry


def free_left(entry: Entry) -> None:
    """Give the open turns of a post that has ended to anyone with the role: nothing lies still."""
    actions.free_left(clock.day(entry.at))
