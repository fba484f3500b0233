"""What people say, in the words of names: the country's words.toml."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.engines.content.shapes import Filled, Found, Shape, table
from hoaban.engines.search.meanings import Meanings


class Word(Shape):
    """What people say, in one or several ways, and what names say instead."""

    said: Annotated[list[Filled], Field(min_length=1)]
    means: Filled


def meanings() -> Meanings:
    """What people say, marked, to what names say."""
    return _meanings.get()


def path() -> Path:
    """The country's table of words."""
    return folders.country() / "words.toml"


def read(file: Path) -> Found[Word]:
    """The words of a table, and what is wrong in it."""
    return table(file, Word, name="word")


def _read_words() -> Meanings:
    found: dict[str, tuple[str, ...]] = {}
    for word in read(path()).all():
        for one in word.said:
            found[one] = (*found.get(one, ()), word.means)
    return found


_meanings = KeptFiles(lambda: [path()], _read_words)
