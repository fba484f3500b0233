"""Create a dossier through the API, against an authenticated request that reads one row.

Both go to the program's own web server as `hoaban serve` starts it, over kept connections, with the
same bearer token. The product: POST /dossiers with one small file sent beforehand, a fresh
transaction id, all forms judged, and committed with its journal entry and its job. The reference:
GET /files/{id}, which reads the partner's row and one row. SQLite with synchronous=FULL, then
PostgreSQL with its own durability; the worker rests. No answer but 201 and 200 counts.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator

from bench import measuring, serving
from bench.measuring import INCONCLUSIVE, PASS, SHORT
from bench.serving import Asker, Load, Server
from hoaban.core.files.tests import samples
from tests import postgres
from tests.world.partners import FILING

LIMIT = 0.40
GUIDE = 200  # a second
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


def filings(server: Server, files: list[str]) -> Iterator[bytes]:
    """One filing after the other, each with a file and a transaction id of its own."""
    number = 0
    while True:
        body = FILING | {"files": {"authority": [files[number % len(files)]]}}
        yield serving.request(
            server,
            "POST",
            "/api/v1/dossiers",
            json.dumps(body).encode(),
            Content_Type="application/json",
            Idempotency_Key=f"{number:08}",
        )
        number += 1


def measured(server: Server, clients: int, files: list[str]) -> dict[str, object]:
    """Shuffled rounds of both; the bodies are made before the clock runs."""
    count = RUNS[clients]
    made = MADE.setdefault(server.port, filings(server, files))
    reads = [serving.request(server, "GET", f"/api/v1/files/{one}") for one in files]
    batches = [[next(made) for _ in range(count)] for _ in range(9)]
    asked = [reads[n % len(reads)] for n in range(count)]
    creating = Load(server, clients, 201)
    reading = Load(server, clients, 200)
    found = measuring.ratio(
        lambda: creating.run(batches.pop()), lambda: reading.run(asked), rounds=8
    )
    errors = creating.errors + reading.errors
    cpu, cpu_read = (statistics.median(load.spent[1:]) for load in (creating, reading))
    return {
        "clients": clients,
        "ratio": f"{found.median:.2f} ({found.low:.2f}-{found.high:.2f}, {found.rounds} rounds)",
        "created_a_second": round(count / found.product_seconds),
        "read_a_second": round(count / found.reference_seconds),
        "cpu_milliseconds": [round(cpu * 1e3, 2), round(cpu_read * 1e3, 2)],
        "ratio_of_cpu": round(cpu_read / cpu, 2),
        "cpu_of_the_clients": round(found.product_cpu / count * 1e3, 2),
        "errors": errors,
        "verdict": SHORT if errors else measuring.verdict(found, LIMIT),
    }


MADE: dict[int, Iterator[bytes]] = {}


def on(address: str = "") -> list[dict[str, object]]:
    """A row for each number of clients, and how the disk was before and after it."""
    with serving.served(address) as server:
        files, rows = uploaded(server), []
        for clients in RUNS:
            before = flush()
            row = measured(server, clients, files)
            disk = (before, flush())
            if max(disk) > MOVED * min(disk):
                row["verdict"] = INCONCLUSIVE
            rows.append(row | {"flush_milliseconds": [round(one, 2) for one in disk]})
        return rows


def run() -> dict[str, object]:
    sqlite = on()
    with postgres.cluster(*DURABLE) as address:
        postgresql = on(address)
    verdicts = {str(one["verdict"]) for one in sqlite + postgresql}
    worst = next(v for v in (SHORT, INCONCLUSIVE, PASS) if v in verdicts)
    return {
        "name": "create a dossier through the API, against reading one row",
        "limit": f"at least {LIMIT:.0%} of the rate; {GUIDE} a second as a guide",
        "sqlite": sqlite,
        "postgresql": postgresql,
        "load": [round(one, 1) for one in os.getloadavg()],
        "verdict": worst,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=1, ensure_ascii=False), file=sys.stdout)
