"""One walk in a process of its own: `python -m tests.oracle.walking PART VAR FOLDER`.

The program's settings are those of the environment: `doors.environment`.
"""

import sys
from pathlib import Path

from tests.oracle import doors


def main(part: str, var: Path, folder: Path) -> None:
    doors.set_up()
    from tests.oracle import api_walk, pages, papers  # noqa: PLC0415 - after the settings are named

    clock = doors.Clock()
    match part:
        case "api":
            api_walk.record(var, folder, clock)
        case "pages":
            pages.record(var, folder, clock)
        case "templates":
            papers.record_templates(folder)
        case "cases":
            papers.record_cases(var, folder, clock)
        case _:
            sys.exit(f"no part {part!r}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
