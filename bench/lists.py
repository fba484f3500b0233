"""Every list, search and figure page with 10 thousand and a million dossiers, at four clients.

Rows are real ones, multiplied (`bench.multiplied`), on SQLite and on PostgreSQL with its defaults.
Both sizes are served by the real web server side by side; requests go to either in shuffled order,
each page asked by a post or a citizen who has rows there. The clients share the machine with the
servers. `python -m bench.lists sqlite 3 work` measures pages whose name holds the word in as many
rounds on one database.
"""

import hashlib
import http.client
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import measuring, serving
from bench.serving import ROOT
from tests import postgres

SIZES = {"10k": 10_000, "1m": 1_000_000}
YEAR = "begins=2019-04-01&ends=2020-03-27"
QUARTER = "begins=2020-01-01&ends=2020-03-27"
ROWS = "/desk/results/rows/"
USUAL, CLERK, BIG, DECIDES = "chuyenvien.dbp", "motcua.dbp", "chuyenvien.stp", "so-gtvt-s"
OWNER, NOBODY, AUDITOR = "congdan", "congdan2", "thanhtra"
PAGES = {  # who asks for what; the fields of a deep page are filled in
    "work": (USUAL, "/desk/"),
    "work today": (USUAL, "/desk/?part=today"),
    "work, deep page": (USUAL, "/desk/?after={work}"),
    "work of a clerk": (CLERK, "/desk/"),
    "work, agency of 300 k": (BIG, "/desk/"),
    "work, deciding agency": (DECIDES, "/desk/"),
    "ready to hand over": (CLERK, "/desk/?part=ready"),
    "overview": (USUAL, "/desk/overview/"),
    "overview, deep page": (USUAL, "/desk/overview/?after={overview}"),
    "overview, rare state": (BIG, "/desk/overview/?state=awaiting_completion"),
    "overview, rare name": (BIG, "/desk/overview/?q=hiemgap"),
    "overview, absent name": (BIG, "/desk/overview/?q=khongco"),
    "overview, common name": (BIG, "/desk/overview/?q=thi"),
    "overview, deciding agency": (DECIDES, "/desk/overview/"),
    "overview of everything": (AUDITOR, "/desk/overview/"),
    "ended": (BIG, "/desk/ended/"),
    "ended, everything": (AUDITOR, "/desk/ended/"),
    "search, three words": (USUAL, "/desk/search/?q=lo+thi+ban"),
    "search, absent name": (USUAL, "/desk/search/?q=khongco+thi"),
    "search, absent code": (USUAL, "/desk/search/?q=000.00.00.H18-200101-0000"),
    "search, common word": (BIG, "/desk/search/?q=thi"),
    "search, two common words": (BIG, "/desk/search/?q=thi+van"),
    "search, one letter": (BIG, "/desk/search/?q=t"),
    "search, two letters": (AUDITOR, "/desk/search/?q=th"),
    "my dossiers, none": (NOBODY, "/my/"),
    "my dossiers, thousands": (OWNER, "/my/"),
    "start of an application": (NOBODY, "/apply/2.000635/"),
    "results of a quarter": (USUAL, f"/desk/results/?{QUARTER}"),
    "results of a year": (USUAL, f"/desk/results/?{YEAR}"),
    "rows processed, quarter": (USUAL, f"{ROWS}?{QUARTER}&share=processed"),
    "rows late, year": (USUAL, f"{ROWS}?{YEAR}&share=processed_late"),
    "rows in progress late, year": (USUAL, f"{ROWS}?{YEAR}&share=in_progress_late"),
    "rows carried over, quarter": (USUAL, f"{ROWS}?{QUARTER}&share=carried_over"),
    "rows carried over, everything": (AUDITOR, f"{ROWS}?{YEAR}&share=carried_over"),
    "rows late, deciding agency": (DECIDES, f"{ROWS}?{YEAR}&share=processed_late"),
    "rows late, everything": (AUDITOR, f"{ROWS}?{YEAR}&share=processed_late"),
    "register of a quarter": (BIG, f"/desk/register/?{QUARTER}"),
    "register, deep page": (BIG, f"/desk/register/?{QUARTER}&after={{register}}"),
}
LIST_LIMIT, FIGURES_LIMIT, GROWTH_LIMIT = 0.100, 0.300, 1.3  # seconds, seconds, ratio
CLIENTS, ROUNDS, EACH = 4, 9, 4  # the first round warms up; requests of a client a page and round
DEMO_DAY = "2020-03-30T08:00:00+07:00"
SHARED = 0.25  # of the cores taken by others: then a slow answer says nothing about us
PORT = 24311


