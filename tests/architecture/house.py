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
FLOORS = [
    "core",
    "ui",
    "engines",
    "gateways",
    "casework",
    "domains",
    "faces",
    "config",
]  # bottom up
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {c["id"]: c for c in PROJECT["tool"]["importlinter"]["contracts"]}
DIVIDED = {f"domains.{i.removeprefix('sub-rooms-')}": i for i in CONTRACTS if "sub-rooms-" in i}
LEVELS = {f: f for f in ("casework", "gateways", "engines", "core")} | {
    "domains": "rooms",
    **DIVIDED,
}
HOLDING = (ast.stmt, ast.excepthandler, ast.match_case)  # what functions may stand in
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "base", "services", "managers", "tools"}


def sources(pattern: str = "*.py", *, tests: bool = False) -> list[Path]:
    """The house's own files, bottom floor first; migrations are Django's. What folders above the
    house are called says nothing.
    """
    left = {"migrations"} if tests else {"migrations", "tests"}
    return [
        path
        for floor in FLOORS
        for path in sorted((HOUSE / floor).rglob(pattern))
        if left.isdisjoint(path.relative_to(HOUSE).parts)
    ]


def short(path: Path) -> str:
    """A file as a test's name shows it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Everything in a file's tree, walked through once."""
    return list(ast.walk(tree(path)))


@cache
def functions(path: Path) -> list[ast.FunctionDef]:
    """Every function of a file, wherever it stands; none stands inside an expression."""
    found: list[ast.FunctionDef] = []
    inside: list[ast.AST] = [tree(path)]
    for node in inside:  # grows meanwhile
        parts = ast.iter_child_nodes(node)
        inside += [one for one in parts if isinstance(one, HOLDING)]
        if isinstance(node, ast.FunctionDef):
            found.append(node)
    return found


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """`domains.dossiers`, or `domains.office.people` in a divided room, for all modules of it."""
    _, *parts = module.split(".")
    return ".".join(parts[: 3 if ".".join(parts[:2]) in DIVIDED else 2])


def whole_room(module: str) -> str:
    """`domains.onestop` for every module of a room, in whichever of its sub-rooms."""
    return ".".join(module.split(".")[1:3])


def door_of(module: str) -> str:
    """`queries` for all that lies behind this file of a room; nothing for the room itself."""
    return module.removeprefix(f"hoaban.{room_of(module)}").strip(".").partition(".")[0]


def room(path: Path) -> str:
    return room_of(module_name(path))


def rooms() -> list[Path]:
    """The folders of the province's rooms; of a divided room, those of its sub-rooms."""
    packages = sorted(
        path.parent
        for pattern in ("*", *(f"{place.partition('.')[2]}/*" for place in DIVIDED))
        for path in (HOUSE / "domains").glob(f"{pattern}/__init__.py")
    )
    return [path for path in packages if f"domains.{path.name}" not in DIVIDED]


def named(stem: str, *, floors: tuple[str, ...] = ("domains",)) -> list[Path]:
    """`actions.py`, or every file of `actions/`, of the rooms of these floors."""
    return [
        path
        for path in sources()
        if path.relative_to(HOUSE).parts[0] in floors and stem in {path.stem, path.parent.name}
    ]


def levels(place: str) -> list[list[str]]:
    """The lines of the map inside a floor or a divided room, top first."""
    if place not in LEVELS:
        return []
    lines = CONTRACTS[LEVELS[place]]["layers"]
    return [[name.strip(" ()") for name in line.split("|")] for line in lines]


def _level(place: str, name: str) -> int:
    lines = levels(place)
    if lines and not any(name in names for names in lines):
        raise LookupError(f"{place}.{name} is not on the map in pyproject.toml")
    return next((-n for n, names in enumerate(lines) if name in names), 0)


def height(module: str) -> tuple[int, int, int]:
    """Floor, level within the floor, level within a divided room; the contracts are the map."""
    _, floor, name, below, *_ = [*module.split("."), ""]
    floors = CONTRACTS["floors"]["layers"]
    return -floors.index(floor), _level(floor, name), _level(f"{floor}.{name}", below)


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
