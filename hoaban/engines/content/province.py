"""What the province is called: the one file that a page, a form or a paper takes its name from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hoaban.core import language
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.engines.content.places import Problem, Wrong
from hoaban.engines.content.reading import read
from hoaban.engines.content.shapes import Found, Shape, Text, whole


class Province(Shape):
    """The names of a province, each by language."""

    name: Text
    portal: Text  # the title of the citizens' site
    committee: Text  # whose site it is
    outside: Text  # the choice of an address elsewhere
    police: Text


def path() -> Path:
    """The province's `province.yaml`."""
    return folders.province() / "province.yaml"


def check() -> list[Problem]:
    """What is wrong with the file."""
    return whole(path(), Province).problems


def _read() -> Province:
    return whole(path(), Province).one()


_province = KeptFiles(lambda: [path()], _read)


def called(what: str, in_language: str | None = None) -> str:
    """A name of the province (`name`, `portal` ...) in a language, the page's unless named."""
    return language.text(getattr(_province.get(), what), in_language)


def agencies() -> set[str] | None:
    """The codes of agencies; None while their table cannot be read, which it tells itself."""
    try:
        rows = read(folders.province() / "agencies.csv").items()
        return {row.text("code") for row in rows}
    except Wrong:
        return None


def of_unknown_agencies(found: Found[Any]) -> Iterator[Problem]:  # Any: lines with an `agency`
    """The lines whose agency nobody knows, each where it stands."""
    known = agencies()
    for place, line in found.rows:
        if known is not None and line.agency not in known:
            yield place.need("agency").wrong(f'không có cơ quan "{line.agency}"').problem
