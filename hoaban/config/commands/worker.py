"""Run the queued and the recurring jobs until told to stop."""

import argparse
import signal
import threading

from hoaban.core.jobs import worker

SUMMARY = "run background jobs until told to stop (`serve` starts one)"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    worker.run(stop)
    return 0
