"""Bad input at every address, as those who may use it: no 500, no trace of the inside.

Each page and operation is asked with strange questions and forms as two of the cast whom the
permission table lets in, and as the first with strange parameters, bodies and headers too. Whatever
the asking changed is undone.
"""

import json
import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from tests.architecture import cast
from tests.architecture.cast import CAST, Route, Scene
from tests.architecture.test_permissions import ROUTES, written
from tests.world.databases import IS_FOR_POSTGRES

INSIDE = re.compile(
    r"Traceback|site-packages|sqlite3?\.|psycopg|pydantic|django\.(?:db|core|http)"
    r"|hoaban\.(?:config|core|domains|faces|gateways|ui)|<script>alert"
)
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PARTS = ["%00", "%2e%2e%2f%2e%2e%2fsecret", "%ff" + "x" * 3000, "%D9%A1" + "9" * 25, "9999-99-99"]
VALUES = [
    "\0",
    "x" * 5000,
    "x" * 60_000,
    "a " * 1500,
    "a." * 1500,
    "\ufffd\u202e\U0001f600",
    "\u0661\u0662",
    "-1",
    "9" * 5000,
    "{{7*7}}<script>alert(1)</script>",
    "9999-12-31",
    "0001-01-01",
    "2020-02-30",
    "NaN",
    "\r\nSet-Cookie: a=1",
    "../../etc/passwd",
    "e\u0302\u0301" * 300,
]
QUESTIONS = [
    *("q", "page", "after", "code", "from", "to", "begins", "ends", "agency", "level", "field"),
    *("channel", "format", "share", "state", "task", "year", "case", "next", "kind", "late"),
    *("choice", "print", "show", "size"),
]
LEAVES: list[object] = [
    None,
    -1,
    10**400,
    True,
    [],
    {"\0": 1},
    "x" * 5000,
    "\u202e\ufffd\U0001f600",
]
ROUNDS = 5  # each question meets as many values, its neighbour the next ones
TELLS_TASKS = {"jobs:desk_index"}  # those who keep the system read which task is parked
BODIES = [
    (b"\xff\xfe=\xff", FORM),
    (b"&".join(b"a%d=1" % number for number in range(2500)), FORM),
    (b"x=" + b"y" * 2_300_000, FORM),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    (b"", "multipart/form-data"),
    (b"a=1", f"{FORM}; charset=nonsense"),
    (b"[" * 50_000, JSON),
    (b"\xff", JSON),
    (b'{"a": NaN, "a": "\\ud800"}', JSON),
    (b"9" * 5000, JSON),
    (b"{}", "text/plain"),
]
HEADERS: list[dict[str, str]] = [
    {"referer": "http://[", "origin": "http://["},
    {"referer": "http://testserver:x/\\", "hx-request": "true", "hx-current-url": "http://["},
    {"cookie": 'sessionid=\xff; csrftoken=;;=; a="', "accept-language": "\xff;q=x,," * 50},
    {"authorization": "Bearer \xff\x00", "range": "bytes=5-1", "if-modified-since": "x"},
]


class Asked(NamedTuple):
    """One request: method, address, and what goes with it."""

    method: str
    address: str
    body: bytes = b""
    kind: str = FORM
    headers: dict[str, str] = {}


@pytest.fixture(autouse=True)
def no_limit_of_attempts(settings: Settings) -> None:
    settings.SIGN_IN_ATTEMPTS = settings.SIGN_IN_ATTEMPTS_OF_A_MACHINE = 10**6


def let_in(route: Route) -> list[str]:
    """Two of the cast whom the table lets in furthest."""
    said = [
        row
        for (name, pattern, _m), row in written().items()
        if (name, pattern) == (route.name, route.pattern)
    ]
    doors = {who: {row[place] for row in said} for place, who in enumerate(CAST)}
    shut = {"sign-in", "401", "403", "404", "405", "-"}
    open_to = sorted(CAST, key=lambda who: len(doors[who] - shut), reverse=True)
    return open_to[:1] if route.is_machine else open_to[:2]


def strange_addresses(scene: Scene, route: Route) -> Iterator[str]:
    """The address with one parameter after the other replaced by what fits no address."""
    pieces = re.split(r"(<[^>]+>)", route.pattern)
    places = [place for place, piece in enumerate(pieces) if piece.startswith("<")]
    right = re.split("/", route.address(scene))
    for place in places:
        at = "".join(pieces[:place]).count("/") + 1
        for strange in PARTS:
            yield "/".join([*right[:at], strange, *right[at + 1 :]])


def names_on(page: str) -> list[str]:
    """The fields of the forms on a page."""
    found = re.findall(r'<(?:input|textarea|select|button)[^>]*\sname="([^"]+)"', page)
    return [name for name in dict.fromkeys(found) if name != "csrfmiddlewaretoken"]


