"""Create a dossier through the API, against the plain stack, an echo and a read of one row.

All go to the program's own web server as `hoaban serve` starts it, over kept connections, with the
same bearer token; the plain stack and the echo (`bench.plain`) have such a server of their own on
the same database. The product: POST /dossiers with one small file sent beforehand, a fresh
transaction id, all forms judged, and committed with its journal entry and its job. The read:
GET /files/{id}, the partner and one row. SQLite with synchronous=FULL, then PostgreSQL with its own
durability; the worker rests. No answer but 201 and 200 counts.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bench import house, measuring, serving
from bench.measuring import INCONCLUSIVE, PASS, SHORT
from bench.serving import Asker, Load, Server
from hoaban.core.files.tests import samples
from tests import postgres
from tests.world.api_filing import FILING

assert house
LIMIT = 0.40  # of a one-row read
LIMIT_PLAIN = 1.5  # of the plain stack
CLIENTS = [int(one) for one in os.environ.get("BENCH_CLIENTS", "").split()]  # else all of RUNS
FILES = 100
FLUSHES = 40
MOVED = 2.0  # a calibration that moves by more makes the figure inconclusive
RUNS = {1: 60, 8: 160, 32: 320}  # clients: requests a round
DURABLE = ("max_connections=80",)


def flush() -> float:
    """Milliseconds until the disk has a page safe: the median of many, to calibrate by."""
    taken = []
    with tempfile.NamedTemporaryFile() as file:
        for _ in range(FLUSHES):
            file.write(bytes(4096))
            file.flush()
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1e3


def uploaded(server: Server) -> list[str]:
    """Small files sent beforehand: their ids."""
    asker, found = Asker(server), []
    for number in range(FILES):
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        body = head + samples.pdf(b"%%%d\n" % number) + b"\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        sent = serving.request(server, "POST", "/api/v1/files", body, Content_Type=kind)
        found.append(serving.json_of(asker.ask(sent))["id"])
    asker.line.close()
    return found


def filings(server: Server, files: list[str], path: str, name: str) -> Iterator[bytes]:
    """One filing after the other, each with a file and a transaction id of its own."""
    number = 0
    while True:
        body = FILING | {"files": {"authority": [files[number % len(files)]]}}
        yield serving.request(
            server,
            "POST",
            path,
            json.dumps(body).encode(),
            Content_Type="application/json",
            Idempotency_Key=f"{name}-{number:08}",
        )
        number += 1


def measured(server: Server, plain: Server, clients: int, files: list[str]) -> dict[str, object]:
    """Shuffled rounds of all sides; the bodies are made before the clock runs."""
    count = RUNS[clients]
    made = {
        name: MADE.setdefault((at.port, name), filings(at, files, path, name))
        for name, at, path in (
            ("product", server, "/api/v1/dossiers"),
            ("plain", plain, "/api/v1/dossiers"),
            ("echo", plain, "/api/v1/echo"),
        )
    }
    reads = [serving.request(server, "GET", f"/api/v1/files/{one}") for one in files]
    asked = [reads[n % len(reads)] for n in range(count)]
    loads = {
        "product": Load(server, clients, 201),
        "plain": Load(plain, clients, 201),
        "echo": Load(plain, clients, 201),
        "read": Load(server, clients, 200),
    }
    batches = {n: [[next(one) for _ in range(count)] for _ in range(9)] for n, one in made.items()}
    sides: dict[str, Callable[[], object]] = {
        name: partial(_run, loads[name], batches.get(name) or [asked] * 9) for name in loads
    }
    taken = measuring.beside(sides)
    errors = sum(load.errors for load in loads.values())
    cpu = {name: statistics.median(load.spent[1:]) for name, load in loads.items()}
    found = {name: _ratios(taken["product"], taken[name]) for name in ("plain", "echo", "read")}
    limits = {"plain": LIMIT_PLAIN, "read": LIMIT}
    verdicts = {measuring.verdict(found[name], limit) for name, limit in limits.items()}
    worst = next(v for v in (SHORT, INCONCLUSIVE, PASS) if v in verdicts)
    return {
        "clients": clients,
        "product_to": {
            name: f"{r.median:.2f} ({r.low:.2f}-{r.high:.2f})" for name, r in found.items()
        },
        "by_CPU": {name: round(cpu[name] / cpu["product"], 2) for name in found},
        "a_second": {name: round(count / statistics.median(t)) for name, t in taken.items()},
        "CPU_milliseconds": {name: round(spent * 1e3, 2) for name, spent in cpu.items()},
        "errors": errors,
        "verdict": SHORT if errors else worst,
    }


def _run(load: Load, batches: list[list[bytes]]) -> None:
    load.run(batches.pop())


def _ratios(product: list[float], other: list[float]) -> measuring.Ratios:
    """How many times as fast the product is, a ratio a round."""
    found = [slow / fast for slow, fast in zip(other, product, strict=True)]
    return measuring.Ratios(
        median=statistics.median(found),
        low=min(found),
        high=max(found),
        rounds=len(found),
        product_seconds=statistics.median(product),
        reference_seconds=statistics.median(other),
        product_cpu=0.0,
        reference_cpu=0.0,
    )


MADE: dict[tuple[int, str], Iterator[bytes]] = {}


def on(address: str = "") -> list[dict[str, object]]:
    """A row for each number of clients, and how the disk was before and after it."""
    with serving.served(address) as server, serving.beside(server, "bench.plain") as plain:
        files, rows = uploaded(server), []
        for clients in CLIENTS or RUNS:
            before = flush()
            row = measured(server, plain, clients, files)
            disk = (before, flush())
            if max(disk) > MOVED * min(disk):
                row["verdict"] = INCONCLUSIVE
            rows.append(row | {"flush_milliseconds": [round(one, 2) for one in disk]})
        return rows


def run(databases: Sequence[str] = ("sqlite", "postgresql")) -> dict[str, object]:
    sqlite = on() if "sqlite" in databases else []
    with postgres.cluster(*DURABLE) as address:
        postgresql = on(address) if "postgresql" in databases else []
    verdicts = {str(one["verdict"]) for one in sqlite + postgresql}
    worst = next(v for v in (SHORT, INCONCLUSIVE, PASS) if v in verdicts)
    return {
        "name": "create a dossier through the API, against the plain stack, an echo and a read",
        "limit": f"at least {LIMIT_PLAIN} times the plain stack and {LIMIT:.0%} of one-row reads",
        "sqlite": sqlite,
        "postgresql": postgresql,
        "load": [round(one, 1) for one in os.getloadavg()],
        "verdict": worst,
    }


if __name__ == "__main__":
    print(
        json.dumps(run(sys.argv[1:] or ("sqlite", "postgresql")), indent=1, ensure_ascii=False),
        file=sys.stdout,
    )
