"""What is remembered of files is read again when a file was written anew, and never lost."""

import json
import os
from pathlib import Path

import pytest

from hoaban.core.kept import files
from hoaban.core.kept.files import KeptFiles, KeptFilesByKey


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "fruit.json"
    path.write_text("1")
    return path


def rewrite(path: Path, text: str) -> None:
    """Write a file anew, a second later."""
    after = path.stat().st_mtime + 1
    path.write_text(text)
    os.utime(path, (after, after))


def test_a_file_is_read_once_until_it_is_written_anew(path: Path) -> None:
    read: list[str] = []

    def reading() -> int:
        read.append(path.read_text())
        return int(read[-1])

    kept = KeptFiles(lambda: [path], reading)
    assert [kept.get(), kept.get(), read] == [1, 1, ["1"]]
    rewrite(path, "2")
    assert [kept.get(), kept.get(), read] == [2, 2, ["1", "2"]]


def test_files_are_looked_at_so_often_and_no_more(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LOOK_EVERY", 60.0)
    kept = KeptFiles(lambda: [path], lambda: int(path.read_text()))
    assert kept.get() == 1
    rewrite(path, "2")
    assert kept.get() == 1
    monkeypatch.setattr(kept, "_looks_at", 0.0)  # as after a minute
    assert kept.get() == 2


def test_values_by_key_are_forgotten_as_a_whole(path: Path) -> None:
    kept: KeptFilesByKey[str, str] = KeptFilesByKey(
        lambda: [path], lambda key: f"{key}{path.read_text()}"
    )
    assert [kept.get("a"), kept.get("b")] == ["a1", "b1"]
    rewrite(path, "2")
    assert [kept.get("b"), kept.get("a")] == ["b2", "a2"]


def test_a_file_that_was_broken_leaves_the_last_value(path: Path) -> None:
    kept = KeptFiles(lambda: [path], lambda: json.loads(path.read_text()))
    assert kept.get() == 1
    rewrite(path, "{")
    assert kept.get() == 1
    rewrite(path, "2")
    assert kept.get() == 2


def test_a_file_that_is_broken_from_the_start_is_an_error(path: Path) -> None:
    path.write_text("{")
    with pytest.raises(ValueError, match="Expecting"):
        KeptFiles(lambda: [path], lambda: json.loads(path.read_text())).get()


def test_another_folder_is_read_at_once_and_its_errors_are_its_own(path: Path) -> None:
    here = [path]
    kept = KeptFiles(lambda: here, lambda: json.loads(here[0].read_text()))
    assert kept.get() == 1
    here[0] = path.with_name("other.json")
    with pytest.raises(FileNotFoundError):
        kept.get()
    here[0].write_text("3")
    assert kept.get() == 3
