"""The parent of web processes and worker: loads the program once, forks it, and looks after it.

Whatever ends is forked again from the parent, which never works itself: so all share the memory
of what is only read, and either may die and is back in a moment. All stop together.
"""

import ctypes
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

GRACE = 15.0  # seconds to finish the work in hand
PAUSE = 0.2  # seconds between looks
STEADY = 10.0  # seconds after which a process counts as well started
LONGEST_WAIT = 5.0  # seconds before another try at what keeps falling over
DIE_WITH_PARENT, NAME = 1, 15  # PR_SET_PDEATHSIG, PR_SET_NAME
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def die_with_parent() -> None:
    """Ask the kernel to stop this process when its parent goes, even by SIGKILL (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def call_itself(name: str) -> None:
    """The name under which `ps` and `top` show this process (Linux, 15 letters)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(NAME, name.encode()[:15])


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


@dataclass
class Child:
    """A piece of work in a process of its own, and how often it fell over soon after its start."""

    name: str
    work: Callable[[], object]
    pid: int = 0
    started: float = 0.0
    falls: int = 0
    due: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        parent = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            os._exit(self._lived(parent))

    def _lived(self, parent: int) -> int:
        """The whole life of the forked process."""
        try:
            for number in STOPS:
                signal.signal(number, signal.SIG_DFL)
            os.setsid()  # Ctrl-C reaches the parent alone, which then stops all
            call_itself(f"hoaban {self.name}")
            die_with_parent()
            if os.getppid() == parent:
                self.work()
        except BaseException as error:  # noqa: BLE001  the parent must not go on here
            sys.excepthook(type(error), error, error.__traceback__)
            return 1
        return 0

    def has_ended(self) -> bool:
        """Whether it ended, which is said."""
        if not self.pid:
            return True
        found, status = os.waitpid(self.pid, os.WNOHANG)
        if found:
            self.pid = 0
            say(f"{self.name} ended with {os.waitstatus_to_exitcode(status)}, starting again")
        return bool(found)

    def look_after(self) -> None:
        """Start again what has ended: at once, or later and later when it keeps falling over."""
        now = time.monotonic()
        if self.pid and self.has_ended():
            self.falls = self.falls + 1 if now - self.started < STEADY else 0
            self.due = now + min(LONGEST_WAIT, PAUSE * 2**self.falls)
        if not self.pid and now >= self.due:
            self.start()

    def signal(self, number: int) -> None:
        if self.pid:
            os.kill(self.pid, number)

    def finish(self, deadline: float) -> None:
        """Wait for the work in hand, then insist."""
        while self.pid and not os.waitpid(self.pid, os.WNOHANG)[0]:
            if time.monotonic() > deadline:
                self.signal(signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            time.sleep(PAUSE / 10)
        self.pid = 0


@dataclass
class Supervisor:
    """Starts each child, starts it again when it ends, stops all when told to."""

    children: list[Child]
    port: int
    stopping: bool = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self.stopping = True

    def run(self) -> None:
        for child in self.children:
            child.start()
        say(f"Hoa Ban: http://127.0.0.1:{self.port}  (Ctrl-C: dừng)")
        while not self.stopping:
            for child in self.children:
                child.look_after()
            time.sleep(PAUSE)
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.children:
            child.finish(deadline)


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def is_taken(port: int) -> bool:
    """Whether somebody listens there, which is said."""
    if is_free(port):
        return False
    say(f"Port {port} is taken: make run PORT={port + 1}")
    return True
