"""What people say, in the words of names: the country's words.toml."""

import tomllib
from pathlib import Path

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.engines.search.meanings import Meanings


def meanings() -> Meanings:
    """What people say, marked, to what names say (the country's words.toml)."""
    return _meanings.get()


def _path() -> Path:
    return folders.country() / "words.toml"


def _read_words() -> Meanings:
    found: dict[str, tuple[str, ...]] = {}
    for row in tomllib.loads(_path().read_text(encoding="utf-8"))["word"]:
        for one in row["said"]:
            found[one] = (*found.get(one, ()), row["means"])
    return found


_meanings = KeptFiles(lambda: [_path()], _read_words)
