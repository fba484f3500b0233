"""Start web processes and worker under one parent, which restarts either and stops all."""

import argparse
import os
import sys
from datetime import datetime

from django.conf import settings

from hoaban.config import production, supervisor
from hoaban.config.commands import demo, doctor, prepare
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.refusals import Refusal

SUMMARY = "start web server and worker together (--demo: the sample of 30 March 2020)"
RETURNED_BYTES = "262144"  # blocks of this size and more go back to the machine once they are free
DEMO_DAY = "2020-03-30T08:00:00+07:00"
OLD_DEMO = f"""\
hoaban: this content does not go into the demo under {settings.VAR.name}/: a published procedure
never changes. For a demo of this version: make run VAR=elsewhere, or move that folder away."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="demo people, sample, and the demo day")


def business_start() -> datetime:
    """The demo day, or the moment of the newest entry where data go further."""
    newest = Entry.objects.order_by("-id").first()
    opening = datetime.fromisoformat(DEMO_DAY)
    return max(opening, newest.at) if newest else opening


def environment(start: datetime) -> dict[str, str]:
    """What web server and worker share, so that both read the same clock."""
    return {
        "HOABAN_TODAY": clock.local(start).isoformat(),
        "HOABAN_STARTED": clock.machine_now().isoformat(),
    }


def run(options: argparse.Namespace) -> int:
    if supervisor.is_taken(settings.HOABAN_PORT):
        return 1
    if options.demo:
        os.environ["HOABAN_TODAY"] = DEMO_DAY
        settings.HOABAN_TODAY, settings.HOABAN_DEMO = DEMO_DAY, True
        try:
            prepare.prepare()
            demo.prepare()
        except Refusal:
            print(OLD_DEMO, file=sys.stderr)
            raise
        os.environ.update(environment(business_start()))
        print("\n".join(demo.signins()), flush=True)
    elif wrong := doctor.wrong_with_database():
        print(f"hoaban serve: {wrong}", file=sys.stderr)
        return 1
    elif reasons := production.reasons():
        print(*(f"hoaban serve: {reason}" for reason in reasons), sep="\n", file=sys.stderr)
        return 1
    os.chdir(settings.ROOT)
    paths = [str(settings.ROOT), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", RETURNED_BYTES)  # read by the C library alone
    os.execv(sys.executable, [sys.executable, "-m", "hoaban.config", "processes"])  # noqa: S606
    return 0
