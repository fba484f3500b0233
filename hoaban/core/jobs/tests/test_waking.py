"""A job wakes the worker when its transaction is there to be seen, and not before."""

import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from django.db import transaction
from django.test import override_settings

from hoaban.core.jobs import actions, waking
from hoaban.core.jobs.tests import work

LONG = 120.0  # seconds that nobody here really waits


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path) -> Iterator[None]:
    with override_settings(VAR=tmp_path):
        yield


def is_woken(ear: waking.Ear, seconds: float = LONG) -> bool:
    begun = monotonic()
    ear.wait(seconds)
    return monotonic() - begun < seconds


def test_a_job_wakes_the_worker_once_it_is_committed(transactional_db: None) -> None:
    with waking.Ear() as ear:
        with transaction.atomic():
            work.mark.enqueue("1")
            assert not is_woken(ear, 0.05)

        assert is_woken(ear)
        assert not is_woken(ear, 0.05)  # many calls are one


def test_a_job_queued_once_by_key_wakes_it_too(transactional_db: None) -> None:
    with waking.Ear() as ear:
        actions.enqueue_once(work.mark, "once", "1")

        assert is_woken(ear)


def test_a_job_rolled_back_wakes_nobody(transactional_db: None) -> None:
    with waking.Ear() as ear:
        with transaction.atomic():
            work.mark.enqueue("1")
            transaction.set_rollback(True)

        assert not is_woken(ear, 0.05)


def test_who_wakes_nobody_goes_on() -> None:
    waking.wake()


def test_a_second_worker_looks_often_instead() -> None:
    with waking.Ear(), waking.Ear() as deaf:
        begun = monotonic()
        deaf.wait(LONG)

    assert monotonic() - begun < LONG


def test_waking_crosses_threads() -> None:
    with waking.Ear() as ear:
        threading.Timer(0.05, waking.wake).start()

        assert is_woken(ear)
