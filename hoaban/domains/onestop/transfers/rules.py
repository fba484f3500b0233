"""What the words of a transfer may name. Pure."""

import re
from collections.abc import Iterator

from hoaban.domains.onestop.dossiers.rules import WIDTH

_CODE_ENDS = re.compile(r"(?=(?P<day>[0-9]{6})(?P<number>[0-9]{4,6}))")


def numbers(plain: str) -> Iterator[tuple[str, int]]:
    """The day (YYMMDD) and number with which a dossier's code may end, wherever they stand."""
    for found in _CODE_ENDS.finditer(plain):
        for length in range(WIDTH, len(found["number"]) + 1):
            yield found["day"], int(found["number"][:length])
