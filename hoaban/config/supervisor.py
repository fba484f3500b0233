"""The parent of web server and worker: either may die and is restarted; all stop together.

Knows nothing of Django, so that it stays small. `hoaban serve` turns into it.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from types import FrameType

GRACE = 15.0  # seconds to finish the work in hand
PAUSE = 0.2  # seconds between looks
STEADY = 10.0  # seconds after which a process counts as well started
LONGEST_WAIT = 5.0  # seconds before another try at what keeps falling over
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def die_with_parent() -> None:
    """Ask the kernel to stop this process when its parent goes, even by SIGKILL (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def web_command(port: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": os.environ.get("HOABAN_BIND", "127.0.0.1"),
        "--port": f"{port}",
        "--workers": os.environ.get("HOABAN_WEB_WORKERS", "1"),
        "--blocking-threads": os.environ.get("HOABAN_WEB_THREADS", "8"),
        "--blocking-threads-idle-timeout": "600",
        "--respawn-interval": "0.5",
        "--workers-kill-timeout": "10",
        "--log-level": "error",
    }
    pairs = [word for option in options.items() for word in option]
    return [*pairs, "--no-ws", "--respawn-failed-workers", "hoaban.config.wsgi:application"]


def children(port: int) -> list["Child"]:
    return [
        Child("web", [sys.executable, "-m", "granian", *web_command(port)]),
        Child("worker", [sys.executable, "-m", "hoaban.config", "worker"]),
    ]


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


@dataclass
class Child:
    """One command, its process and how often it fell over soon after its start."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    due: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  our own commands
            self.command,
            start_new_session=True,  # Ctrl-C reaches the parent alone, which then stops all
            preexec_fn=die_with_parent,  # noqa: PLW1509  the parent has a single thread
        )

    def look_after(self) -> None:
        """Start again what has ended: at once, or later and later when it keeps falling over."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            say(f"{self.name} ended with {self.process.returncode}, starting again")
            self.falls = self.falls + 1 if now - self.started < STEADY else 0
            self.due = now + min(LONGEST_WAIT, PAUSE * 2**self.falls)
            self.process = None
        if self.process is None and now >= self.due:
            self.start()


@dataclass
class Supervisor:
    """Starts each child, starts it again when it ends, stops all when told to."""

    children: list[Child]
    port: int
    stopping: bool = False
    is_open: bool = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self.stopping = True

    def run(self) -> None:
        while not self.stopping:
            for child in self.children:
                child.look_after()
            time.sleep(PAUSE)
            self.tell_when_open()
        self.finish([child.process for child in self.children if child.process])

    def tell_when_open(self) -> None:
        """Say once where the house is, when it really answers."""
        if not self.is_open and not is_free(self.port):
            self.is_open = True
            say(f"Hoa Ban: http://127.0.0.1:{self.port}  (Ctrl-C: dừng)")

    def finish(self, processes: list[subprocess.Popen[bytes]]) -> None:
        """Ask all to end, wait for the work in hand, then insist."""
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in processes:
            try:
                process.wait(max(PAUSE, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


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


def main() -> int:
    port = int(os.environ.get("HOABAN_PORT", "8000"))
    if is_taken(port):
        return 1
    supervisor = Supervisor(children(port), port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.stop)
    supervisor.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
