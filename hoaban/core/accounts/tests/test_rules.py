"""Who vouches for a drawn password: facts in, a refusal out."""

from dataclasses import replace

import pytest

from hoaban.core.accounts import rules
from hoaban.core.accounts.rules import Drawing
from hoaban.core.people import rules as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import ActorKind, Role, Standing
from hoaban.core.refusals import NotAllowed, Refusal, why_not

KEEPER = Actor(
    kind=ActorKind.OFFICIAL,
    reference="post:keeper",
    person_pk=1,
    role=Role.ADMINISTRATOR,
    agency="vp-ubnd",
)
HEAD = replace(KEEPER, role=Role.LEADER, standing=Standing.HEAD, agency="so-tp")
DRAWN = Drawing(
    by=KEEPER,
    hand=frozenset({1}),
    drawer_hand=frozenset({2}),
    person_pk=3,
    drawer_pk=2,
    agencies=frozenset({"so-tp", "so-tc"}),
    waits=True,
    is_first=False,
)


def refusal(**facts: object) -> type[Refusal] | None:
    said = why_not(rules.may_confirm, replace(DRAWN, **facts))  # type: ignore[arg-type] # a table
    return type(said) if said else None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"by": HEAD}, None),
        ({"by": replace(HEAD, agency="so-tc")}, None),
        ({"by": replace(HEAD, agency="so-nv")}, NotAllowed),
        ({"by": replace(HEAD, standing=Standing.DEPUTY)}, NotAllowed),
        ({"by": replace(HEAD, behalf="post:head")}, NotAllowed),
        ({"by": replace(KEEPER, behalf="post:other")}, rules.PasswordNeedsAnother),
        ({"by": replace(KEEPER, person_pk=2)}, rules.PasswordNeedsAnother),
        ({"by": replace(KEEPER, person_pk=3)}, rules.PasswordNeedsAnother),
        ({"hand": frozenset({1, 2})}, people.PasswordByTheOther),
        ({"hand": frozenset({1, 3})}, people.PasswordByTheOther),
        ({"is_first": True}, rules.PasswordNotChanged),
        ({"waits": False}, rules.PasswordNotWaiting),
    ],
    ids=str,
)
def test_a_keeper_or_a_head_in_person_vouches_who_is_neither_of_the_two(
    facts: dict[str, object], expected: type[Refusal] | None
) -> None:
    assert refusal(**facts) == expected
