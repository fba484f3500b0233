"""Record what the house says and does, and compare with an earlier recording.

    python -m tests.oracle record FOLDER [--full]     write a recording of this commit
    python -m tests.oracle compare FOLDER [--full]    record again, and tell what differs
    python -m tests.oracle diff BEFORE AFTER          two recordings, or two folders of one part
    python -m tests.oracle replay VAR FOLDER          the full replay alone, its data kept in VAR
    python -m tests.oracle golden [FOLDER]            renew the golden files, from a recording

Differences made on purpose are listed in `differences.md` beside this file, for people to read.
"""

import argparse
import sys
from pathlib import Path

from tests.oracle import comparing, recording


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.oracle",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=["record", "compare", "diff", "replay", "golden"])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--full", action="store_true", help="the full replay too: 15 minutes")
    options = parser.parse_args()
    wanted = {"record": (1,), "compare": (1,), "diff": (2,), "replay": (2,), "golden": (0, 1)}
    if len(options.folders) not in wanted[options.what]:
        parser.error(f"{options.what} takes {' or '.join(map(str, wanted[options.what]))} folders")
    options.folders = [folder.resolve() for folder in options.folders]
    return options


def _told(before: Path, after: Path, *, without: str = "") -> int:
    found = comparing.differences(before, after, without=without)
    if found:
        found += ["", f"Differences on purpose: {Path(__file__).with_name('differences.md')}"]
    sys.stdout.write("\n".join(found or ["No difference."]) + "\n")
    return int(bool(found))


def main() -> int:
    options = _arguments()
    match options.what, options.folders:
        case "record", [folder]:
            recording.record(folder, full=options.full)
        case "compare", [folder]:
            with recording.houses() as place:
                recording.record(place, full=options.full)
                return _told(folder, place, without="" if options.full else "replay-full")
        case "diff", [before, after]:
            return _told(before, after)
        case "replay", [var, folder]:
            recording.record_replay(var, folder)
        case "golden", [folder]:
            recording.keep_golden(folder)
        case _:
            with recording.houses() as place:
                recording.record_small(place)
                recording.keep_golden(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
