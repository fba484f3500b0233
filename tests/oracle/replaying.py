"""The replay: its journal, what every case came to, and all statistics, as text and digests."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tests.oracle import doors
from tests.oracle.masks import Masks, canonical

MONTHS = [
    ("2019-09-01", "2019-09-30"),
    ("2019-10-01", "2019-10-31"),
    ("2019-11-01", "2019-11-30"),
    ("2019-12-01", "2019-12-31"),
    ("2020-01-01", "2020-01-31"),
    ("2020-02-01", "2020-02-29"),
    ("2020-03-01", "2020-03-27"),
]
PERIODS = [("2019-09-01", "2019-12-31"), ("2020-01-01", "2020-03-27")]
AGENCIES = ["so-tp", "so-gtvt", "ubnd-094", "ubnd-03127", "ubnd-03205"]
PAST = "2020-04-01"  # the replay ends before; what is later bears the machine's own time
JSON_COLUMNS = ("{", "[")


def play(var: Path, share: int) -> None:
    doors.hoaban(var, "replay", "--share", str(share))


def record(var: Path, folder: Path) -> None:
    """Write the dumps of a replayed folder, and `digests.sha256` over them."""
    folder.mkdir(parents=True, exist_ok=True)
    masks = Masks(var)
    _write(folder / "journal.txt", journal(var, masks))
    for name, query in doors.DUMPS.items():
        _write(folder / f"{name}.txt", dump(var, query, masks))
    for name, said in statistics(var):
        _write(folder / f"statistics-{name}", [said])
    (folder / "digests.sha256").write_text(digests(folder))


def digests(folder: Path) -> str:
    """File names and SHA-256, one a line, as sha256sum writes them."""
    found = sorted(path for path in folder.iterdir() if path.name != "digests.sha256")
    return "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in found)


def _write(path: Path, lines: Iterator[str] | list[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def journal(var: Path, masks: Masks) -> Iterator[str]:
    """Every entry in order: what happened, to what, when, by whom, for which agency, the facts."""
    subjects = _subjects(var, masks)
    seen: Counter[str] = Counter()
    for verb, label, pk, by, behalf, agency, at, facts in doors.rows(var, doors.ENTRIES):
        kind = doors.KINDS.get(label, label)
        if (kind, pk) not in subjects:
            seen[kind] += 1
            subjects[kind, pk] = f"{kind} no. {seen[kind]}"
        said = masks.text(canonical(json.loads(facts)))
        when = at if at < PAST else "(when it was set up)"
        yield " | ".join((doors.verb(verb), subjects[kind, pk], when, by, behalf, agency, said))


def _subjects(var: Path, masks: Masks) -> dict[tuple[str, int], str]:
    """The name of each subject that does not hang on its key."""
    found = {
        ("case", pk): f"{masks.cases[pk]} {code}".rstrip()
        for pk, _reference, code in doors.rows(var, doors.CASES)
    }
    for kind, query in doors.OF_CASES.items():
        for pk, case in doors.rows(var, query):
            found[kind, pk] = f"{kind} of {masks.cases[case]}"
    for kind, query in doors.CODES.items():
        found |= {(kind, pk): f"{kind} {code}" for pk, code in doors.rows(var, query)}
    return found


def dump(var: Path, query: str, masks: Masks) -> Iterator[str]:
    """Every row, its columns by name; a case by its place."""
    for row in doors.rows(var, query):
        told = {name: _value(row, name) for name in row.keys() if name != "case"}  # noqa: SIM118
        yield f"{masks.cases[row['case']]} {masks.text(canonical(told))}"


def _value(row: sqlite3.Row, name: str) -> object:
    value = row[name]
    return json.loads(value) if isinstance(value, str) and value.startswith(JSON_COLUMNS) else value


def statistics(var: Path) -> Iterator[tuple[str, str]]:
    """The figures as the command line prints them: months, periods, agencies, and recounted."""
    for begins, ends in MONTHS:
        yield f"{begins}-{ends}.csv", _counted(var, begins, ends, "--format", "csv")
    for begins, ends in PERIODS:
        name = f"{begins}-{ends}"
        yield f"{name}.json", _counted(var, begins, ends, "--format", "json")
        yield f"{name}-recounted.csv", _counted(var, begins, ends, "--format", "csv", "--recount")
    for agency in AGENCIES:
        said = _counted(var, *PERIODS[1], "--format", "csv", "--agency", agency)
        yield f"{PERIODS[1][0]}-{agency}.csv", said


def _counted(var: Path, begins: str, ends: str, *more: str) -> str:
    return doors.hoaban(var, "statistics", "--from", begins, "--to", ends, *more).rstrip("\n")