@dataclass
class Place:
    """A database of a size: its folder, its address (empty: SQLite in the folder)."""

    folder: Path
    address: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    deep: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        started = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        more = {"HOABAN_VAR": str(self.folder), "HOABAN_DATABASE": self.address}
        return os.environ | more | {"HOABAN_TODAY": DEMO_DAY, "HOABAN_STARTED": started}

    def run(self, *arguments: str) -> str:
        """What a command of the program or of the bench prints on this database."""
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=ROOT, env=self.environment, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    def play(self) -> None:
        """Fill it with a small replay and the demonstration."""
        self.run("hoaban.config", "replay", "--share", "60")
        self.run("hoaban.config", "demo")

    def open(self) -> None:
        """Sign everybody in and find where the deep pages begin."""
        names = sorted({who for who, _address in PAGES.values()})
        pairs = [
            line.split() for line in self.run("bench.multiplied", "sessions", *names).splitlines()
        ]
        self.cookies = dict(pairs)
        deep = [line.split() for line in self.run("bench.multiplied", "deep").splitlines()]
        self.deep = dict(deep)


def built() -> Path:
    """The folder of the SQLite databases for this schema."""
    schema = hashlib.sha256((ROOT / "bench" / "multiplied.py").read_bytes())
    for path in sorted((ROOT / "hoaban").rglob("migrations/0*.py")):
        schema.update(path.read_bytes())
    return ROOT / ".bench" / f"lists-{schema.hexdigest()[:8]}"


