"""A picture holds as many points as its head says: a head with next to no data is broken."""

import zlib
from pathlib import Path

import pytest
from PIL import Image

from hoaban.core.files import pictures
from hoaban.core.files.enums import Shape
from hoaban.core.files.tests import samples

SIZES = [(1, 1), (3, 5), (9, 1), (640, 480)]


def png(width: int, height: int, data: bytes, colour: int = 2, interlaced: int = 0) -> bytes:
    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, colour, 0, 0, interlaced])
    chunks = [(b"IHDR", head), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)
        for name, body in chunks
    )


def shape(tmp_path: Path, data: bytes) -> Shape:
    path = tmp_path / "picture"
    path.write_bytes(data)
    return pictures.png(path) if data.startswith(b"\x89") else pictures.jpeg(path)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", zlib.compress(b"\0"), zlib.compress(bytes(2000 * 6000)), bytes(20_000)],
    ids=["none", "one byte", "one point", "a row short", "no data of its kind"],
)
def test_a_png_with_too_little_in_it_is_broken(tmp_path: Path, data: bytes) -> None:
    assert shape(tmp_path, png(2000, 2000, data)) == Shape.BROKEN


def test_a_white_sheet_packs_well_and_is_whole(tmp_path: Path) -> None:
    assert shape(tmp_path, png(2000, 2000, zlib.compress(bytes(2000 * 6001), 9))) == Shape.WHOLE


@pytest.mark.parametrize("size", SIZES)
def test_an_interlaced_png_needs_the_rows_of_its_seven_passes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    width, height = size
    most = 7 * (height * (width * 3 + 1) + 7)
    needed = next(
        count
        for count in range(width * height * 3, most)
        if shape(tmp_path, png(*size, zlib.compress(bytes(count)), interlaced=1)) == Shape.WHOLE
    )
    path = tmp_path / "a.png"
    path.write_bytes(png(*size, zlib.compress(bytes(needed)), interlaced=1))
    with Image.open(path) as opened:  # the library unpacks as many rows
        assert opened.convert("RGB").getpixel((width - 1, height - 1)) == (0, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_what_a_library_writes_is_whole(tmp_path: Path, mode: str) -> None:
    for size in SIZES:
        Image.new(mode, size).save(tmp_path / "a.png")
        assert pictures.png(tmp_path / "a.png") == Shape.WHOLE


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("quality", [1, 75])
def test_a_white_photo_is_whole(tmp_path: Path, quality: int, progressive: bool) -> None:  # noqa: FBT001
    for size in (*SIZES, (2000, 2000)):
        for mode in ("L", "RGB"):
            Image.new(mode, size, "white").save(
                tmp_path / "a.jpg", quality=quality, progressive=progressive, optimize=True
            )
            assert pictures.jpeg(tmp_path / "a.jpg") == Shape.WHOLE


def test_a_photo_with_one_byte_in_it_is_broken(tmp_path: Path) -> None:
    scan = b"\xff\xda\0\x02x\xff\xd9"
    assert shape(tmp_path, b"\xff\xd8" + samples.frame(2000, 2000) + scan) == Shape.BROKEN
