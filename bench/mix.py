"""A day's mix at 50 requests a second: 200 officials and 500 citizens on a million dossiers.

Requests come when they come (an open model, by chance with a fixed seed), whether or not the
program keeps up, and each is timed from the moment at which it should have begun. Officials read
their work, cases, lists, the inbox and figures, search, and receive what was just filed; citizens
read the portal, follow and begin applications, and file. On SQLite and on PostgreSQL, with web
processes and worker as `hoaban serve` starts them. `python -m bench.mix sqlite 60` measures one
database for so many seconds.
"""

import http.client
import json
import os
import queue
import random
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from bench import lists, measuring, serving
from bench.lists import Place
from tests import postgres
from tests.world.api_filing import FILING

RATE, SECONDS, WARM = (
    50.0,
    120.0,
    15.0,
)  # requests a second, and how long; seconds that do not count
LIMIT = 0.200  # seconds, p95
CLERK = "motcua.himlam"  # receives what is filed
CLIENTS = 96  # requests that may be under way at once
OFFICIALS, CITIZENS = 200, 500
PORT = 24331
SECRET = "c" * 32  # the browser's half of the token against forged forms
SHARES = {  # of a hundred requests
    "my work": 14,
    "case": 10,
    "overview": 4,
    "search": 4,
    "inbox": 3,
    "results": 1,
    "receive": 4,
    "home": 16,
    "procedures": 10,
    "procedure": 14,
    "track": 6,
    "my dossiers": 6,
    "start": 4,
    "file": 4,
}
WORDS = ["lo thi", "quang van", "giang a", "vang thi", "khongco"]


@dataclass
class People:
    """Who asks: cookies of officials with a case each may read, of citizens, and a system."""

    officials: list[dict[str, str]]
    citizens: list[str]
    clerk: str  # who receives what is filed
    token: str


