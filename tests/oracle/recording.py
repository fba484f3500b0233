"""Make houses in a folder by the command line, and record what they say."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.oracle import doors, replaying

GOLDEN = Path(__file__).parent / "golden"
SMALL = 20  # a twentieth of the dossiers
IN_GOLDEN = ("api", "papers", "pages")  # kept as text; of a replay its digests alone


@contextmanager
def houses() -> Iterator[Path]:
    """A folder for the data of houses, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hoaban-oracle-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def demo(var: Path) -> None:
    """The demo's people, and its sample of cases where there are none."""
    doors.hoaban(var, "prepare")
    doors.hoaban(var, "demo", today=doors.DEMO_DAY)


def walk(part: str, var: Path, folder: Path) -> None:
    """One part in a process of its own, over data that stay as they are."""
    with houses() as copies:
        copy = copies / "var"
        shutil.copytree(var, copy)
        done = subprocess.run(
            [sys.executable, "-m", "tests.oracle.walking", part, str(copy), str(folder)],
            cwd=doors.ROOT,
            env=doors.environment(copy, doors.DEMO_DAY),
            check=False,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(f"{part}: {done.stderr[-3000:]}")


def record_walks(var: Path, folder: Path) -> None:
    """API, pages and templates of the demo's sample."""
    demo(var)
    walk("api", var, folder / "api")
    walk("pages", var, folder / "pages")
    walk("templates", var, folder / "papers" / "templates")


def record_replay(var: Path, folder: Path, share: int = 1) -> None:
    """Journal, cases and statistics of a replay; where it stopped before, it goes on."""
    replaying.play(var, share)
    replaying.record(var, folder)


def record_small(folder: Path) -> None:
    """Everything but the full replay."""
    with houses() as place:
        record_walks(place / "demo", folder)
        record_replay(place / "small", folder / "replay-20", SMALL)
        demo(place / "small")
        walk("cases", place / "small", folder / "papers" / "cases")


def record(folder: Path, *, full: bool) -> None:
    record_small(folder)
    if full:
        with houses() as place:
            record_replay(place / "full", folder / "replay-full")


def keep_golden(folder: Path) -> None:
    """Put a recording in the place of the golden files; of replays the digests."""
    for part in IN_GOLDEN:
        shutil.rmtree(GOLDEN / part, ignore_errors=True)
        shutil.copytree(folder / part, GOLDEN / part)
    for replay in ("replay-20", "replay-full"):
        if (folder / replay).exists():
            shutil.copy(folder / replay / "digests.sha256", GOLDEN / f"{replay}.sha256")


def golden_of(folder: Path, into: Path) -> None:
    """What of a recording stands in the golden files, in the same shape."""
    for part in IN_GOLDEN:
        shutil.copytree(folder / part, into / part)
    for replay in ("replay-20", "replay-full"):
        kept = folder / replay / "digests.sha256"
        source = kept if kept.exists() else GOLDEN / f"{replay}.sha256"
        if source.exists():
            shutil.copy(source, into / f"{replay}.sha256")
