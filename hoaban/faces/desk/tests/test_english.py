"""Every page of the desk speaks English to whoever chose it: what stays Vietnamese was typed."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django import Settings

from hoaban.core.calendars.models import Holiday, WorkTime, Year
from hoaban.core.people.models import Area, Person, Post
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.ui.tests.languages import LETTERS, Reader

EACH = 3  # pages of one kind that each of the demo's people looks at
MOST = 150  # pages of one of them
QUOTED = ("Số: .../HDHS", "Số: .../TNHS")  # as papers have it
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)', re.DOTALL)
SKIPPED = re.compile(r"/(?:file|paper|papers|print|csv|xlsx)\b|format=|print=")
WHO = (
    "motcua.himlam", "chuyenvien.himlam", "lanhdao.stp", "vanthu", "cntt", "thanhtra", "quantri",
)  # fmt: skip


def crawled(client: Client) -> Iterator[tuple[str, str]]:
    """Pages of the desk by their links: (address, page), a few of each kind."""
    seen, kinds = {"/desk/"}, Counter[str]()
    waiting = deque(["/desk/"])
    while waiting and len(seen) < MOST * 4 and kinds.total() < MOST:
        address = waiting.popleft()
        try:
            kind = resolve(urlsplit(address).path).view_name
        except Resolver404:
            continue
        if kinds[kind] >= EACH:
            continue
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        kinds[kind] += 1
        page = answer.content.decode()
        yield address, page
        for href in LINK.findall(page):
            there = urljoin(address, unescape(href))
            if there.startswith("/desk/") and there not in seen and not SKIPPED.search(there):
                seen.add(there)
                waiting.append(there)


def strings(value: object) -> Iterator[str]:
    """The texts of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def typed() -> list[str]:
    """What people typed of themselves and others: names, places, titles, grounds."""
    said: set[str] = {*QUOTED, *Person.objects.values_list("full_name", flat=True)}
    for dated in (Year, Holiday, WorkTime):  # what an official wrote the day rests on
        said |= set(dated.objects.values_list("basis", flat=True))
    for names in Area.objects.values_list("name", "short_name"):
        said |= set(names)
    for post in Post.objects.all():
        said |= {post.title, post.unit}
    for dossier in Dossier.objects.select_related("case"):
        for block in (dossier.owner, dossier.submitter, dossier.answers, dossier.handed_to):
            said |= set(strings(block))
        for asked in dossier.supplements.all():  # what an officer asked for
            said |= set(strings(asked.items))
        said.add(dossier.end_reason)
    for document in Document.objects.all():  # an official's words to the applicant
        said |= set(strings(document.content))
    return sorted((one for one in said if LETTERS.search(one)), key=len, reverse=True)


def untyped(leaks: Iterable[str], said: list[str]) -> list[str]:
    """The Vietnamese that is left once what was typed is taken away."""
    left = []
    for leak in leaks:
        rest = leak
        for one in said:
            if one in rest:
                rest = rest.replace(one, "")
        if LETTERS.search(rest):
            left.append(leak)
    return left


@pytest.mark.parametrize("who", WHO)
def test_the_desk_speaks_english(
    client: Client, sampled_world: int, db: None, settings: Settings, who: str
) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:30:00+07:00"
    client.force_login(
        Person.objects.get(username=who), "django.contrib.auth.backends.ModelBackend"
    )
    client.cookies["django_language"] = "en"
    said, found = typed(), dict[str, set[str]]()
    for address, page in crawled(client):
        reader = Reader()
        reader.feed(page)
        for leak in untyped(reader.leaks, said):
            found.setdefault(leak, set()).add(address)
    assert {leak: sorted(there)[:2] for leak, there in found.items()} == {}