@dataclass
class Asked:
    """What is sent for one request of the mix."""

    method: str
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Heard:
    """Seconds by kind, from the moment when each should have begun, and what went wrong."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    filed: "queue.SimpleQueue[str]" = field(default_factory=queue.SimpleQueue)


class Mix:
    """Makes the requests, the same ones in each sitting but for what was filed."""

    def __init__(self, people: People, heard: Heard) -> None:
        self.people, self.heard = people, heard
        self.chance = random.Random(50)  # noqa: S311 - a mix, no secret
        self.number = 0
        self.begun = time.time_ns()

    def next(self) -> tuple[str, Asked]:
        kind = self.chance.choices(list(SHARES), list(SHARES.values()))[0]
        if kind == "receive" and self.heard.filed.empty():
            kind = "my work"
        made: Callable[[], Asked] = getattr(self, "_" + kind.replace(" ", "_"), None) or (
            lambda: self._page(kind)
        )
        return kind, made()

    def _page(self, kind: str) -> Asked:
        """A page that is only read, by its kind."""
        official, citizen = self._official(), self._citizen()
        pages = {
            "my work": ("/desk/", official["cookie"]),
            "case": (f"/desk/dossiers/{official['case']}/", official["cookie"]),
            "overview": ("/desk/overview/", official["cookie"]),
            "search": (
                f"/desk/search/?q={quote(self.chance.choice(WORDS))}",
                official["cookie"],
            ),
            "inbox": ("/desk/inbox/", official["cookie"]),
            "results": (f"/desk/results/?{lists.QUARTER}", official["cookie"]),
            "home": ("/", ""),
            "procedures": ("/procedures/", ""),
            "procedure": ("/procedures/2.000635/", ""),
            "track": ("/track/", ""),
            "my dossiers": ("/my/", citizen),
            "start": ("/apply/2.000635/", citizen),
        }
        address, cookie = pages[kind]
        return Asked("GET", address, {"Cookie": cookie})

    def _official(self) -> dict[str, str]:
        return self.chance.choice(self.people.officials)

    def _citizen(self) -> str:
        return self.chance.choice(self.people.citizens)

    def _file(self) -> Asked:
        self.number += 1
        headers = {
            "Authorization": f"Bearer {self.people.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"mix-{self.begun}-{self.number}",
        }
        return Asked("POST", "/api/v1/dossiers", headers, json.dumps(FILING).encode())

    def _receive(self) -> Asked:
        address = f"/desk/dossiers/{self.heard.filed.get()}/act/receive/"
        headers = {
            "Cookie": f"{self.people.clerk}; csrftoken={SECRET}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode({"csrfmiddlewaretoken": SECRET}).encode()
        return Asked("POST", address, headers, body)


def driven(port: int, people: People, seconds: float) -> Heard:
    """Send the mix for so long; the first seconds warm up and do not count."""
    heard = Heard()
    mix, waiting = Mix(people, heard), queue.SimpleQueue[tuple[float, str, Asked] | None]()
    threads = [
        threading.Thread(target=_client, args=(port, waiting, heard)) for _ in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    began, at = time.perf_counter(), 0.0
    while at < seconds + WARM:
        at += mix.chance.expovariate(RATE)
        time.sleep(max(0.0, began + at - time.perf_counter()))
        waiting.put((began + at if at > WARM else 0.0, *mix.next()))
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    return heard


def _client(port: int, waiting: "queue.SimpleQueue[Any]", heard: Heard) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while (one := waiting.get()) is not None:
        due, kind, asked = one
        try:
            line.request(asked.method, asked.address, asked.body or None, asked.headers)
            answer = line.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            heard.wrong.append(f"{kind}: {error!r}")
            line.close()
            continue
        if answer.status >= http.client.BAD_REQUEST:
            heard.wrong.append(f"{kind}: {answer.status} {asked.address}")
        if kind == "file" and answer.status == http.client.CREATED:
            heard.filed.put(json.loads(body)["reference"])
        if due:
            heard.taken[kind].append(time.perf_counter() - due)


def measured(place: Place, seconds: float) -> dict[str, object]:
    asked = [CLERK, str(OFFICIALS), str(CITIZENS)]
    people = People(**json.loads(place.run("bench.multiplied", "people", *asked)))
    with lists.served(place, PORT, serving.whole) as server:
        before, machine = server.cpu(), lists.Machine([server])
        heard = driven(PORT, people, seconds)
        cores = (server.cpu() - before) / (seconds + WARM)
        others = machine.others()
    every = sorted(taken for kind in heard.taken.values() for taken in kind)
    slow = _at(every, 0.95) >= LIMIT * 1e3
    return {
        "asked": len(every),
        "officials": len(people.officials),
        "citizens": len(people.citizens),
        "p50_p95_p99_max_milliseconds": [
            *(_at(every, s) for s in (0.5, 0.95, 0.99)),
            _at(every, 1),
        ],
        "p95_by_kind": {kind: _at(sorted(of), 0.95) for kind, of in sorted(heard.taken.items())},
        "cores_used": round(cores, 2),
        "taken_by_others": f"{others:.0%} of the cores",  # a database server is one of them
        "wrong": len(heard.wrong),
        "wrong_by_status": Counter(one.rpartition(" ")[0] for one in heard.wrong),
        "first_wrong": heard.wrong[:3],
        "load": [round(one, 1) for one in os.getloadavg()],
        "verdict": measuring.SHORT if slow or heard.wrong else measuring.PASS,
    }


def _at(ordered: list[float], share: float) -> float:
    """Milliseconds of that share of the requests."""
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1e3, 1)


def run(
    databases: tuple[str, ...] = ("sqlite", "postgresql"), seconds: float = SECONDS
) -> dict[str, object]:
    found: dict[str, Any] = {}
    for database in databases:
        if database == "sqlite":
            found[database] = measured(lists.on_sqlite()["1m"], seconds)
        elif standing := os.environ.get("BENCH_POSTGRESQL"):
            found[database] = measured(lists.on_postgresql(standing)["1m"], seconds)
        else:
            with postgres.cluster("max_connections=80") as address:
                found[database] = measured(lists.on_postgresql(address)["1m"], seconds)
    verdicts = {one["verdict"] for one in found.values()}
    return {
        "name": "a day's mix, 50 requests a second, 1,000,000 dossiers",
        "limit": f"p95 under {LIMIT * 1e3:.0f} ms, nothing refused",
        **found,
        "verdict": measuring.SHORT if measuring.SHORT in verdicts else measuring.PASS,
    }


if __name__ == "__main__":
    chosen = tuple(sys.argv[1:2]) or ("sqlite", "postgresql")
    print(json.dumps(run(chosen, float((sys.argv[2:3] or [str(SECONDS)])[0])), indent=1))
