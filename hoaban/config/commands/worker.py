"""Run the queued and the recurring jobs until told to stop."""

import argparse
import signal
import threading

from hoaban.core.jobs import waking, worker

SUMMARY = "run background jobs until told to stop (`serve` starts one)"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    stop = threading.Event()

    def end(*_: object) -> None:
        stop.set()
        waking.wake()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    worker.run(stop)
    return 0
