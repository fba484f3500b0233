"""The replay is killed and started again: the same figures, nothing twice, the journal whole."""

import json
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.world.houses import COMMAND, Houses, environment
from tests.world.worlds import SHARE

pytestmark = pytest.mark.chaos

PART = ("replay", "--share", str(SHARE))
ENDS = ("--from", "2020-01-01", "--to", "2020-03-27", "--format", "json")


def hoaban(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(var),
        capture_output=True,
        text=True,
        check=True,
    )


def killed_half_way(var: Path) -> None:
    """Start it, wait until it is past its fourth tenth, and take its power away."""
    with subprocess.Popen(
        [*COMMAND, *PART],
        env=environment(var),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if float(line.split("%")[0]) > 40:
                time.sleep(0.3)  # in the middle of a batch
                process.send_signal(signal.SIGKILL)
                break
        assert process.wait() == -signal.SIGKILL


def journal(var: Path) -> list[tuple[object, ...]]:
    """What happened to whom, when, by whom, in what order."""
    with sqlite3.connect(var / "hoaban.sqlite3") as database:
        return database.execute(
            "SELECT id, verb, subject, subject_pk, by, behalf, agency, at, facts, key "
            "FROM journal_entry WHERE verb NOT LIKE '%.loaded' ORDER BY id"
        ).fetchall()


def test_a_killed_replay_goes_on_and_writes_the_journal_of_one_that_was_not(
    houses: Houses, tmp_path: Path
) -> None:
    """With one secret: the random references are drawn from it."""
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    for var in (whole, killed):
        houses.put("prepare", var)
    hoaban(whole, *PART)
    killed_half_way(killed)

    hoaban(killed, *PART)

    assert (whole / "secret").read_text() == (killed / "secret").read_text()
    assert len(journal(whole)) > 2000
    assert journal(whole) == journal(killed)
    figures = json.loads(hoaban(killed, "statistics", *ENDS).stdout)
    recount = json.loads(hoaban(killed, "statistics", *ENDS, "--recount").stdout)
    assert figures == recount
    assert (figures["received"], figures["processed"]) == (112, 92)
    assert figures["processed_on_time"] == 72
    assert "nguyên vẹn" in hoaban(killed, "verify").stdout


def test_a_reader_that_has_read_enough_ends_in_peace(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "wiring"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