def requests(scene: Scene, who: str, route: Route) -> Iterator[Asked]:
    """Strange questions, and strange fields in the forms."""
    address = route.address(scene)
    if "GET" in route.methods:
        yield from (Asked("GET", f"{address}?{said}") for said in rounds(QUESTIONS))
    if "POST" in route.methods:
        yield from forms(scene, who, route, address)


def requests_elsewhere(scene: Scene, route: Route) -> Iterator[Asked]:
    """What nobody put there, asked for by strange addresses."""
    kind = JSON if route.is_machine else FORM
    for method in route.methods:
        for strange in strange_addresses(scene, route):
            yield Asked(method, strange, b"{}" * route.is_machine, kind)


def broken_requests(scene: Scene, route: Route) -> Iterator[Asked]:
    """What no form of ours sends: strange addresses, torn bodies, odd headers."""
    address, kind = route.address(scene), JSON if route.is_machine else FORM
    yield from requests_elsewhere(scene, route)
    for method in route.methods:
        yield from (Asked(method, address, b"", kind, headers) for headers in HEADERS)
    if "POST" in route.methods:
        yield from (Asked("POST", address, body, kind) for body, kind in BODIES)
    yield Asked("GET", f"{address}?%ff=%fe&=&a[]=1&q=1&q=2&after=WyJuIixbMV1d")
    yield from (Asked(method, address) for method in ("HEAD", "OPTIONS", "PUT"))


def forms(scene: Scene, who: str, route: Route, address: str) -> Iterator[Asked]:
    """The fields of the page's form with strange values, or each part of the body in its turn."""
    if route.is_machine:
        for body in spoiled(scene.bodies.get(route.name, {})):
            yield Asked("POST", address, json.dumps(body).encode(), JSON)
        return
    shown = scene.clients[who].get(address, scene.questions.get(route.name))
    page = b"".join(shown) if shown.streaming else shown.content
    names = names_on(page.decode(errors="replace")) or ["reason", "next", "key", "once"]
    for said in rounds(names):
        yield Asked("POST", address, said.encode())


def rounds(names: list[str]) -> Iterator[str]:
    """Questions or fields with strange values, each another one, and others every round."""
    for begin in range(0, len(VALUES), len(VALUES) // ROUNDS + 1):
        pairs = zip(names, cycle(VALUES[begin:] + VALUES[:begin]), strict=False)
        yield "&".join(f"{name}={quote(value[:1200])}" for name, value in pairs)


def spoiled(whole: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """The body with one part after the other replaced."""
    yield from LEAVES
    if isinstance(whole, dict):
        for name, part in whole.items():
            yield from ({**whole, name: other} for other in spoiled(part))


def answered(scene: Scene, who: str, asked: Asked) -> str:
    """What is wrong with the answer, empty where nothing is."""
    client = scene.clients[who]
    kept = client.cookies.output(header="", sep=";")
    with cast.undone():
        answer: Any = client.generic(
            asked.method, asked.address, asked.body, asked.kind, headers=asked.headers
        )
        content = b"".join(answer) if answer.streaming else answer.content
    client.cookies.load(kept)
    return wrong(answer, content)


def wrong(answer: HttpResponse, content: bytes) -> str:
    if answer.status_code >= 500:
        return str(answer.status_code)
    seen = content.decode(errors="replace") if b"%PDF" not in content[:5] else ""
    found = INSIDE.search(seen)
    return f"{answer.status_code} tells {found[0]}" if found else ""


def every_request(scene: Scene, route: Route) -> Iterator[tuple[str, Asked]]:
    """Who asks what. PostgreSQL meets what may come as far as a table, from one person: it refuses
    more than SQLite (a zero in a text, a number too great); what is torn before is torn on both.
    """
    first, *others = let_in(route)
    yield from ((first, asked) for asked in requests(scene, first, route))
    if IS_FOR_POSTGRES:
        yield from ((first, asked) for asked in requests_elsewhere(scene, route))
        return
    yield from ((first, asked) for asked in broken_requests(scene, route))
    for who in others:
        yield from ((who, asked) for asked in requests(scene, who, route))


@pytest.mark.parametrize(
    "route", [one for one in ROUTES if one.name not in TELLS_TASKS], ids=cast.label
)
def test_nothing_that_is_sent_breaks_an_address_or_shows_its_inside(
    scene: Scene, route: Route
) -> None:
    found = [
        f"{who} {asked.method} {asked.address[:120]} {asked.body[:60]!r} {asked.headers}: {said}"
        for who, asked in every_request(scene, route)
        if (said := answered(scene, who, asked))
    ]
    assert not found, f"{len(found)}\n" + "\n".join(found[:40])
