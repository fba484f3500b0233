"""The first page of the portal, and what the whole program holds in memory at rest.

The page as a browser gets it the first time: the document and every style sheet, script, picture
and font that it names, each compressed as the server sends it. Memory: parent, web server and
worker as `hoaban serve` starts them, after the page was asked a few times, and the most while
eight people sign in at once, each with a password that must be hashed.
"""

import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from bench import house, serving  # noqa: F401 - house: the apps are ready before the models
from tests.postgres import free_port

LIMIT_BYTES = 100_000
LIMIT_MEGABYTES = 300
LIMIT_SIGNING_IN = 500  # megabytes
AT_ONCE = 8
ASKED = 40
NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IN_SHEETS = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
AT_REST = 5  # seconds
SECRET = "c" * 32  # the browser's half of the token against forged forms


@contextmanager
def whole_program() -> Iterator[serving.Server]:
    """Parent, web server and worker on a private folder."""
    with tempfile.TemporaryDirectory(prefix="hoaban-bench-") as folder:
        port = free_port()
        settings = serving.environment(Path(folder), "") | {"HOABAN_PORT": str(port)}
        prepare = [sys.executable, "-m", "hoaban.config", "prepare"]
        subprocess.run(prepare, check=True, env=settings, cwd=serving.ROOT, capture_output=True)
        command = [sys.executable, "-m", "hoaban.config", "processes"]
        silent = subprocess.DEVNULL
        process = subprocess.Popen(
            command, env=settings, cwd=serving.ROOT, stdout=silent, stderr=silent
        )
        try:
            serving.wait(port, process)
            yield serving.Server(port, process)
        finally:
            process.terminate()
            process.wait(30)


def fetch(server: serving.Server, path: str) -> tuple[int, int, float, str]:
    """Bytes on the line, bytes unpacked, seconds to the first byte, and the text."""
    asker = serving.Asker(server)
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n"
    begun = time.perf_counter()
    status, answered, body = asker.ask(head.encode())
    first = asker.first - begun
    asker.line.close()
    if status != 200:
        raise SystemExit(f"{path}: {status}")
    packed = b"content-encoding: gzip" in answered.lower()
    raw = gzip.decompress(body) if packed else body
    return len(answered) + 4 + len(body), len(raw), first, raw.decode(errors="replace")


def page(server: serving.Server) -> dict[str, object]:
    """Everything a first visit asks for."""
    asked, todo = {}, ["/"]
    while todo:
        path = todo.pop()
        if path in asked:
            continue
        asked[path] = fetch(server, path)
        text = asked[path][3]
        todo += NAMED.findall(text) if path == "/" else []
        if path.endswith(".css"):
            folder = path.rpartition("/")[0]
            named = [one for one in IN_SHEETS.findall(text) if not one.startswith("data:")]
            todo += [os.path.normpath(f"{folder}/{one}") for one in named]
    times = [fetch(server, "/")[2] for _ in range(ASKED)]
    return {
        "requests": len(asked),
        "bytes_sent": sum(one[0] for one in asked.values()),
        "bytes_unpacked": sum(one[1] for one in asked.values()),
        "parts": {path: one[0] for path, one in asked.items()},
        "first_byte_milliseconds": round(statistics.median(times) * 1e3, 1),
        "first_byte_slowest": round(max(times) * 1e3, 1),
    }


def memory(server: serving.Server) -> dict[str, object]:
    """Megabytes of the whole program and of each part."""
    time.sleep(AT_REST)
    resident, own = server.memory()
    parts = {}
    for pid in server.family():
        name = Path(f"/proc/{pid}/comm").read_text().strip()
        status = Path(f"/proc/{pid}/smaps_rollup").read_text()
        parts[f"{name} {pid - server.process.pid}"] = (
            int(status.split("Pss:")[1].split()[0]) // 1024
        )
    return {"resident": round(resident), "own": round(own), "parts_own": parts}


def signing_in(server: serving.Server) -> dict[str, object]:
    """Megabytes at most, shared pages once, while so many sign in at the same moment."""
    forms = [
        urlencode({"csrfmiddlewaretoken": SECRET, "username": f"nobody{n}", "password": "x" * 12})
        for n in range(AT_ONCE)
    ]
    sent = [
        serving.request(
            server, "POST", "/desk/sign-in/", form.encode(), Cookie=f"csrftoken={SECRET}",
            Content_Type="application/x-www-form-urlencoded",
        )
        for form in forms
    ]  # fmt: skip
    most = 0.0
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = [threads.submit(serving.Asker(server).ask, one) for one in sent]
        while not all(answer.done() for answer in answers):
            most = max(most, server.memory()[1])
    told = sorted({answer.result()[0] for answer in answers})
    if told != [422]:  # unknown people; each costs a hash
        raise SystemExit(f"signing in: {told}")
    return {"own_at_most": round(most), "own_afterwards": round(server.memory()[1])}


def run() -> dict[str, object]:
    with whole_program() as server:
        seen, held, peak = page(server), memory(server), signing_in(server)
    sent, own, most = seen["bytes_sent"], held["own"], peak["own_at_most"]  # shared pages once
    assert isinstance(sent, int)
    assert isinstance(own, int)
    assert isinstance(most, int)
    fits = sent <= LIMIT_BYTES and own <= LIMIT_MEGABYTES and most <= LIMIT_SIGNING_IN
    return {
        "name": "first page of the portal, memory of the whole program at rest",
        "limit": f"{LIMIT_BYTES} bytes with everything, {LIMIT_MEGABYTES} MB at rest, "
        f"{LIMIT_SIGNING_IN} MB with {AT_ONCE} sign-ins, shared pages once",
        "page": seen,
        "megabytes": held,
        "megabytes_signing_in": peak,
        "verdict": "pass" if fits else "short",
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=1, ensure_ascii=False), file=sys.stdout)
