"""What a process knows of a world's own rows when a test begins: read once, then given again.

A test finds agencies, areas and plans remembered as a process does that has served for a while.
What it changes by hand it says (`parameters.forget`), and what it remembers itself goes with it.
"""

from typing import Any

from django.db.models import Model

from hoaban.core.kept.memory import Kept, KeptByKey
from hoaban.core.people import agencies, areas
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world import province

# What keeps rows of a world by their keys, and the table whose keys are read beforehand.
BY_KEY: list[tuple[KeptByKey[int, Any], type[Model]]] = [  # Any: what each keeps
    (parameters._agencies, Agency),
    (parameters._plans, Revision),
]
KEEPING: list[Kept[Any]] = [agencies._kept, areas._kept, *(kept._values for kept, _table in BY_KEY)]


def _read_all() -> None:
    agencies._kept.get()
    areas._kept.get()
    for kept, table in BY_KEY:
        for pk in table._default_manager.values_list("pk", flat=True):
            kept.get(pk)


class Known:
    """What was read in each world, by the memory that keeps it."""

    def __init__(self) -> None:
        self._read: dict[str, dict[Kept[Any], Any]] = {}

    def begin(self, world: str) -> None:
        """Let the process know that world and nothing else; its database holds it by now."""
        province.forget()
        if world not in self._read:
            _read_all()
            self._read[world] = {kept: _copy(kept._kept) for kept in KEEPING}
        for kept, known in self._read[world].items():
            kept._kept = _copy(known)


def _copy(known: Any) -> Any:  # noqa: ANN401 - what a memory keeps
    """A test adds to what is kept by key: the next one begins without that."""
    if known is not None and isinstance(known.value, dict):
        return type(known)(known.stamp, dict(known.value))
    return known
