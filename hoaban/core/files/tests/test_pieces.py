"""Files in pieces: gone on with after a break, whole or not at all, bounded for each sender."""

import fcntl
import os
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from hoaban.core.files import pieces
from hoaban.core.files.intake import EmptyFile, FileTooLarge
from hoaban.core.refusals import Busy, NotWellFormed
from tests.world.scenes import refused

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * 200  # 51,200
KEY = sha256(DATA).hexdigest()
ME, OTHER = "citizen:me", "citizen:other"
LEAST = pieces.LEAST


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def send(who: str = ME, data: bytes = DATA, key: str = KEY) -> None:
    for at in range(0, len(data), LEAST):
        pieces.add(who, key, data[at : at + LEAST], at=at, whole=len(data))


def said(data: bytes = DATA, key: str = KEY) -> pieces.Arrived:
    found = pieces.arrived(ME, f"{key}:{len(data)}:giấy: chứng sinh.jpg")
    assert found is not None
    return found


def test_a_file_goes_on_where_it_stopped_and_is_whole() -> None:
    assert pieces.come(ME, KEY) == 0
    pieces.add(ME, KEY, DATA[:LEAST], at=0, whole=len(DATA))
    assert pieces.come(ME, KEY) == LEAST
    assert pieces.add(ME, KEY, DATA[LEAST : 2 * LEAST], at=LEAST, whole=len(DATA)) == 2 * LEAST
    pieces.add(ME, KEY, DATA[2 * LEAST :], at=2 * LEAST, whole=len(DATA))
    with said().opened() as file:
        assert file.read() == DATA
    assert said().name == "giấy: chứng sinh.jpg"
    said().drop()
    assert pieces.come(ME, KEY) == 0


def test_a_file_without_bytes_is_said_to_be_empty() -> None:
    words = "Tệp gửi lên không có nội dung; vui lòng chọn lại tệp."
    with refused(EmptyFile, words), said(b"").opened():
        pass


def test_a_piece_that_does_not_follow_changes_nothing() -> None:
    pieces.add(ME, KEY, DATA[:LEAST], at=0, whole=len(DATA))
    for at in (0, LEAST - 1, LEAST + 1):
        with refused(pieces.Misplaced, "Phần tệp gửi lên không nối tiếp phần đã đến."):
            pieces.add(ME, KEY, DATA[at : at + LEAST], at=at, whole=len(DATA))
    assert pieces.come(ME, KEY) == LEAST


def test_what_lacks_a_piece_or_has_other_bytes_is_not_taken_in() -> None:
    words = "Tệp này chưa đến đủ hoặc đã hỏng trên đường đi; vui lòng chọn lại tệp."
    with refused(pieces.NotArrived, words), said().opened():
        pass
    pieces.add(ME, KEY, DATA[:LEAST], at=0, whole=len(DATA))
    with refused(pieces.NotArrived, words), said().opened():
        pass
    pieces.add(ME, KEY, b"x" * LEAST, at=LEAST, whole=len(DATA))
    pieces.add(ME, KEY, DATA[2 * LEAST :], at=2 * LEAST, whole=len(DATA))
    with refused(pieces.NotArrived, words), said().opened():
        pass


def test_nobody_reaches_the_file_of_another() -> None:
    send()
    assert pieces.come(OTHER, KEY) == 0
    found = pieces.arrived(OTHER, f"{KEY}:{len(DATA)}:a.jpg")
    assert found is not None
    assert not found.path.exists()


@pytest.mark.parametrize("key", ["", "../../hoaban.sqlite3", "A" * 64, "0" * 63, "lock"])
def test_a_key_is_a_digest_and_no_path(key: str) -> None:
    with pytest.raises(NotWellFormed):
        pieces.come(ME, key)
    assert pieces.arrived(ME, f"{key}:1:a.jpg") is None


@given(st.text())
def test_a_page_names_a_file_or_none(text: str) -> None:
    assert pieces.arrived(ME, text) is None


