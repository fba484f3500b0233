"""Passwords cost the same whoever is named, and eight at once stay small."""

import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher, identify_hasher, make_password
from pytest_django import Settings

from hoaban.core.people import hashing
from hoaban.core.people.models import Person

OURS = ["hoaban.core.people.hashing.PasswordHasher"]


@pytest.fixture(autouse=True)
def production(settings: Settings) -> None:
    """The hasher of production: the tests' own is cheap."""
    settings.PASSWORD_HASHERS = OURS


@pytest.mark.django_db
def test_an_older_dearer_hash_is_accepted_and_made_anew() -> None:
    old = Argon2PasswordHasher()
    old.memory_cost = 40 * 1024
    person = Person.objects.create(
        username="an", public_id="an", full_name="An", password=old.encode("nương rẫy", "x" * 22)
    )
    assert person.check_password("nương rẫy")
    person.refresh_from_db()
    assert "$m=19456,t=2,p=1$" in person.password
    assert person.check_password("nương rẫy")
    assert not person.check_password("nương")


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["an", "khong.co.ai"])
def test_one_hash_is_counted_whether_the_name_is_known_or_not(
    username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = make_password("nương rẫy")
    Person.objects.create(username="an", public_id="an", full_name="An", password=password)
    taken: list[int] = []

    class Turns(ThreadPoolExecutor):
        def submit(self, *what: Any, **named: Any) -> Future[Any]:  # noqa: ANN401 - its own
            taken.append(1)
            return super().submit(*what, **named)

    monkeypatch.setattr(hashing, "_turns", Turns(1))
    assert ModelBackend().authenticate(None, username=username, password="không đúng") is None
    assert len(taken) == 1


def _resident() -> int:
    """Bytes of memory this process holds."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def test_eight_at_once_hold_no_more_than_their_turns() -> None:
    encoded = make_password("nương rẫy")
    before, seen, done = _resident(), [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.002):
            seen.append(_resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    hasher = identify_hasher(encoded)
    threads = [threading.Thread(target=hasher.verify, args=("x", encoded)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    watcher.join()
    most = hashing.AT_ONCE * hashing.PasswordHasher.memory_cost * 1024
    assert max(seen) - before < most + 24 * 1024**2
