"""Installed packages against a file of advisories: by name and version, without a network."""

import json
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from hoaban.config.commands import main

DJANGO = metadata.version("django")


def advisory(name: str, versions: list[str], **more: object) -> str:
    affected = [{"package": {"ecosystem": "PyPI", "name": name}, "versions": versions}]
    said = {"id": "SYNTHETIC-1", "summary": "made up", "modified": "2026-11-01T00:00:00Z"}
    return json.dumps(said | {"affected": affected} | more)


def told(folder: Path, *texts: str) -> int:
    for number, text in enumerate(texts):
        (folder / f"{number}.json").write_text(text)
    return main(["advisories", str(folder)])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (advisory("Django", [DJANGO]), 1, f"WRONG  django {DJANGO}: SYNTHETIC-1 made up"),
        (advisory("Django", ["1.0"]), 0, ""),
        (advisory("Django", []), 0, "its versions are a range: read it"),
        (advisory("Django", [DJANGO], withdrawn="2026-11-02T00:00:00Z"), 0, ""),
        (advisory("not-installed-here", [DJANGO]), 0, ""),
    ],
    ids=["named", "another version", "a range", "taken back", "another package"],
)
def test_a_package_is_named_by_its_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int, line: str
) -> None:
    assert told(tmp_path, text) == code
    said = capsys.readouterr().out
    assert line in said
    assert "1 advisories, the newest of 2026-11-01" in said
    assert ("SYNTHETIC" in said) == bool(line)


def test_a_zip_is_read_as_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("a.json", advisory("django", [DJANGO]))
    assert main(["advisories", str(tmp_path / "all.zip")]) == 1
    assert "WRONG  django" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["[]", "{", "\xff"])
def test_what_is_no_advisory_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert told(tmp_path, text) == 2
    assert "no file of advisories" in capsys.readouterr().err


def test_nor_is_a_file_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["advisories", str(tmp_path / "none.zip")]) == 2
    assert "no file of advisories" in capsys.readouterr().err
