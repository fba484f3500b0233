"""The letters that the papers' typeface can show, and texts as it shows them."""

import struct
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
SHOWN_INSTEAD = "□"  # of a letter that our typeface lacks


@cache
def letters() -> frozenset[int]:
    """The letters that every face of the papers' typeface can show, by their numbers."""
    faces = [_letters_of(path.read_bytes()) for path in FONTS.glob("*.ttf")]
    return frozenset.intersection(*faces)


def _letters_of(font: bytes) -> frozenset[int]:
    """What a TrueType file maps to a shape: its table for the basic plane (`cmap`, format 4)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: at for at in range(12, 12 + 16 * count, 16)}
    cmap = struct.unpack_from(">L", font, tables[b"cmap"] + 8)[0]
    maps = (
        cmap + struct.unpack_from(">L", font, cmap + 8 + 8 * place)[0]
        for place in range(struct.unpack_from(">H", font, cmap + 2)[0])
    )
    start = next(at for at in maps if struct.unpack_from(">H", font, at)[0] == _BASIC_PLANE)
    size = struct.unpack_from(">H", font, start + 6)[0]  # bytes: two a segment
    row = f">{size // 2}H"
    ends = struct.unpack_from(row, font, start + 14)
    firsts = struct.unpack_from(row, font, start + 16 + size)
    deltas = struct.unpack_from(row, font, start + 16 + 2 * size)
    offsets = struct.unpack_from(row, font, start + 16 + 3 * size)
    shapes_at = start + 16 + 3 * size

    def has_shape(place: int, letter: int) -> bool:
        if not offsets[place]:
            return bool((letter + deltas[place]) % 0x10000)
        at = shapes_at + 2 * place + offsets[place] + 2 * (letter - firsts[place])
        return font[at : at + 2] != b"\0\0"

    return frozenset(
        letter
        for place, (first, last) in enumerate(zip(firsts, ends, strict=True))
        for letter in range(first, last + 1)
        if letter != _NO_LETTER and has_shape(place, letter)
    )


_BASIC_PLANE, _NO_LETTER = 4, 0xFFFF


def unshowable(text: str) -> str:
    """The letters of a text that no paper can show: another script, little pictures."""
    if text.isascii() and text.isprintable():
        return ""
    return "".join(dict.fromkeys(c for c in text if _as_shown(c) == SHOWN_INSTEAD != c))


def _as_shown(letter: str) -> str:
    """The letter, what stands for it, or nothing: marks that turn a line around are not shown."""
    if letter.isprintable():
        return letter if ord(letter) in letters() else SHOWN_INSTEAD
    if letter in "\n\t\xa0":
        return letter
    return " " if unicodedata.category(letter) == "Zs" else ""


def legible(value: object) -> object:
    """Facts as a paper can show them: what the typeface lacks as an empty box, no hidden marks.

    A paper that cannot be drawn helps nobody; what was typed stands unchanged in the case.
    """
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable()
        return value if plain else "".join(map(_as_shown, value))
    if isinstance(value, Mapping):
        return {key: legible(one) for key, one in value.items()}
    return [legible(one) for one in value] if isinstance(value, list | tuple) else value
