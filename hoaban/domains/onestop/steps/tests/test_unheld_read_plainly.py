"""What nobody can do is what a plain reading of every post gives, for a few statements."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoaban.casework.cases.models import Case
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.models import Turn
from hoaban.core.people import agencies
from hoaban.core.people.models import Agency, Delegation, Post
from hoaban.core.people.roles import AUTHORITIES, WORKERS, Role
from tests.world.acts import ASKED, ELSEWHERE
from tests.world.province import MONDAY, post_of
from tests.world.scenes import Scenes

DAY = MONDAY.date()
CODES = ("ubnd-03127", ELSEWHERE, ASKED)
LEADERS = [  # title, whether a head, unit
    *(("Chủ tịch", True, ""), ("Phó Chủ tịch", False, ""), ("Chủ tịch", True, "  ")),
    *(("Trưởng phòng", True, "Phòng Tư pháp"), ("Phó Trưởng phòng", False, "")),
    ("Phó Giám đốc", False, "Chi cục"),
]
Found = list[tuple[str, str, int, int, str]]


def plainly(on: date) -> Found:
    """Every turn and every post, one after the other."""
    return sorted([*of_nobody(on), *of_closed(on)])


def lives(row: Post | Delegation, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on < row.valid_to)


def acts(post: Post, on: date) -> bool:
    given = [one for one in Delegation.objects.filter(giver=post) if lives(one, on)]
    whole = [one for one in given if one.ended_at is None and not one.by_order]
    return post.person.is_active or any(one.taker.person.is_active for one in whole)


def code_of(row: Agency, on: date) -> str:
    return next((code for code in CODES if row.pk in agencies.reach(code, on)), "")


def of_nobody(on: date) -> Iterator[tuple[str, str, int, int, str]]:
    held = set()
    for post in Post.objects.filter(role__in=WORKERS):
        takes = post.role != Role.LEADER or post.standing in AUTHORITIES
        if lives(post, on) and takes and acts(post, on):
            held.add((code_of(post.agency, on), post.role))
    waiting: dict[tuple[str, str], list[Turn]] = {}
    for turn in Turn.objects.filter(until=None, post=None).order_by("act_by"):
        place = code_of(turn.agency, on), turn.role
        if turn.role in WORKERS and place[0] and place not in held:
            waiting.setdefault(place, []).append(turn)
    for (code, role), those in waiting.items():
        yield code, role, len(those), those[0].pk, ""


def of_closed(on: date) -> Iterator[tuple[str, str, int, int, str]]:
    for post in Post.objects.filter(role__in=WORKERS):
        code = code_of(post.agency, on)
        those = list(Turn.objects.filter(until=None, post=post).order_by("act_by"))
        if code and those and lives(post, on) and not acts(post, on):
            yield code, post.role, len(those), those[0].pk, post.public_id


def found(on: date) -> Found:
    return sorted(
        (one.agency, one.role, one.count, one.first, one.post.public_id if one.post else "")
        for one in turns.unheld(CODES, on)
    )


def people_of(chance: random.Random, number: int) -> list[Post]:
    """Posts of three agencies, some over, some of closed accounts, some with a stand-in."""
    made = []
    for place in range(10):
        agency = agencies.row(chance.choice(CODES), DAY)
        actor = post_of(agency, chance.choice(sorted(WORKERS)), f"p{number}-{place}")
        post = Post.objects.get(pk=actor.post_pk or 0)
        if post.role == Role.LEADER:
            post.title, post.is_head, post.unit = chance.choice(LEADERS)
        post.valid_to = chance.choice([None, None, None, DAY, DAY + timedelta(days=9)])
        post.save()
        post.person.is_active = chance.random() < 0.5
        post.person.save()
        made.append(post)
    for giver in made[::2]:
        Delegation.objects.create(
            giver=giver,
            taker=chance.choice([one for one in made if one != giver]),
            reason="Đi vắng",
            by_order=chance.random() < 0.3,
            valid_from=DAY + timedelta(days=chance.choice([-9, -9, 1])),
            valid_to=DAY + timedelta(days=20),
            ended_at=chance.choice([None, None, MONDAY]),
        )
    return made


@pytest.mark.parametrize("number", range(25))
def test_it_is_what_reading_every_post_and_turn_gives(scenes: Scenes, number: int) -> None:
    chance = random.Random(number)  # noqa: S311 - a fixed seed, no secret
    del scenes
    Post.objects.update(valid_to=DAY)  # whoever the scene needed has left
    made = people_of(chance, number)
    for days in range(12):
        post = chance.choice([None, None, *made])
        agency = post.agency if post else agencies.row(chance.choice(CODES), DAY)
        case = Case.objects.create(
            kind="dossier",
            reference=f"T{number}-{days}",
            title="Thử",
            agency=agency,
            state="received",
        )
        Turn.objects.create(
            case=case,
            agency=agency,
            role=post.role if post else chance.choice(sorted(WORKERS)),
            post=post,
            act_by=MONDAY + timedelta(days=chance.randrange(99), seconds=days),
            since=MONDAY,
            until=chance.choice([None, None, MONDAY]),
        )
    for on in (DAY, DAY + timedelta(days=3), DAY + timedelta(days=15)):
        assert found(on) == plainly(on)


def test_as_many_statements_and_rows_for_a_hundred_posts_as_for_a_few(scenes: Scenes) -> None:
    for role in sorted(WORKERS):
        for code in CODES:
            post_of(
                agencies.row(code, DAY), Role(role), f"{code}-{role}", is_head=role == Role.LEADER
            )
    del scenes
    few, of = statements(), [pk for code in CODES for pk in agencies.reach(code, DAY)]
    rows = len(list(turns._held(of, DAY)))
    for number in range(100):
        post_of(agencies.row(CODES[number % 3], DAY), Role.SPECIALIST, f"more-{number}")
    assert (few, statements()) == (2, 2)
    assert len(list(turns._held(of, DAY))) == rows


def statements() -> int:
    agencies.reach(CODES[0], DAY)
    with CaptureQueriesContext(connection) as seen:
        assert turns.unheld(CODES, DAY) == []
    return len([one for one in seen.captured_queries if "people_post" in one["sql"]])
