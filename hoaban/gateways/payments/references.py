"""References that people type into a transfer, and how they are found in its words."""

import re
from collections.abc import Iterator

PREFIX = "HB"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
LENGTH = 8
LONGEST_MEMO = 500
LOOKED_THROUGH = 150  # letters of a memo, for what stands in it without its prefix
KEPT_NUMBER = 60  # letters of a number that another payment has already
DIGEST = 16  # letters of the digest that tells them apart
_TOKEN = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z./-]{4,78})[0-9A-Za-z]")
_FOUND = re.compile(f"(?={PREFIX}([{LETTERS}]{{{LENGTH}}}))")


def references(memo: str) -> Iterator[str]:
    """What may be a reference in the words of a transfer, which banks set in capitals, cut and
    write without blanks. Bounded by the length of a memo.
    """
    only = plain(memo)
    for found in _FOUND.finditer(only):
        yield PREFIX + found.group(1)


def plain(memo: str) -> str:
    """The letters and figures of a memo in capitals, without what stands between them."""
    return "".join(c for c in memo[:LONGEST_MEMO].upper() if c.isascii() and c.isalnum())


def tokens(memo: str) -> Iterator[str]:
    """What may be the number of another line in the words of one: letters and figures in a row."""
    yield from _TOKEN.findall(memo[:LONGEST_MEMO])


def windows(memo: str, length: int) -> set[str]:
    """All that so many letters of a memo in a row may say. Bounded by LOOKED_THROUGH."""
    only = plain(memo)[:LOOKED_THROUGH]
    return {only[at : at + length] for at in range(len(only) - length + 1)}
