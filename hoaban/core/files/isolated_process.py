"""The other side of `isolated`: a process that checks strangers' bytes, one request at a time.

It knows nothing of the settings, the database or the secret. A request is a line of JSON (the
function, its arguments, how many bytes follow, what it may cost) and those bytes; the answer is a
line of JSON, with the seconds of the processor that it took. It ends when its parent goes, when
nobody asked for a while, or after a large file.
"""

import importlib
import json
import logging
import os
import resource
import select
import sys
import time
from typing import Any, BinaryIO

IDLE_SECONDS = 120
KEPT_MEGABYTES = 160  # what a process may have grown to and still be used again
NICENESS = 5  # pages go first
MEGABYTE = 1024 * 1024


def main() -> None:
    """Answer until the pipe closes."""
    logging.disable()  # a library's complaints about a stranger's file are no news
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)
    asked = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 - as long as the process
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    while select.select([asked], [], [], IDLE_SECONDS)[0]:
        line = _line(asked)
        if not line:
            return
        answer = _answer(json.loads(line), asked)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if _grown() > KEPT_MEGABYTES:
            return


def _line(asked: BinaryIO) -> bytes:
    """To the end of the line and not a byte further: the file's bytes follow."""
    found = bytearray()
    while (byte := asked.read(1)) and byte != b"\n":
        found += byte
    return bytes(found)


def _bytes(asked: BinaryIO, size: int) -> bytes:
    found = bytearray(size)
    view, at = memoryview(found), 0
    while at < size and (came := os.readv(asked.fileno(), [view[at:]])):
        at += came
    return bytes(found)


def _answer(request: dict[str, Any], asked: BinaryIO) -> dict[str, Any]:  # Any: JSON
    module, _, name = request["function"].partition(":")
    check = getattr(importlib.import_module(module), name)
    given = [_bytes(asked, request["size"])] if request["size"] else []
    _limit(request["seconds"], request["megabytes"])
    began = time.process_time()
    try:
        said: dict[str, Any] = {"found": check(*given, **request["arguments"])}
    except (MemoryError, RecursionError):
        said = {"costly": True}
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
        said = {"failed": type(error).__name__}
    finally:
        _limit(None, None)
    return said | {"seconds": time.process_time() - began}


def _limit(seconds: int | None, megabytes: int | None) -> None:
    """What the next check may use beyond what is used already; None lifts the limit."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    most = resource.RLIM_INFINITY if seconds is None else spent + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
    room = resource.RLIM_INFINITY if megabytes is None else _mapped() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (room, resource.RLIM_INFINITY))
    size = resource.RLIM_INFINITY if megabytes is None else megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _mapped() -> int:
    with open("/proc/self/statm", "rb") as said:  # noqa: PTH123 - no path library for one line
        return int(said.read().split()[0]) * resource.getpagesize()


def _grown() -> float:
    """Megabytes this process held at most; the resource usage would count the parent's too."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as said:  # noqa: PTH123
        held = next(line for line in said if line.startswith("VmHWM:"))
    return int(held.split()[1]) / 1024


if __name__ == "__main__":
    main()
