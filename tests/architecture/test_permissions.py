"""Every route as each of the cast: what they are answered is what permissions.csv says.

After a deliberate change: HOABAN_PERMISSIONS=write pytest tests/architecture/test_permissions.py,
then read the table line by line. Two lines a page (GET; POST with an empty form, left out where the
page takes none), one an operation of /api/v1/. `sign-in`: sent to
sign in first; `done`: it happened, then a redirect; `-`: partner systems have no business on
pages; `tells`: the page names the dossier to somebody it does not concern.
"""

import csv
import json
import os
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoaban.core.files.tests import samples
from hoaban.core.journal.models import Entry
from hoaban.core.people.roles import Role
from tests.architecture import cast, house
from tests.architecture.cast import CAST, OUTSIDERS, SYSTEMS, Route, Scene

TABLE = Path(__file__).parent / "permissions.csv"
HEADER = ["route", "pattern", "method", *CAST]
NOT_TAKEN = "405"
SIGN_IN = ("/desk/sign-in/", "/account/login/")
PUBLIC = {
    "api_docs",
    "api_openapi",
    "desk:sign_in",
    "documents:portal_verify",
    "documents:portal_verify_one",
    "dossiers:portal_rate_by_code",
    "shops:portal_contact",
    "dossiers:portal_track",
    "healthz",
    "portal:about",
    "portal:accessibility",
    "portal:help",
    "portal:home",
    "portal:privacy",
    "procedures:portal_detail",
    "procedures:portal_list",
    "reports:portal_results",
}
ROUTES = cast.routes()
Key = tuple[str, str, str]
Table = dict[Key, tuple[str, ...]]


def written() -> Table:
    with TABLE.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == HEADER
    return {(name, pattern, method): tuple(said) for name, pattern, method, *said in rows}


def write(found: Table) -> None:
    """Put the rows of a route into the table in the order of the routes, without what is gone."""
    order = [(route.name, route.pattern) for route in ROUTES]
    routes = {key[:2] for key in found}
    table = {key: said for key, said in written().items() if key[:2] not in routes} | found
    keys = sorted((key for key in table if key[:2] in order), key=lambda key: order.index(key[:2]))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [HEADER, *([*key, *table[key]] for key in keys)]
        )


def asked(scene: Scene, who: str, route: Route, method: str) -> str:
    """What this one is answered; whatever the asking changed is undone."""
    client = scene.clients[who]
    kept = {name: cookie.value for name, cookie in client.cookies.items()}
    with cast.undone():
        before = Entry.objects.count()
        told = _answer(scene, who, route, method)
        if told == "302" and Entry.objects.count() > before:
            told = "done"
    client.cookies = SimpleCookie(kept)
    return told


def _answer(scene: Scene, who: str, route: Route, method: str) -> str:
    answer = _response(scene, who, route, method)
    content = b"".join(answer) if answer.streaming else answer.content
    place = answer.headers.get("Location", "")
    if place.startswith(SIGN_IN) and "next=" in place:
        return "sign-in"
    tells = who in OUTSIDERS and any(secret in content for secret in scene.secrets)
    return f"{answer.status_code} tells" if tells else str(answer.status_code)


def _response(scene: Scene, who: str, route: Route, method: str) -> Any:  # noqa: ANN401 - the test client's
    client, address = scene.clients[who], route.address(scene)
    body = scene.bodies.get(route.name, {})
    if method == "GET":
        return client.get(address, scene.questions.get(route.name))
    if route.name == "upload":
        return client.post(address, {"file": SimpleUploadedFile("a.pdf", samples.pdf())})
    if route.is_machine:
        return client.generic(method, address, json.dumps(body), "application/json")
    return client.post(address, body)


def walked(scene: Scene, route: Route) -> Table:
    """What everyone is answered there."""
    table: Table = {}
    for method in route.methods:
        said = tuple(
            asked(scene, who, route, method) if route.is_machine or who not in SYSTEMS else "-"
            for who in CAST
        )
        if method == "POST" and not route.is_machine and NOT_TAKEN in said:
            continue
        table[route.name, route.pattern, method] = said
    return table


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    routes = {(route.name, route.pattern) for route in ROUTES}
    rows = {(name, pattern) for name, pattern, _method in written()}
    assert sorted(routes - rows) == []  # routes without a row
    assert sorted(rows - routes) == []  # rows without a route


def test_what_lies_under_desk_is_served_by_a_desk_module_and_nothing_else_is() -> None:
    strays = [
        address
        for address, pattern in house.pages()
        if (module := pattern.callback.__module__).startswith("hoaban.")
        if address.startswith("desk/") != ("desk" in module.split("."))
    ]
    assert strays == []


def test_strangers_read_public_pages_and_nothing_else() -> None:
    opened = {
        name
        for (name, _pattern, method), said in written().items()
        if method == "GET" and said[0] in {"200", "202"} and not name.startswith("account_")
    }
    assert opened == PUBLIC


def test_those_concerned_read_what_outsiders_must_not(scene: Scene) -> None:
    concerned = scene.clients["clerk"].get(f"/desk/dossiers/{scene.arguments['reference']}/")
    assert all(secret in concerned.content for secret in scene.secrets)


@pytest.mark.parametrize("route", ROUTES, ids=cast.label)
def test_everyone_is_answered_as_the_table_says(scene: Scene, route: Route) -> None:
    found = walked(scene, route)
    if os.environ.get("HOABAN_PERMISSIONS") == "write":
        write(found)
    table = {key: said for key, said in written().items() if key[:2] == (route.name, route.pattern)}
    assert sorted(found) == sorted(table)  # else the page began or ceased to take a form
    differences = _differences(found, table)
    assert not differences, "\n".join(differences)


def _differences(found: Table, table: Table) -> list[str]:
    return [
        f"{method} {pattern}: {who} is answered {now}, the table says {then}"
        for (name, pattern, method), said in found.items()
        for who, now, then in zip(CAST, said, table[name, pattern, method], strict=True)
        if now != then
    ]


def test_each_role_has_its_column() -> None:
    """So a new role is asked for at every route before it may do anything."""
    assert {role.value for role in Role} <= set(CAST)
