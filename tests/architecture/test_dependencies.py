"""What we lean on is pinned, has a reason, and names no place on any network or machine."""

import re
from pathlib import Path

import pytest

from tests.architecture import house

INPUTS = sorted(house.ROOT.glob("requirements*.in"))
LOCKS = sorted(house.ROOT.glob("requirements*.txt"))
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "npm" + "js.", "--index" + "-url "]
MACHINES = ["/" + folder + "/" for folder in ("home", "root", "work", "Users")]
HOST = re.compile(r"(?:https?:)?//([a-z0-9][\w.-]*\.[a-z]{2,})[/\"' )]")
NAMESPACES = {"www.w3.org"}  # names, not addresses
LOADED = {".css", ".js", ".html", ".svg"}
WRITTEN = LOADED | {".py", ".toml", ".in", ".txt", ".yaml", ".yml", ".sh", ".service", ".conf", ""}


def written() -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8"))
        for path in house.tracked()
        if path.suffix in WRITTEN
    ]


@pytest.mark.parametrize("path", INPUTS, ids=house.short)
def test_each_direct_dependency_carries_its_reason(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    assert [line for line in lines if not line.startswith(("#", "-r")) and "  # " not in line] == []


@pytest.mark.parametrize("path", LOCKS, ids=house.short)
def test_a_lock_pins_every_package_with_hashes_and_names_no_host(path: Path) -> None:
    text = path.read_text()
    packages = re.findall(r"^[a-z0-9][^\n]*==[^\n]* \\\n", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 0
    assert "://" not in text


def test_every_asked_for_package_is_in_the_lock() -> None:
    for path in INPUTS:
        lock = path.with_suffix(".txt").read_text()
        asked = re.findall(r"^([a-z][\w-]*)", path.read_text(), re.MULTILINE)
        assert [name for name in asked if f"\n{name}==" not in f"\n{lock}"] == []


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    named = [
        (house.short(path), word)
        for path, text in written()
        for word in [*REGISTRIES, *MACHINES]
        if word in text
    ]
    assert named == []


def test_no_page_loads_anything_from_another_host() -> None:
    hosts = {
        (house.short(path), host)
        for path, text in written()
        if path.suffix in LOADED
        for host in HOST.findall(text)
        if host not in NAMESPACES
    }
    assert hosts == set()