def on_sqlite() -> dict[str, Place]:
    """Both sizes, kept from one sitting to the next."""
    folder = built()
    if not (folder / "played" / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        Place(folder / "played").play()
        (folder / "played" / "ready").touch()
    places = {name: Place(folder / name) for name in SIZES}
    for name, place in places.items():
        if not (place.folder / "grown").exists():
            shutil.rmtree(place.folder, ignore_errors=True)
            shutil.copytree(folder / "played", place.folder)
            place.run("bench.multiplied", "grow", str(SIZES[name]))
            (place.folder / "grown").touch()
    return places


def on_postgresql(address: str) -> dict[str, Place]:
    """Both sizes as databases of one cluster; those that stand already are taken as they are."""
    folder, server = built() / "postgresql", address.rpartition("/")[0]
    places = {name: Place(folder, f"{server}/h{name}") for name in SIZES}
    listed = _psql(address, "SELECT datname FROM pg_database")
    if "h1m" not in listed.split():
        _psql(address, "CREATE DATABASE h10k")
        places["10k"].play()
        _psql(address, "CREATE DATABASE h1m TEMPLATE h10k")
        for name, place in places.items():
            place.run("bench.multiplied", "grow", str(SIZES[name]))
    return places


def _psql(address: str, statement: str) -> str:
    asked = ["psql", "-qAt", address, "-c", statement]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout


@contextmanager
def served(
    place: Place, port: int, command: Callable[[int], list[str]] = serving.web
) -> Iterator[serving.Server]:
    """The program, or its web processes alone, over one database, as `hoaban serve` starts it."""
    server = subprocess.Popen(
        command(port), cwd=ROOT, env=place.environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        serving.wait(port, server)
        yield serving.Server(port, server)
    finally:
        server.terminate()
        server.wait(timeout=30)


class Client:
    """A connection that stays; asks as whoever's cookie is given."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str, cookie: str) -> tuple[int, bytes]:
        self.connection.request("GET", address, headers={"Cookie": cookie})
        answer = self.connection.getresponse()
        return answer.status, answer.read()


@dataclass(frozen=True)
class Round:
    """The times of one page in one round, seconds, and the server's CPU for a request."""

    taken: list[float]
    cpu: float

    @property
    def median(self) -> float:
        return statistics.median(self.taken)


def ask(server: serving.Server, clients: list[Client], address: str, cookie: str) -> Round:
    """Every client asks for the page a few times, all at once; any other answer is a failure."""
    taken: list[float] = []
    wrong: list[str] = []

    def work(client: Client) -> None:
        for _ in range(EACH):
            began = time.perf_counter()
            try:
                status, _page = client.get(address, cookie)
            except (OSError, http.client.HTTPException) as error:
                wrong.append(repr(error))
                return
            taken.append(time.perf_counter() - began)
            if status not in {http.client.OK, http.client.FOUND}:
                wrong.append(str(status))

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    before = server.cpu()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, f"{address} answered {wrong}"
    return Round(taken, (server.cpu() - before) / len(taken))


class Machine:
    """How much of the machine others took while we measured."""

    def __init__(self, servers: Iterable[serving.Server]) -> None:
        self.servers = list(servers)
        self.before = self._now()

    def _now(self) -> tuple[float, float, float]:
        """Seconds of all cores, those they were busy, and those we used."""
        fields = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        whole, idle = sum(fields) / serving.TICKS, (fields[3] + fields[4]) / serving.TICKS
        ours = time.process_time() + sum(server.cpu() for server in self.servers)
        return whole, whole - idle, ours

    def others(self) -> float:
        """A share between 0 and 1."""
        whole, busy, ours = (n - b for n, b in zip(self._now(), self.before, strict=True))
        return max(0.0, busy - ours) / whole


def measured(places: dict[str, Place], pages: list[str], count: int) -> dict[str, object]:
    """All pages on both sizes, in shuffled order."""
    chance = random.Random(9)  # noqa: S311 - an order, no secret
    rounds: dict[tuple[str, str], list[Round]] = {}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(served(place, port))
            for port, (name, place) in enumerate(places.items(), start=PORT)
        }
        for place in places.values():
            place.open()
        clients = {n: [Client(s.port) for _ in range(CLIENTS)] for n, s in servers.items()}
        asked = [(name, page) for name in SIZES for page in pages]
        machine = Machine(servers.values())
        for _ in range(count):
            for name, page in chance.sample(asked, len(asked)):
                who, address = PAGES[page]
                place = places[name]
                address = address.format(**place.deep)
                found = ask(servers[name], clients[name], address, place.cookies[who])
                rounds.setdefault((page, name), []).append(found)
        others = machine.others()
    return _report({key: found[1:] for key, found in rounds.items()}, pages, others)


def _report(
    rounds: dict[tuple[str, str], list[Round]], pages: list[str], others: float
) -> dict[str, object]:
    """The verdicts; a wall time taken beside much other work is no reason to fail or to pass."""
    table, verdicts = {}, []
    for page in pages:
        few, many = rounds[page, "10k"], rounds[page, "1m"]
        limit = FIGURES_LIMIT if "/results/" in PAGES[page][1] else LIST_LIMIT
        growth = _growth(few, many, lambda one: one.median)
        spent = _growth(few, many, lambda one: one.cpu)
        of_page = [
            _verdict(many, limit, others),
            measuring.verdict(growth, GROWTH_LIMIT, at_least=False),
        ]
        verdicts += of_page
        table[page] = (
            f"p50/p95 10 k {_at(few, 0.5)}/{_at(few, 0.95)}, "
            f"1 M {_at(many, 0.5)}/{_at(many, 0.95)} ms; growth {growth}, "
            f"CPU {spent.median:.2f} ({_cpu(many)} ms); {', '.join(of_page)}"
        )
    order = (measuring.SHORT, measuring.INCONCLUSIVE, measuring.PASS)
    worst = next(verdict for verdict in order if verdict in verdicts)
    return {"pages": table, "taken_by_others": f"{others:.0%} of the cores", "verdict": worst}


def run(
    databases: tuple[str, ...] = ("sqlite", "postgresql"), count: int = ROUNDS, word: str = ""
) -> dict[str, object]:
    pages = [page for page in PAGES if word in page]
    found: dict[str, object] = {}
    for database in databases:
        if database == "sqlite":
            found[database] = measured(on_sqlite(), pages, count)
        elif standing := os.environ.get("BENCH_POSTGRESQL"):
            found[database] = measured(on_postgresql(standing), pages, count)
        else:
            with postgres.cluster("max_connections=80") as address:
                found[database] = measured(on_postgresql(address), pages, count)
    verdicts = {one["verdict"] for one in found.values() if isinstance(one, dict)}
    order = (measuring.SHORT, measuring.INCONCLUSIVE, measuring.PASS)
    return {
        "name": "lists, searches and figures with 1,000,000 dossiers, 4 clients",
        "limit": "p95 under 100 ms (figures 300 ms); 1 M : 10 k under 1.3, on both databases",
        **found,
        "verdict": next(verdict for verdict in order if verdict in verdicts),
    }


def _growth(few: list[Round], many: list[Round], of: Callable[[Round], float]) -> measuring.Ratios:
    """A million to ten thousand, a ratio a round."""
    found = [of(one) / max(of(other), 1e-6) for one, other in zip(many, few, strict=True)]
    return measuring.Ratios(
        median=statistics.median(found),
        low=min(found),
        high=max(found),
        rounds=len(found),
        product_seconds=statistics.median(one.median for one in many),
        reference_seconds=statistics.median(one.median for one in few),
        product_cpu=statistics.median(one.cpu for one in many),
        reference_cpu=statistics.median(one.cpu for one in few),
    )


def _at(rounds: list[Round], share: float) -> float:
    """Milliseconds of that share of all requests."""
    times = sorted(taken for one in rounds for taken in one.taken)
    return round(times[int(len(times) * share)] * 1e3, 1)


def _cpu(rounds: list[Round]) -> float:
    return round(statistics.median(one.cpu for one in rounds) * 1e3, 1)


def _verdict(rounds: list[Round], limit: float, others: float) -> str:
    """By the p95 of all rounds; inconclusive where single rounds lie on either side."""
    slowest = [max(one.taken) for one in rounds]
    if _at(rounds, 0.95) / 1e3 >= limit:
        clear = min(slowest) >= limit and others < SHARED
        return measuring.SHORT if clear else measuring.INCONCLUSIVE
    return measuring.PASS if statistics.median(slowest) < limit else measuring.INCONCLUSIVE


if __name__ == "__main__":
    chosen = tuple(sys.argv[1:2]) or ("sqlite", "postgresql")
    print(
        json.dumps(run(chosen, int((sys.argv[2:3] or ["9"])[0]), " ".join(sys.argv[3:])), indent=1)
    )
