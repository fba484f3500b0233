"""The replay is killed and started again: the same figures, nothing twice, the journal whole."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.chaos

SHARE = ("replay", "--share", "40")
ENDS = ("--from", "2020-01-01", "--to", "2020-03-27", "--format", "json")


def environment(var: Path) -> dict[str, str]:
    """A folder of its own, and the house's settings instead of the tests'."""
    own = {"DJANGO_SETTINGS_MODULE": "hoaban.config.settings", "HOABAN_DATABASE": ""}
    return {**os.environ, **own, "HOABAN_VAR": str(var)}


def hoaban(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hoaban.config", *arguments],
        env=environment(var),
        capture_output=True,
        text=True,
        check=True,
    )


def killed_half_way(var: Path) -> None:
    """Start it, wait until it is past its fourth tenth, and take its power away."""
    with subprocess.Popen(
        [sys.executable, "-m", "hoaban.config", *SHARE],
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


def test_a_killed_replay_goes_on_and_ends_with_the_same_figures(tmp_path: Path) -> None:
    killed_half_way(tmp_path)

    hoaban(tmp_path, *SHARE)

    figures = json.loads(hoaban(tmp_path, "statistics", *ENDS).stdout)
    recount = json.loads(hoaban(tmp_path, "statistics", *ENDS, "--recount").stdout)
    assert figures == recount
    assert (figures["received"], figures["processed"]) == (269, 220)
    assert figures["processed_on_time"] == 174
    assert "nguyên vẹn" in hoaban(tmp_path, "verify").stdout
