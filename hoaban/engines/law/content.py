"""Checks the law's content, which is read from its files and never loaded into the database."""

from collections.abc import Iterable
from pathlib import Path

from hoaban.core.kept import folders
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.engines.law import reading


def _home() -> Path:
    return folders.country() / "law"


def _files() -> Iterable[Path]:
    return sorted(_home().glob("*.toml"))


def check() -> list[Problem]:
    """What is wrong in the law's files; empty when all is well."""
    try:
        reading.read(_home())
    except reading.LawContentWrong as wrong:
        return [wrong.problem]
    return []


KINDS = [Kind("law", _files, check)]
