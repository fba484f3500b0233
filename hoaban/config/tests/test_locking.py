"""A locked copy comes back as it was, under its passphrase alone, and whole or not at all."""

import os
from pathlib import Path

import pytest

from hoaban.config import backups, locking
from hoaban.config.backups import NotBackedUp
from hoaban.config.locking import MAGIC, PIECE, NotUnlocked

WORDS = "ban trắng đầu mùa".encode()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a small file, an empty one and one of several pieces."""
    folder = tmp_path / "copies" / "000007-20200330T193000Z"
    (folder / "store/ab").mkdir(parents=True)
    (folder / "secret").write_text("kept from strangers")
    (folder / "secret").chmod(0o600)
    (folder / "store/ab/none").touch()
    (folder / "store/ab/long").write_bytes(os.urandom(3 * PIECE))
    return folder


@pytest.fixture
def locked(copy: Path, tmp_path: Path) -> Path:
    target = tmp_path / f"{copy.name}{locking.ENDING}"
    locking.lock(copy, target, WORDS)
    return target


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def unlocked(locked: Path, to: Path, words: bytes = WORDS) -> Path:
    to.mkdir()
    return locking.unlock(locked, to, words)


def test_it_comes_back_as_it_was(copy: Path, locked: Path, tmp_path: Path) -> None:
    back = unlocked(locked, tmp_path / "back")
    assert (back.name, contents(back)) == (copy.name, contents(copy))


def test_it_comes_back_whatever_the_file_is_called_by_now(locked: Path, tmp_path: Path) -> None:
    renamed = locked.rename(tmp_path / "000007-20200330T193000Z (1).locked")
    assert (unlocked(renamed, tmp_path / "back") / "secret").read_text() == "kept from strangers"


def test_of_a_file_that_broke_off_nothing_is_left(copy: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / f"{copy.name}{locking.ENDING}").mkdir()  # so that the last step fails
    with pytest.raises(NotBackedUp, match="no locked copy was made"):
        backups.make_locked(copy, disk, WORDS)
    assert [path.name for path in disk.iterdir()] == [f"{copy.name}{locking.ENDING}"]


def test_what_an_earlier_stop_left_on_the_disk_is_cleared_away(copy: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    for name in ("000005-20200328T193000Z.locked.partial", "film.partial"):
        (disk / name).touch()
        os.utime(disk / name, (0, 0))
    made = backups.make_locked(copy, disk, WORDS)
    assert sorted(path.name for path in disk.iterdir()) == [made.name, "film.partial"]


def test_nobody_but_its_owner_opens_the_file_and_nothing_of_the_copy_stands_in_it(
    locked: Path,
) -> None:
    assert locked.stat().st_mode & 0o077 == 0
    assert b"strangers" not in locked.read_bytes()
    assert b"secret" not in locked.read_bytes()


def test_two_copies_of_the_same_are_two_files(copy: Path, locked: Path, tmp_path: Path) -> None:
    locking.lock(copy, tmp_path / "again", WORDS)
    assert (tmp_path / "again").read_bytes()[len(MAGIC) :] != locked.read_bytes()[len(MAGIC) :]


def test_another_passphrase_opens_nothing(locked: Path, tmp_path: Path) -> None:
    with pytest.raises(NotUnlocked, match="the passphrase is another one"):
        unlocked(locked, tmp_path / "back", b"another passphrase")


def changed(locked: Path, how: str) -> bytes:
    """The bytes of a locked copy after somebody meddled with them."""
    whole, head, piece = locked.read_bytes(), len(MAGIC) + 23, PIECE + 16
    pieces = [whole[at : at + piece] for at in range(head, len(whole), piece)]
    flipped = bytes([pieces[1][9] ^ 1])
    return {
        "cut": whole[:head] + b"".join(pieces[:-1]),
        "cut within": whole[:-100],
        "no piece": whole[:head],
        "longer": whole + pieces[0],
        "in another order": whole[:head] + pieces[1] + pieces[0] + b"".join(pieces[2:]),
        "left out": whole[:head] + pieces[0] + b"".join(pieces[2:]),
        "flipped": whole[:head] + pieces[0] + pieces[1][:9] + flipped + pieces[1][10:],
        "other salt": whole[: len(MAGIC)] + bytes(23) + whole[head:],
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        *("cut", "cut within", "no piece", "longer"),
        *("in another order", "left out", "flipped", "other salt"),
    ],
)
def test_what_is_not_whole_is_told(locked: Path, tmp_path: Path, how: str) -> None:
    locked.write_bytes(changed(locked, how))
    with pytest.raises(NotUnlocked, match="is damaged"):
        unlocked(locked, tmp_path / "back")


@pytest.mark.parametrize("content", [b"", b"short", MAGIC])
def test_what_is_no_locked_copy_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(NotUnlocked, match="is no locked copy"):
        unlocked(tmp_path / "x", tmp_path / "back")


@pytest.mark.parametrize(("written", "says"), [("ngắn\n", "at least 12"), (None, "cannot be read")])
def test_a_passphrase_is_long_enough_and_can_be_read(
    tmp_path: Path, written: str | None, says: str
) -> None:
    if written:
        (tmp_path / "words").write_text(written)
    with pytest.raises(NotUnlocked, match=says):
        locking.passphrase(tmp_path / "words")


def test_the_oldest_locked_copies_go_and_nothing_else(copy: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    names = ["000005-20200328T193000Z.locked", "000006-20200329T193000Z.locked", "notes.locked"]
    for name in names:
        (disk / name).touch()
    made = backups.make_locked(copy, disk, WORDS, keep=2)
    assert sorted(path.name for path in disk.iterdir()) == [*names[1:2], made.name, names[2]]


def test_what_could_not_be_written_whole_leaves_nothing_on_the_disk(
    copy: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / f"{copy.name}.locked").mkdir()  # its name is taken: what was written is not its file
    with pytest.raises(NotBackedUp, match="no locked copy was made"):
        backups.make_locked(copy, disk, WORDS)
    assert [path.name for path in disk.iterdir()] == [f"{copy.name}.locked"]


def test_a_disk_that_is_not_there_is_told(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(NotBackedUp, match="no locked copy was made"):
        backups.make_locked(copy, tmp_path / "nowhere", WORDS)
