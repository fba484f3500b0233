"""Checks the law's content, which is read from its files and never loaded into the database."""

from hoaban.core.kept import folders
from hoaban.engines.law import reading


def check() -> list[str]:
    """What is wrong in the law's files; empty when all is well."""
    try:
        reading.read(folders.country() / "law")
    except reading.LawContentWrong as wrong:
        return [str(wrong)]
    return []


def load() -> None:
    """Load nothing: the files are read where they lie."""
