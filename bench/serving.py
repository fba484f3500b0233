"""The program's own web server on a private folder, and clients on kept connections.

The clients share the cores with the server: their CPU is named beside the figures.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parent.parent
TODAY = "2020-03-16T08:30:00+07:00"
TICKS = os.sysconf("SC_CLK_TCK")
PARTNER = """
from bench import house
from hoaban.core import clock
from hoaban.core.people.partners import actions as partners
from hoaban.core.people import actors
scopes = ["dossiers:read", "dossiers:write", "files:write"]
given = {"agency": None, "scopes": scopes, "by": actors.system("bench"), "at": clock.now()}
print(partners.register_partner(slug="bench", name="Bench", **given)[1])
"""


@dataclass
class Server:
    """A running web server: where it listens, who may ask it, what it has used."""

    port: int
    process: subprocess.Popen[bytes]
    token: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def family(self) -> list[int]:
        """The process and all below it."""
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                todo += [int(child) for child in task.read_text().split()]
        return found

    def cpu(self) -> float:
        """Seconds of CPU used so far by all of it."""
        total = 0
        for pid in self.family():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self) -> tuple[float, float]:
        """Megabytes: resident, and the share that is its own (PSS)."""
        lines = [
            line.split()
            for pid in self.family()
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        ]
        sums = {
            name: sum(int(line[1]) for line in lines if line[0] == f"{name}:") / 1024
            for name in ("Rss", "Pss")
        }
        return sums["Rss"], sums["Pss"]


def environment(folder: Path, address: str) -> dict[str, str]:
    known = {"HOABAN_VAR": str(folder), "HOABAN_TODAY": TODAY, "PYTHONPATH": str(ROOT)}
    known["HOABAN_API_RATE"] = "0"  # what is measured is the work, not its limit
    return os.environ | known | {"HOABAN_DATABASE": address, "HOABAN_SYNCHRONOUS": "FULL"}


def whole(port: int) -> list[str]:
    """The web processes and the worker as `hoaban serve` starts them."""
    return ["env", f"HOABAN_PORT={port}", sys.executable, "-m", "hoaban.config", "processes"]


def web(port: int) -> list[str]:
    """The web processes alone."""
    return [*whole(port), "--web-only"]


@contextmanager
def served(address: str = "", *, command: Callable[[int], list[str]] = web) -> Iterator[Server]:
    """A new database with all content and one partner system, served until the end."""
    folder, port = Path(tempfile.mkdtemp(prefix="hoaban-bench-")), free_port()
    settings = environment(folder, address)
    prepare = [sys.executable, "-m", "hoaban.config", "prepare"]
    try:
        subprocess.run(prepare, check=True, env=settings, cwd=ROOT, stdout=subprocess.DEVNULL)
        register = [sys.executable, "-c", PARTNER]
        made = subprocess.run(register, check=True, env=settings, cwd=ROOT, capture_output=True)
        silent = subprocess.DEVNULL
        process = subprocess.Popen(
            command(port), env=settings, cwd=ROOT, stdout=silent, stderr=silent
        )
        try:
            wait(port, process)
            yield Server(port, process, made.stdout.decode().strip(), settings)
        finally:
            process.terminate()
            process.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def beside(server: Server, module: str) -> Iterator[Server]:
    """Another program (`python -m MODULE PORT`) on the same database, with the same partner."""
    port, silent = free_port(), subprocess.DEVNULL
    command = ["env", f"HOABAN_PORT={port}", sys.executable, "-m", module, str(port)]
    process = subprocess.Popen(
        command, env=server.environment, cwd=ROOT, stdout=silent, stderr=silent
    )
    try:
        wait(port, process)
        yield Server(port, process, server.token, server.environment)
    finally:
        process.terminate()
        process.wait(20)


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it listens, for half a minute."""
    for _ in range(150):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        if (code := process.poll()) is not None:
            raise SystemExit(f"the web server ended with {code} before it listened")
        time.sleep(0.2)
    raise SystemExit("the web server did not listen within half a minute")


class Asker:
    """One kept connection that sends whole requests and reads whole answers."""

    def __init__(self, server: Server) -> None:
        self.server, self.line = server, socket.create_connection(("127.0.0.1", server.port))
        self.first = 0.0
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body of the answer."""
        self.line.sendall(request)
        data = self._more()
        self.first = time.perf_counter()  # when the first bytes came
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        marks = head.lower().partition(b"content-length:")[2]
        length = int(marks.partition(b"\r\n")[0] or b"0")
        while len(body) < length:
            body += self._more()
        return int(head[9:12]), head, body

    def _more(self) -> bytes:
        found = self.line.recv(65536)
        if not found:
            raise ConnectionError("the server hung up")
        return found


def request(server: Server, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """A request as bytes, with the partner's token."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {server.token}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        *([f"Content-Length: {len(body)}"] if body else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Load:
    """Clients in a closed loop; counts what was answered otherwise than wished."""

    server: Server
    clients: int
    wished: int
    errors: int = 0
    spent: list[float] = field(default_factory=list)  # CPU seconds an operation, a run each

    def run(self, requests: Sequence[bytes]) -> None:
        """Send all of them, shared out among the clients."""
        shares = [requests[n :: self.clients] for n in range(self.clients)]
        before = self.server.cpu()
        with ThreadPoolExecutor(self.clients) as threads:
            self.errors += sum(threads.map(self._send, shares))
        self.spent.append((self.server.cpu() - before) / len(requests))

    def _send(self, share: Sequence[bytes]) -> int:
        asker = Asker(self.server)
        try:
            return sum(asker.ask(one)[0] != self.wished for one in share)
        finally:
            asker.line.close()


def json_of(answer: tuple[int, bytes, bytes]) -> dict[str, str]:
    found: dict[str, str] = json.loads(answer[2])
    return found
