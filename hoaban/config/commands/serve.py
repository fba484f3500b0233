"""Start web processes and worker under one parent, which restarts either and stops all."""

import argparse
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import connection

from hoaban.config import production, supervisor
from hoaban.config.commands import demo, doctor, prepare
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.procedures.catalogue.rules import ContentRefused

SUMMARY = "start web server and worker together (--demo: the sample of 30 March 2020)"
RETURNED_BYTES = "262144"  # blocks of this size and more go back to the machine once they are free
DEMO_DAY = "2020-03-30T08:00:00+07:00"
SILENT = 2  # seconds that a part of the start may take before anybody wonders what it does
KEPT_CONTENT = """\
Hoa Ban: dữ liệu dùng thử này giữ nội dung thủ tục đã nạp trước đây, vì phiên bản thủ tục đã có hồ
sơ thì không đổi nữa; mọi hồ sơ còn nguyên. Nội dung mới chưa nạp được:
  {places}
Muốn dùng nội dung mới: make run FRESH=yes (dữ liệu hiện nay được chuyển vào {folder}/truoc-…)."""
NOT_FRESH = "hoaban serve: --fresh chỉ dùng cùng --demo, khi dữ liệu nằm trong thư mục của bản này"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="demo people, sample, and the demo day")
    parser.add_argument(
        "--fresh", action="store_true", help="move the data of the demo aside and begin anew"
    )


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


@contextmanager
def telling(words: str) -> Iterator[None]:
    """Says what the start is doing, where that takes so long that somebody waits, and that it is
    done.
    """
    began, wonders = time.monotonic(), threading.Timer(SILENT, say, [f"Hoa Ban: {words} …"])
    wonders.daemon = True
    wonders.start()
    try:
        yield
    finally:
        wonders.cancel()
    took = time.monotonic() - began
    if took >= SILENT:
        say(f"Hoa Ban: {words}: xong sau {took:.0f} giây.")


def say(line: str) -> None:
    print(line, flush=True)


def _prepare_demo() -> None:
    """Tables, content, people and sample of the demo, each told while it is made. Content that does
    not go into a demo which people have used is told, and the demo goes on with what it has: so
    does an installation, where `hoaban prepare` refuses it.
    """
    with telling("tạo bảng dữ liệu"):
        prepare.lay_tables()
    with telling("gom tệp giao diện"):
        prepare.gather_static()
    try:
        with telling("nạp nội dung: cơ quan, lịch, thủ tục, văn bản"):
            prepare.load_content()
    except ContentRefused as refused:
        if not Dossier.objects.exists():
            raise
        places = "\n  ".join(str(refused).split("; "))
        say(KEPT_CONTENT.format(places=places, folder=settings.VAR.name))
    with telling("tạo người dùng thử và hồ sơ mẫu"):
        demo.prepare()


def _move_aside() -> None:
    """What the folder of the demo holds goes into a folder of its own in it; nothing is deleted."""
    aside = settings.VAR / f"truoc-{clock.machine_now():%Y%m%d-%H%M%S-%f}"
    found = [one for one in settings.VAR.glob("*") if not one.name.startswith("truoc-")]
    aside.mkdir(parents=True)
    for one in found:
        one.rename(aside / one.name)
    say(f"Hoa Ban: dữ liệu trước đây nay ở {aside}")


def run(options: argparse.Namespace) -> int:
    if supervisor.is_taken(settings.HOABAN_PORT):
        return 1
    if options.fresh:
        if not options.demo or connection.vendor != "sqlite":
            print(NOT_FRESH, file=sys.stderr)
            return 1
        _move_aside()
        # Again from the start: what was read of the folder by now, as its secret, is gone with it.
        again = [sys.executable, "-m", "hoaban.config", "serve", "--demo"]
        os.execv(sys.executable, again)  # noqa: S606
    if options.demo:
        os.environ["HOABAN_TODAY"] = DEMO_DAY
        settings.HOABAN_TODAY, settings.HOABAN_DEMO = DEMO_DAY, True
        _prepare_demo()
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
