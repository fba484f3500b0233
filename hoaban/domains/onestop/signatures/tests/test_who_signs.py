"""For whom papers wait: who binds the agency, and whoever signs some kinds by the head's order."""

from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import ActorKind, Role, Standing
from hoaban.domains.onestop.signatures import queries

PLAIN = {  # whether a post signs by what it is
    (Role.LEADER, Standing.HEAD): True,
    (Role.LEADER, Standing.DEPUTY): True,
    (Role.LEADER, Standing.UNIT_HEAD): False,
    (Role.LEADER, Standing.OTHER): False,
    (Role.CLERK, Standing.HEAD): False,
}
BY_ORDER = {  # the order holds, whatever the post is called
    (Role.LEADER, Standing.UNIT_HEAD): True,
    (Role.LEADER, Standing.OTHER): True,
    (Role.SPECIALIST, Standing.UNIT_HEAD): False,
}


def actor(role: Role, standing: Standing, *, by_order: bool) -> Actor:
    return Actor(
        kind=ActorKind.OFFICIAL,
        reference="post:x",
        role=role,
        standing=standing,
        by_order=by_order,
    )


def test_papers_wait_for_who_signs_for_the_agency_or_by_order() -> None:
    plain = {post: queries.signs(actor(*post, by_order=False)) for post in PLAIN}
    by_order = {post: queries.signs(actor(*post, by_order=True)) for post in BY_ORDER}
    assert (plain, by_order) == (PLAIN, BY_ORDER)
