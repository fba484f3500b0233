"""References that people type into a transfer, and how they are found in its words."""

import re
from collections.abc import Iterator

PREFIX = "HB"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
LENGTH = 8
LONGEST_MEMO = 500
KEPT_NUMBER = 60  # letters of a number that another payment has already
DIGEST = 16  # letters of the digest that tells them apart
_FOUND = re.compile(f"(?={PREFIX}([{LETTERS}]{{{LENGTH}}}))")


def references(memo: str) -> Iterator[str]:
    """What may be a reference in the words of a transfer, which banks set in capitals, cut and
    write without blanks. Bounded by the length of a memo.
    """
    only = "".join(c for c in memo[:LONGEST_MEMO].upper() if c.isascii() and c.isalnum())
    for found in _FOUND.finditer(only):
        yield PREFIX + found.group(1)
