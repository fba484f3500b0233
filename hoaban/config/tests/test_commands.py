"""What an operator mistypes or forgot is said in one line."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest


def hoaban(var: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"DJANGO_SETTINGS_MODULE": "hoaban.config.settings", "HOABAN_DATABASE": ""}
    return subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "hoaban.config", *arguments],
        env={**os.environ, **own, "HOABAN_VAR": str(var), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOABAN_PORT", "abc"),
        ("HOABAN_PORT", "70000"),
        ("HOABAN_TODAY", "tomorrow"),
        ("HOABAN_SYNCHRONOUS", "FUL"),
        ("HOABAN_FILES_MAX_BYTES", "20MB"),
        ("HOABAN_DATABASE", "mysql://127.0.0.1/x"),
        ("HOABAN_DATABASE", "postgresql://127.0.0.1"),
    ],
)
def test_a_setting_that_means_nothing_stops_the_start(
    tmp_path: Path, name: str, value: str
) -> None:
    done = hoaban(tmp_path, "seal", **{name: value})

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"hoaban: {name}")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["verify", "serve"])
def test_a_database_without_tables_says_what_to_do(tmp_path: Path, command: str) -> None:
    port = random.randint(20000, 31999)  # noqa: S311 - not a secret
    done = hoaban(tmp_path, command, HOABAN_PORT=f"{port}")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(" migrations are missing: hoaban prepare\n")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("database", ["", "postgresql://nobody@127.0.0.1:1/nothing"])
def test_the_doctor_answers_without_a_database(tmp_path: Path, database: str) -> None:
    done = hoaban(tmp_path, "doctor", HOABAN_DATABASE=database)

    assert (done.returncode, done.stderr) == (1, "")
    found = {line.split()[0]: line.split()[1] for line in done.stdout.splitlines()}
    assert (found["database"], found["jobs"], found["content"]) == ("WRONG", "WRONG", "ok")


@pytest.mark.parametrize(
    "arguments",
    [["replay", "--share", "0"], ["replay", "--share", "-3"], ["backup", "--keep", "0"]],
)
def test_a_number_below_one_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    done = hoaban(tmp_path, *arguments)

    assert done.returncode == 2
    assert "a whole number from 1 on is wanted" in done.stderr


def test_a_copy_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    assert hoaban(tmp_path, "migrate").returncode == 0
    done = hoaban(tmp_path, "backup", "--to", "/proc/nowhere")

    assert done.returncode == 1
    assert done.stderr.startswith("hoaban: no copy was made: ")


def test_a_reader_that_leaves_ends_the_command(tmp_path: Path) -> None:
    shown = f"{sys.executable} -m hoaban.config states"
    own = {**os.environ, "HOABAN_DATABASE": "", "HOABAN_VAR": str(tmp_path)}

    done = subprocess.run(  # noqa: S603  our own command
        ["/bin/sh", "-c", f"{shown} | head -n 1"],
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
