"""Settings, root addresses, wiring and the command line: knows everybody, nobody knows it."""

import os
import sys


def setup() -> None:
    """Name the settings module. Refuses `python -OO`, which strips the sentences of refusals."""
    if sys.flags.optimize > 1:
        sys.exit("Hoa Ban không chạy với -OO: câu từ chối nằm trong docstring. (Run without -OO.)")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoaban.config.settings")
