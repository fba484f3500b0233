"""Checks of strangers' bytes run in a process of their own, limited in time and in memory.

A lane is one kind of check: one process, kept warm, one file at a time. Whoever comes meanwhile
waits a moment, a few at a time; everybody else is told to come back. A file that costs more than
its share ends the process and is refused; nobody else notices.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hoaban.core.files import senders
from hoaban.core.refusals import Busy, Refusal

CPU_SECONDS: Final = 4  # of one check
WALL_SECONDS: Final = 15.0  # of one check, on a machine that is busy with other things
MEGABYTES: Final = 400  # of one check, beyond what the process holds at rest
SOON_SECONDS: Final = 0.5  # the wait for a common file before this one
WAIT_SECONDS: Final = 3.0  # the wait for a file that takes longer
MOST_WAITING: Final = 1  # for that: more would hold the threads that answer pages
ROOT: Final = Path(__file__).resolve().parents[3]
# it went to rest, or the machine's operator or its memory ended it
NOT_BY_THE_FILE: Final = {0, -signal.SIGKILL, -signal.SIGTERM}
COMMAND: Final = [sys.executable, "-m", "hoaban.core.files.isolated_process"]


class TooCostly(Refusal):
    """Tệp này quá phức tạp, hệ thống không kiểm tra hết được trong mức thời gian và bộ nhớ cho
    phép; vui lòng in lại thành tệp PDF mới hoặc chụp ảnh giấy tờ rồi gửi lại.
    """


class CheckFailed(RuntimeError):
    """The check itself raised: a bug of ours, named by the kind of the error."""


@dataclass
class Lane:
    """One kind of check: its process, and who waits for it."""

    _turn: threading.Lock = field(default_factory=threading.Lock)
    _waiting: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(MOST_WAITING)
    )
    _process: "subprocess.Popen[bytes] | None" = None
    _owner: int = field(default_factory=os.getpid)

    def ask(
        self, function: str, arguments: Mapping[str, object], content: bytes | memoryview = b""
    ) -> Any:  # noqa: ANN401 - JSON
        """What the function ("module:name") finds. Refuses `Busy` and `TooCostly`."""
        request = {
            "function": function,
            "arguments": arguments,
            "size": len(content),
            "seconds": CPU_SECONDS,
            "megabytes": MEGABYTES,
        }
        line = json.dumps(request).encode() + b"\n"
        with self._my_turn():
            answer = self._answer(line, content)
            spent = answer.get("seconds", CPU_SECONDS)
            senders.spent(spent)
        if answer.get("costly"):
            raise TooCostly
        if "failed" in answer:
            raise CheckFailed(f"{function}: {answer['failed']}")
        return answer["found"]

    def close(self) -> None:
        """End the process, if this one started it."""
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            process.kill()
            process.communicate()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=SOON_SECONDS) and not self._waited():
            raise Busy
        try:
            yield
        finally:
            self._turn.release()

    def _waited(self) -> bool:
        """Wait longer, if few do."""
        if not self._waiting.acquire(blocking=False):
            return False
        try:
            return self._turn.acquire(timeout=WAIT_SECONDS)
        finally:
            self._waiting.release()

    def _answer(self, line: bytes, content: bytes | memoryview) -> dict[str, Any]:  # Any: JSON
        """A process that had gone to rest, or that something else ended, is started again, once.

        Refuses `Busy` where that happens twice: it says nothing about the file.
        """
        for _ in range(2):
            process = self._running()
            said = _exchange(process, line, content)
            if said:
                found: dict[str, Any] = json.loads(said)
                return found
            if process.wait() not in NOT_BY_THE_FILE:
                return {"costly": True}
        raise Busy

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        self.close()
        self._owner = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, "PYTHONWARNINGS": "ignore"},
            start_new_session=True,  # Ctrl-C reaches the parent alone
        )
        return self._process


def _exchange(
    process: "subprocess.Popen[bytes]", line: bytes, content: bytes | memoryview
) -> bytes:
    """The line that came back; b"" where the process ended or was ended for taking too long."""
    asked, answers = process.stdin, process.stdout
    if asked is None or answers is None:
        return b""
    over = threading.Lock()  # who takes it first decides: it answered, or it is ended
    clock = threading.Timer(WALL_SECONDS, _end, (process, over))
    clock.daemon = True
    clock.start()
    try:
        asked.write(line)
        asked.write(content)
        asked.flush()
        said = answers.readline()
        return said if over.acquire(blocking=False) else b""
    except (BrokenPipeError, OSError):
        return b""
    finally:
        clock.cancel()


def _end(process: "subprocess.Popen[bytes]", over: threading.Lock) -> None:
    """By the signal of a used up processor, so that it is told from a kill by somebody else."""
    if over.acquire(blocking=False):
        process.send_signal(signal.SIGXCPU)


UPLOADS: Final = Lane()
SIGNATURES: Final = Lane()
OUR_SIGNATURES: Final = Lane()  # our own files': nobody's upload stands before them
SQUARES: Final = Lane()  # pictures of a camera, several a second: no upload waits for them
SHEETS: Final = Lane()  # tables of banks
atexit.register(UPLOADS.close)
atexit.register(SIGNATURES.close)
atexit.register(OUR_SIGNATURES.close)
atexit.register(SQUARES.close)
atexit.register(SHEETS.close)
