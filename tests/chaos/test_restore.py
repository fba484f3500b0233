"""A copy is put back for real: what came after it is gone from the house, and nothing is lost."""

import subprocess
from pathlib import Path

import pytest

from tests.postgres import free_port
from tests.world.houses import COMMAND, Houses, PostgresHouses, environment

pytestmark = pytest.mark.chaos


class House:
    """An installation of its own, told by its commands."""

    def __init__(self, var: Path, database: str) -> None:
        self.var = var
        self.environment = environment(var, database, HOABAN_PORT=str(free_port()))

    def says(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, (done.stdout + done.stderr).strip()

    def has(self, username: str) -> bool:
        """Whether there is an administrator of that name."""
        return self.says("administrator", username)[0] == 0

    def admits(self, username: str) -> None:
        named = ("--name", "Lò Thị Ban", "--agency", "vp-ubnd")
        assert self.says("administrator", username, *named)[0] == 0


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path, houses: Houses) -> House:
    if request.param == "sqlite":
        houses.put("prepare", tmp_path)
        return House(tmp_path, "")
    prepared: PostgresHouses = request.getfixturevalue("postgres_houses")
    return House(tmp_path, prepared.put(tmp_path))


def test_a_copy_is_put_back(house: House) -> None:
    house.admits("before")
    house.says("seal")
    (house.var / "store/files/ab").mkdir(parents=True)
    (house.var / "store/files/ab/abcd").write_text("kept")
    _, copy = house.says("backup")
    house.admits("after")
    secret = (house.var / "secret").read_text()
    (house.var / "secret").write_text("another")
    (house.var / "store/files/ab/abcd").unlink()

    code, said = house.says("restore", copy)

    assert (code, said.splitlines()[-2:]) == (
        0,
        ["Nhật ký nguyên vẹn.", "2 dòng khớp với nhật ký."],
    )
    assert (house.has("before"), house.has("after")) == (True, False)
    assert (house.var / "secret").read_text() == secret
    assert (house.var / "store/files/ab/abcd").read_text() == "kept"
    (aside,) = house.var.glob("before-*")
    assert (aside / "secret").read_text() == "another"
    assert house.says("backup")[0] == 0


def test_a_locked_copy_tells_nothing_and_is_put_back(house: House, tmp_path: Path) -> None:
    house.admits("before")
    house.says("seal")
    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    for name, words in (("right", "ban trắng đầu mùa"), ("wrong", "mùa hoa ban nở trắng")):
        (tmp_path / name).write_text(f"{words}\n")
    code, locked = house.says("backup", "--to", str(elsewhere), "--lock", str(tmp_path / "right"))
    assert (code, [Path(locked)]) == (0, list(elsewhere.iterdir()))
    secret = (house.var / "secret").read_bytes()
    assert secret not in Path(locked).read_bytes()
    house.admits("after")

    refused, _ = house.says("restore", locked, "--lock", str(tmp_path / "wrong"))
    assert (refused, house.has("after")) == (1, True)
    assert house.says("restore", locked) == (
        1,
        f"hoaban: {locked} is locked: name the file with its passphrase, --lock FILE",
    )
    put_back, said = house.says("restore", locked, "--lock", str(tmp_path / "right"))
    assert (put_back, said.splitlines()[-2]) == (0, "Nhật ký nguyên vẹn.")
    assert (house.has("before"), house.has("after")) == (True, False)
    assert list(house.var.glob("unlocked-*")) == []


def test_a_damaged_copy_changes_nothing(house: House) -> None:
    house.admits("before")
    _, copy = house.says("backup")
    (file,) = Path(copy).glob("database.*")
    file.write_bytes(file.read_bytes()[:3000])

    code, _ = house.says("restore", copy)

    assert code == 1
    assert house.has("before")
    assert list(house.var.glob("before-*")) == []


def test_what_is_no_copy_is_refused(house: House, tmp_path: Path) -> None:
    assert house.says("restore", "/nowhere") == (
        1,
        f"hoaban: /nowhere is no copy: name a folder as under {tmp_path / 'backups'}",
    )
