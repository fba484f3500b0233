"""The square codes of a picture that somebody sends: read at once, and nothing of it is kept."""

from typing import Final

from hoaban.core.files import intake, isolated, kinds, structure
from hoaban.core.files.senders import SENDERS
from hoaban.core.journal import actions as journal

KINDS: Final = frozenset({kinds.JPEG, kinds.PNG})
READ: Final = "hoaban.core.files.decoding:squares"


def read(picture: intake.Readable, *, by: journal.By) -> list[str]:
    """What the square codes of a picture say, each as text; none where there is none.

    Refuses `EmptyFile`, `FileTooLarge`, `KindNotAllowed`, `BrokenFile`, `PictureTooLarge`,
    `TooCostly`, and `Busy` to a client whose last pictures took too long.
    """
    with intake.received(picture) as arrived, SENDERS.one(by.client):
        kind = kinds.judge(arrived.path)
        kinds.check(kind, KINDS)
        structure.check(arrived.path, kind)
        found: list[str] = isolated.SQUARES.ask(READ, {"path": str(arrived.path)})
    return found
