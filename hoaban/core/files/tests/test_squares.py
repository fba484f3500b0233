"""Square codes are read out of whatever picture a counter sends, for a bounded cost."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from hoaban.core.files import squares
from hoaban.core.files.intake import EmptyFile, FileTooLarge
from hoaban.core.files.isolated import TooCostly
from hoaban.core.files.kinds import KindNotAllowed
from hoaban.core.files.senders import SENDERS
from hoaban.core.files.structure import BrokenFile, PictureTooLarge
from hoaban.core.files.tests import codes, samples
from hoaban.core.journal.actions import Plain
from hoaban.core.refusals import Busy

LINE = "011190000123|050123456|Lò Thị Ban|12051990|Nữ|Tổ 4, Him Lam, Điện Biên Phủ|25042021"
CLERK = Plain("post:1", client="user:1")


@pytest.mark.parametrize(
    ("side", "turned", "blurred", "size"),
    [
        (400, 0, 0, (1280, 720)),
        (400, 90, 0, (1280, 720)),
        (400, 33, 1, (1280, 720)),
        (400, 200, 3, (1600, 1200)),
        (150, 0, 0, (4000, 3000)),  # small in a photograph of 12 million pixels
        (300, 17, 1, (8000, 6000)),
    ],
)
def test_a_code_is_read_turned_blurred_and_small(
    side: int, turned: int, blurred: int, size: tuple[int, int]
) -> None:
    picture = codes.photograph([LINE], side=side, turned=turned, blurred=blurred, size=size)
    assert squares.read(BytesIO(picture), by=CLERK) == [LINE]


def test_several_codes_are_all_read_and_a_picture_without_has_none() -> None:
    several = codes.photograph([LINE, "https://example.vn/"], side=300, size=(1600, 1200))
    assert sorted(squares.read(BytesIO(several), by=CLERK)) == sorted([LINE, "https://example.vn/"])
    assert squares.read(BytesIO(codes.photograph([], size=(1600, 1200))), by=CLERK) == []


def test_a_screenshot_is_read_too() -> None:
    picture = codes.photograph([LINE], side=400, size=(1280, 720), kind="PNG")
    assert squares.read(BytesIO(picture), by=CLERK) == [LINE]


def test_a_sound_picture_that_needs_more_than_its_share_of_memory_is_refused() -> None:
    large = BytesIO()
    Image.new("L", (10_950, 10_950), 200).save(large, "PNG", optimize=True)
    large.seek(0)
    with pytest.raises(TooCostly):
        squares.read(large, by=CLERK)


def test_what_is_no_whole_picture_is_refused_by_a_sentence() -> None:
    whole = codes.photograph([LINE], side=400, size=(1280, 720))
    for content, refusal in [
        (b"", EmptyFile),
        (samples.pdf(), KindNotAllowed),
        (b"\0\0\0\x18ftypheic" + bytes(40), KindNotAllowed),
        (whole[: len(whole) // 2], BrokenFile),
    ]:
        with pytest.raises(refusal):
            squares.read(BytesIO(content), by=CLERK)


def test_what_a_picture_costs_is_bounded(settings: Settings) -> None:
    with pytest.raises(PictureTooLarge):
        squares.read(BytesIO(codes.claims_to_be(40_000, 40_000)), by=CLERK)
    settings.FILES_MAX_BYTES = 100
    with pytest.raises(FileTooLarge):
        squares.read(BytesIO(bytes(101)), by=CLERK)


def test_who_sends_dear_pictures_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SENDERS, "free", 0.0)
    monkeypatch.setattr(SENDERS, "most", 0.0)
    sender = Plain("post:2", client="user:2")
    picture = codes.photograph([LINE], side=400, size=(4000, 3000))
    squares.read(BytesIO(picture), by=sender)
    with pytest.raises(Busy):
        squares.read(BytesIO(picture), by=sender)


def test_nothing_of_the_picture_stays(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    squares.read(BytesIO(codes.photograph([LINE], side=400, size=(1280, 720))), by=CLERK)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
