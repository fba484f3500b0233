"""What is remembered is read once, and again after a load under its own name."""

import pytest

from hoaban.core.kept import stamps
from hoaban.core.kept.memory import Kept, KeptByKey
from hoaban.core.kept.models import ContentStamp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_flags() -> None:
    stamps.forget()


class Counted:
    """A reader that says the how-manieth time it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def all(self) -> int:
        self.times += 1
        return self.times

    def one(self, key: str) -> tuple[str, int]:
        return key, self.all()


def test_before_any_load_nothing_is_kept() -> None:
    kept, by_key = Kept("fruit", Counted().all), KeptByKey("fruit", Counted().one)
    assert [kept.get(), kept.get()] == [1, 2]
    assert [by_key.get("a"), by_key.get("a")] == [("a", 1), ("a", 2)]


def test_a_value_is_read_once_and_again_after_its_own_load() -> None:
    stamps.stamp("fruit", digest="1")
    kept = Kept("fruit", Counted().all)
    assert [kept.get(), kept.get()] == [1, 1]
    stamps.stamp("trees", digest="1")
    assert kept.get() == 1
    stamps.stamp("fruit", digest="2")
    assert [kept.get(), kept.get()] == [2, 2]
    kept.forget()
    assert kept.get() == 3


def test_rows_that_somebody_changed_by_hand_are_read_anew() -> None:
    stamps.stamp("fruit", digest="1")
    kept = Kept("fruit", Counted().all)
    assert kept.get() == 1
    stamps.touch("trees")
    assert kept.get() == 1
    stamps.touch("fruit")
    assert [kept.get(), kept.get()] == [2, 2]
    assert stamps.is_loaded("fruit", "1")


def test_values_by_key_are_forgotten_as_a_whole() -> None:
    stamps.stamp("fruit", digest="1")
    kept = KeptByKey("fruit", Counted().one)
    assert [kept.get("a"), kept.get("b"), kept.get("a")] == [("a", 1), ("b", 2), ("a", 1)]
    stamps.stamp("fruit", digest="2")
    assert [kept.get("b"), kept.get("a"), kept.get("b")] == [("b", 3), ("a", 4), ("b", 3)]
    kept.forget()
    assert kept.get("b") == ("b", 5)


def test_a_load_elsewhere_is_noticed_when_the_flag_has_gone() -> None:
    stamps.stamp("fruit", digest="1")
    kept = Kept("fruit", Counted().all)
    before = kept.get()
    ContentStamp.objects.filter(name="fruit").update(stamp="2")  # as another process does
    assert kept.get() == before
    stamps.forget()  # as the flag's few seconds do
    assert kept.get() == before + 1


def test_a_flag_falls_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "CHECK_EVERY", 0.0)
    stamps.stamp("fruit", digest="1")
    kept = Kept("fruit", Counted().all)
    before = kept.get()
    ContentStamp.objects.filter(name="fruit").update(stamp="2")  # as another process does
    assert kept.get() == before + 1


def test_equal_files_are_known_by_their_digest() -> None:
    stamps.stamp("fruit", digest="1")
    assert stamps.is_loaded("fruit", "1")
    assert not stamps.is_loaded("fruit", "2")
    assert not stamps.is_loaded("trees", "1")
