"""Hold what is installed against a file of known weaknesses, asking nothing of a network."""

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

SUMMARY = "tell which installed packages a file of advisories (OSV, PyPI) names"
ECOSYSTEM = "PyPI"
LARGEST = 20 * 1024**2  # bytes of one advisory
Json = Mapping[str, Any]  # Any: JSON of others


@dataclass(frozen=True, slots=True)
class Known:
    """A known weakness of an installed package; `is_certain` where its versions are listed."""

    package: str
    version: str
    advisory: str
    summary: str
    is_certain: bool

    def __str__(self) -> str:
        mark = "WRONG " if self.is_certain else "LOOK  "
        why = "" if self.is_certain else " (its versions are a range: read it)"
        return f"{mark} {self.package} {self.version}: {self.advisory} {self.summary}{why}"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, help="a folder of OSV advisories (*.json), or a zip of them"
    )


def run(options: argparse.Namespace) -> int:
    try:
        told = list(advisories(options.path))
    except (OSError, ValueError, zipfile.BadZipFile) as wrong:
        print(f"{options.path}: no file of advisories: {wrong}", file=sys.stderr)
        return 2
    installed = {_named(one.name): one.version for one in metadata.distributions() if one.name}
    found = sorted(known(told, installed), key=str)
    print(*found, sep="\n", end="\n" if found else "")
    newest = max((str(one.get("modified", ""))[:10] for one in told), default="none")
    print(
        f"{len(installed)} packages, {len(told)} advisories, the newest of {newest}: {len(found)}"
    )
    return 1 if any(one.is_certain for one in found) else 0


def advisories(path: Path) -> Iterator[Json]:
    """Each advisory of a folder or a zip. Raises OSError, BadZipFile, ValueError."""
    for name, text in _texts(path):
        told = json.loads(text)
        if not isinstance(told, dict):
            raise ValueError(f"{name} is no advisory")  # noqa: TRY004 - of a file, as the rest
        yield told


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield file.name, file.read_text(encoding="utf-8")
        return
    with zipfile.ZipFile(path) as packed:
        for one in packed.infolist():
            if one.filename.endswith(".json") and one.file_size <= LARGEST:
                yield one.filename, packed.read(one).decode()


def known(told: list[Json], installed: Mapping[str, str]) -> Iterator[Known]:
    """What of the installed versions is named; advisories that were taken back name nothing."""
    for advisory in told:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected") or ():
            package = affected.get("package") or {}
            name = _named(str(package.get("name", "")))
            version = installed.get(name)
            if package.get("ecosystem") != ECOSYSTEM or version is None:
                continue
            listed = affected.get("versions") or []
            if version in listed or not listed:
                summary = str(advisory.get("summary") or advisory.get("details") or "")
                line = " ".join(summary.split())[:100]
                yield Known(name, version, str(advisory.get("id", "")), line, bool(listed))


def _named(name: str) -> str:
    """A package's name as the index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()
