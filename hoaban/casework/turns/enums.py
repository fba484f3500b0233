"""Closed lists of turns: how they are sorted, and how they ended."""

from enum import StrEnum

from hoaban.core.people.roles import ActorKind


class When(StrEnum):
    """How a turn is sorted among the work of a post."""

    BY_TIME = "by_time"  # by the time that is left
    AT_ONCE = "at_once"  # its own clock has ended: it belongs to today
    ON_CALL = "on_call"  # it waits for somebody who comes


class Ending(StrEnum):
    """How a turn ended."""

    DONE = "done"
    RETURNED = "returned"  # sent back
    PAUSED = "paused"  # who is outside is asked; whoever had it has it again afterwards
    LEFT = "left"  # the case ended meanwhile
    SILENT = "silent"  # the moment passed and nothing came
    RECALLED = "recalled"  # whoever asked wants it no more
    MOVED = "moved"  # another agency goes on with it
    GIVEN_ON = "given_on"  # late already, and assigned to somebody else
    UNDONE = "undone"  # it began by a press that was taken back


OUTSIDE = str(ActorKind.CITIZEN)  # the role of a turn that waits for somebody outside the offices
