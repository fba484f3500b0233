"""Checks the law's content, which is read from its files and never loaded into the database."""

from pathlib import Path

from hoaban.core.kept import folders
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.engines.law import reading


def _home() -> Path:
    return folders.country() / "law"


def check() -> list[Problem]:
    """What is wrong in the law's files; empty when all is well."""
    return reading.check(_home()).problems


KINDS = [Kind("law", lambda: reading.paths(_home()), check)]
