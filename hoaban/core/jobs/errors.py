"""Say what went wrong without the data it went wrong with."""

import traceback

from hoaban.core.refusals import Refusal

LONGEST = 300


# A job that is told so waits and comes again, however often: the job itself is well.
class NotYet(Refusal):
    """Việc này chưa làm được lúc này; hệ thống sẽ tự làm lại sau ít phút."""


def describe(error: BaseException) -> str:
    """The kind of an error, and the sentence of a refusal or the place in our code.

    An error's own words may quote what it was working on, a refusal's filled sentence too: neither
    is kept. Placeholders of a refusal stay unfilled.
    """
    kind = type(error).__name__
    if isinstance(error, Refusal):
        return f"{kind}: {error.sentence}"[:LONGEST]
    return f"{kind} @ {_place(error)}"[:LONGEST]


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/hoaban/" in frame.filename] or list(frames)
    if not ours:
        return "?"
    frame = ours[-1]
    return f"{frame.filename.rpartition('/hoaban/')[2]}:{frame.lineno} {frame.name}"
