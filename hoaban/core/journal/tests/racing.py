"""Start eight threads at one moment, each on its own connection to the database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
THREADS = 8


def race(work: Callable[[int], T]) -> list[T]:
    """What each thread's `work(number)` returned; its error, if one raised, is raised here."""
    start = threading.Barrier(THREADS)

    def run(number: int) -> T:
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(run, range(THREADS)))
