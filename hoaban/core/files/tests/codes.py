"""Draws pictures with square codes: as a camera sees them, on a ground that is not white."""

import io
import zlib
from collections.abc import Sequence

import segno
from PIL import Image, ImageFilter

Size = tuple[int, int]


def code(line: str, side: int) -> Image.Image:
    """The square code of a text, with its quiet border, in grey."""
    drawn = io.BytesIO()
    segno.make(line, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
    return Image.open(drawn).convert("L").resize((side, side), Image.Resampling.LANCZOS)


def scene(
    lines: Sequence[str], *, side: int = 300, turned: float = 0, blurred: float = 0, size: Size
) -> Image.Image:
    """A noisy ground with the codes beside each other, all turned and blurred alike."""
    ground = Image.effect_noise(size, 60)
    for place, line in enumerate(lines, start=1):
        drawn = code(line, side).convert("LA")
        drawn = drawn.rotate(turned, expand=True, resample=Image.Resampling.BICUBIC)
        across = size[0] * place // (len(lines) + 1) - drawn.width // 2
        down = (size[1] - drawn.height) // 2
        ground.paste(drawn.getchannel(0), (across, down), drawn.getchannel(1))
    return ground.filter(ImageFilter.GaussianBlur(blurred)) if blurred else ground


def photograph(
    lines: Sequence[str],
    *,
    side: int = 300,
    turned: float = 0,
    blurred: float = 0,
    size: Size,
    kind: str = "JPEG",
) -> bytes:
    """The same as a file in colour."""
    written = io.BytesIO()
    drawn = scene(lines, side=side, turned=turned, blurred=blurred, size=size)
    drawn.convert("RGB").save(written, kind)
    return written.getvalue()


def claims_to_be(width: int, height: int) -> bytes:
    """A small PNG whose head says that it is that large."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\0"
    parts = [head, b"IDAT" + zlib.compress(bytes(100)), b"IEND"]
    chunks = (len(p[4:]).to_bytes(4) + p + zlib.crc32(p).to_bytes(4) for p in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