@pytest.mark.parametrize(
    ("piece", "at", "whole"),
    [
        (b"x" * (pieces.MOST + 1), 0, pieces.MOST * 2),
        (b"x", 0, LEAST),
        (b"", 0, LEAST),
        (b"x" * LEAST, 0, LEAST - 1),
    ],
    ids=["too long", "too short", "nothing", "beyond the end"],
)
def test_a_piece_has_a_fair_length(piece: bytes, at: int, whole: int) -> None:
    with pytest.raises(NotWellFormed):
        pieces.add(ME, KEY, piece, at=at, whole=whole)
    assert pieces.come(ME, KEY) == 0


def test_the_longest_file_is_that_of_any_upload(settings: Settings) -> None:
    settings.FILES_MAX_BYTES = 1024 * 1024
    words = "Tệp gửi lên lớn hơn 1 MB là mức hệ thống nhận được; vui lòng giảm dung lượng."
    with refused(FileTooLarge, words):
        pieces.add(ME, KEY, DATA[:LEAST], at=0, whole=1024 * 1024 + 1)


def test_one_sender_has_so_many_files_and_so_much_room(settings: Settings) -> None:
    words = (
        "Bạn đang có quá nhiều tệp gửi dở; vui lòng bấm tiếp tục để hệ thống nhận các tệp đã "
        "đến, rồi gửi tiếp."
    )
    for number in range(pieces.MOST_FILES):
        pieces.add(ME, f"{number:032x}", b"x", at=0, whole=1)
    with refused(pieces.TooMuchOnTheWay, words):
        pieces.add(ME, "f" * 32, b"x", at=0, whole=1)
    pieces.add(OTHER, "f" * 32, b"x", at=0, whole=1)
    settings.FILES_MAX_BYTES = len(DATA)
    for number in range(pieces.MOST_ROOM - 1):
        send(OTHER, DATA, f"{number + 100:032x}")
    with refused(pieces.TooMuchOnTheWay, words):
        send(OTHER, DATA, "e" * 32)


def test_a_disk_that_is_nearly_full_takes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "SPARE", 2**62)
    with pytest.raises(Busy):
        send()
    assert pieces.come(ME, KEY) == 0


def test_a_disk_that_became_full_keeps_the_pieces_that_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pieces.add(ME, KEY, DATA[:LEAST], at=0, whole=len(DATA))
    monkeypatch.setattr(pieces, "SPARE", 2**62)
    with pytest.raises(Busy):
        pieces.add(ME, KEY, DATA[LEAST : 2 * LEAST], at=LEAST, whole=len(DATA))
    assert pieces.come(ME, KEY) == LEAST


def test_what_nobody_goes_on_with_is_forgotten() -> None:
    send()
    send(OTHER)
    day = datetime(2020, 3, 30, tzinfo=UTC)
    os.utime(said().path, (day.timestamp(), day.timestamp()))
    assert pieces.forget(day + timedelta(hours=1)) == 1
    assert (pieces.come(ME, KEY), pieces.come(OTHER, KEY)) == (0, len(DATA))
    assert (said().path.parent.exists(), len(list(pieces._home().iterdir()))) == (False, 1)


def test_who_only_asks_leaves_no_folder(own_store: Path) -> None:
    for number in range(3):
        assert pieces.come(f"citizen:{number}", KEY) == 0
    assert pieces.forget(datetime(2020, 3, 30, tzinfo=UTC)) == 0
    assert list(own_store.rglob("*")) == []


def test_a_piece_that_waited_while_its_folder_went_is_kept() -> None:
    send()
    folder, day = said().path.parent, datetime(2100, 1, 1, tzinfo=UTC)
    with (folder / pieces.LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sending = threading.Thread(target=lambda: send(key="a" * 32))
        sending.start()
        time.sleep(0.2)  # it waits for the lock
        shutil.rmtree(folder)
    sending.join()
    assert pieces.come(ME, "a" * 32) == len(DATA)
    assert pieces.forget(day) == 1
