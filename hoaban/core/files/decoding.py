"""Reads the square codes of a picture. Runs in the process of `isolated`, which bounds its cost."""

from typing import Final

import zxingcpp
from PIL import Image

LARGE: Final = 30_000_000  # pixels; of a larger photograph half the width is read, and sharp enough
MOST: Final = 5  # codes of one picture
LONGEST: Final = 1000  # letters of one code


def squares(path: str) -> list[str]:
    """What each square code says, as text; none where the picture cannot be read.

    Turned, mirrored or small codes are found too.
    """
    try:
        with Image.open(path, formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            share = 2 if width * height > LARGE else 1
            picture.draft("L", (width // share, height // share))
            grey = picture.convert("L")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return []
    try:
        found = zxingcpp.read_barcodes(
            grey,
            formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
            text_mode=zxingcpp.TextMode.Plain,
        )
    except (TypeError, RuntimeError):  # what the library says where memory ends under it
        raise MemoryError from None
    return [one.text[:LONGEST] for one in found[:MOST]]
