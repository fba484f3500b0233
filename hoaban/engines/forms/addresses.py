"""An address of a form: as people write it, and the units that it lies in."""

from datetime import date

from hoaban.core.people import areas
from hoaban.engines.forms.questions import OUTSIDE


def written(commune: str, detail: str, on: date) -> str:
    """An address as people write it, by the units of the day."""
    if not commune or commune == OUTSIDE:
        return detail
    units = [unit.name for unit in areas.path(areas.row(commune, on), on)]
    first, *rest = [detail, *units] if detail else units
    return ", ".join([first, *(name[:1].lower() + name[1:] for name in rest)])


def units(commune: str, on: date) -> list[str]:
    """The codes of a commune and of the units above it; of an address outside the province that."""
    if not commune or commune == OUTSIDE:
        return [commune] if commune else []
    return [unit.code for unit in areas.path(areas.row(commune, on), on)]
