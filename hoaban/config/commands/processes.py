"""Load the program once and fork it: web processes on one socket, and the worker beside them."""

import argparse
import signal
from functools import partial

from django.conf import settings

from hoaban.config import loading, supervisor, web
from hoaban.config.commands import worker
from hoaban.config.wsgi import application

SUMMARY = "what `serve` becomes once all is checked: the parent of web processes and worker"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--web-only", action="store_true", help="no worker: for a measurement")


def run(options: argparse.Namespace) -> int:
    if supervisor.is_taken(settings.HOABAN_PORT):
        return 1
    loading.load(application)
    supervisor.call_itself("hoaban")
    parent = supervisor.Supervisor(children(options), settings.HOABAN_PORT)
    for number in supervisor.STOPS:
        signal.signal(number, parent.stop)
    parent.run()
    return 0


def children(options: argparse.Namespace) -> list[supervisor.Child]:
    """As many web processes as cores, sharing one socket, and the worker."""
    serve = partial(web.serve, web.listening(), application)
    made = [supervisor.Child(f"web {n + 1}", serve) for n in range(settings.WEB_PROCESSES)]
    if not options.web_only:
        made.append(supervisor.Child("worker", partial(worker.run, options)))
    return made
