"""The outlines of maps as content: what each file under `maps` must say."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from hoaban.core.kept import folders
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.engines.content.shapes import Dated, Filled, Found, Natural, Shape, unique, whole


class Outline(Shape):
    """An area: its unit, where its name stands, and its outline as an SVG path."""

    code: Filled
    name: Filled
    parent: str
    label: Annotated[list[Natural], Field(min_length=2, max_length=2)]
    path: Filled


class LayerFile(Dated):
    """A file of outlines on one grid, for the days on which the units are so."""

    layer: Filled
    width: Natural
    height: Natural
    areas: Annotated[list[Outline], unique("đơn vị")]


def paths() -> list[Path]:
    """The province's files of outlines."""
    return sorted((folders.province() / "maps").glob("*.json"))


def check() -> list[Problem]:
    """What is wrong in the outlines."""
    return [problem for path in paths() for problem in _wrong(path)]


def _wrong(path: Path) -> Iterator[Problem]:
    found: Found[LayerFile] = whole(path, LayerFile)
    yield from found.problems
    for place, file in found.rows:
        if file.layer != path.stem:
            yield place.need("layer").wrong(f'tệp này phải mang tên "{file.layer}"').problem


KINDS = [Kind("maps", paths, check)]
