"""The house as files and trees: what the tests of this folder look at."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parent.parent.parent
HOUSE = ROOT / "hoaban"
CONTENT = ROOT / "content"
FLOORS = ["core", "ui", "engines", "gateways", "domains", "faces", "config"]  # bottom up
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {c["id"]: c for c in PROJECT["tool"]["importlinter"]["contracts"]}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "services", "managers", "tools"}


def sources(pattern: str = "*.py", *, tests: bool = False) -> list[Path]:
    """The house's own files, bottom floor first; migrations are Django's."""
    return [
        path
        for floor in FLOORS
        for path in sorted((HOUSE / floor).rglob(pattern))
        if "migrations" not in path.parts and (tests or "tests" not in path.parts)
    ]


def short(path: Path) -> str:
    """A file as a test's name shows it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(path: Path) -> str:
    """`domains.dossiers` for every file of that room."""
    return ".".join(path.relative_to(HOUSE).parts[:2])


def named(stem: str, *, floors: tuple[str, ...] = ("domains",)) -> list[Path]:
    """`actions.py`, or every file of `actions/`, of the rooms of these floors."""
    return [
        path
        for path in sources()
        if path.relative_to(HOUSE).parts[0] in floors and stem in {path.stem, path.parent.name}
    ]


def levels(floor: str) -> list[list[str]]:
    """The lines of the map inside a floor, top first."""
    ids = {"domains": "rooms", "gateways": "gateways", "engines": "engines", "core": "core"}
    if floor not in ids:
        return []
    lines = CONTRACTS[ids[floor]]["layers"]
    return [[name.strip(" ()") for name in line.split("|")] for line in lines]


def height(module: str) -> tuple[int, int]:
    """Floor, then level within the floor; the contracts are the only map."""
    _, floor, name, *_ = module.split(".")
    lines = levels(floor)
    level = next((-n for n, names in enumerate(lines) if name in names), 0)
    if lines and not any(name in names for names in lines):
        raise LookupError(f"{module} is not on the map in pyproject.toml")
    return -CONTRACTS["floors"]["layers"].index(floor), level


def pages(resolver: URLResolver | None = None, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with the pattern that serves it."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        address = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from pages(entry, address)
        else:
            yield address, entry


def tracked() -> list[Path]:
    """Every file that belongs to the repository, by its ignore list."""
    skipped = {".git", ".venv", "var", "node_modules", "__pycache__", ".bench"}
    skipped |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)
    ]
