"""Who waits for a second person: posts with powers, and passwords that a keeper drew."""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet

from hoaban.core.people import agencies, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Nomination, Person, Post
from hoaban.core.people.queries import living
from hoaban.core.people.roles import KEEPERS, Role, Standing

MOST = 200  # people whose drawn passwords are looked at for one page
# What a post with powers may look like; `rules.has_powers` says it exactly.
_LIKELY = Q(role__in=[*KEEPERS, Role.LEADER]) | Q(is_head=True) | Q(title__istartswith="ph")


def nominations(actor: Actor) -> QuerySet[Nomination]:
    """What waits to be confirmed by this actor or others: all for keepers, else the head's own."""
    waiting = Nomination.objects.select_related("person", "agency", "by_person").order_by("pk")
    waiting = waiting.filter(decided_at__isnull=True)
    if actor.is_official and actor.role in KEEPERS:
        return waiting
    is_head = actor.is_official and actor.standing == Standing.HEAD
    return waiting.filter(agency_id__in=actor.reach) if is_head else waiting.none()


def locked_nomination(pk: int) -> Nomination:
    found = Nomination.objects.select_for_update(of=("self",))
    return found.select_related("person", "agency").get(pk=pk)


def waiting(nominations: Collection[Nomination], by: Actor, today: date) -> list[rules.Waiting]:
    """The facts of nominations for who would decide them, in the same order."""
    hand = hands([by.person_pk, *(each.by_person_id for each in nominations)])
    return [
        rules.Waiting(
            by=by,
            hand=hand.get(by.person_pk or 0, frozenset()),
            nominator_hand=hand.get(each.by_person_id or 0, frozenset()),
            person_pk=each.person_id,
            nominator_pk=each.by_person_id,
            agency=agencies.successor(each.agency, today).code,
            is_decided=each.decided_at is not None,
        )
        for each in nominations
    ]


def hands(pks: Collection[int | None]) -> dict[int, frozenset[int]]:
    """By person: who could have signed in as them, themselves included.

    That is who drew the password last, who drew that one's, and so on, as far as nobody has
    confirmed who holds it. As many queries as the longest such chain has members.
    """
    drawers: dict[int, int | None] = {}
    asked = {pk for pk in pks if pk}
    while asked:
        waits = Person.objects.filter(pk__in=asked, password_confirmed_at__isnull=True)
        found = dict(waits.values_list("pk", "password_drawn_by"))
        drawers |= {pk: found.get(pk) for pk in asked}
        asked = {drawer for drawer in found.values() if drawer} - drawers.keys()
    return {pk: _hand(pk, drawers) for pk in pks if pk}


def _hand(pk: int, drawers: dict[int, int | None]) -> frozenset[int]:
    found: list[int] = []
    following: int | None = pk
    while following and following not in found:
        found.append(following)
        following = drawers[following]
    return frozenset(found)


def keepers(today: date) -> QuerySet[Person]:
    """Who keeps the system today and can sign in."""
    held = Post.objects.filter(living(today), person=OuterRef("pk"), role__in=KEEPERS)
    able = Person.objects.filter(Exists(held), is_active=True)
    return able.exclude(password="").exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def held(person: Person, today: date) -> list[Post]:
    """The posts with powers that a person holds on this day."""
    posts = Post.objects.select_related("agency").filter(living(today), _LIKELY, person=person)
    return [post for post in posts if rules.has_powers(post.role, post.standing)]


def drawn(
    actor: Actor, today: date, *, since: datetime | None = None
) -> list[tuple[Person, list[Post]]]:
    """Whose password a keeper drew, newest first, with their posts with powers; two queries.

    Of the own agency, and for keepers of all. Without `since` those that wait for a second person.
    """
    posts = Post.objects.select_related("agency").filter(living(today), _LIKELY)
    if not (actor.is_official and actor.role in KEEPERS):
        posts = posts.filter(agency_id__in=actor.reach)
    people = Person.objects.filter(
        Exists(posts.filter(person=OuterRef("pk"))), password_drawn_by__isnull=False, is_active=True
    )
    if since is None:
        people = people.filter(password_confirmed_at__isnull=True)
    else:
        people = people.filter(password_drawn_at__gte=since)
    found = people.select_related("password_drawn_by").order_by("-password_drawn_at", "-pk")[:MOST]
    by_person: dict[int, list[Post]] = {person.pk: [] for person in found}
    for post in posts.filter(person__in=[*by_person]).order_by("valid_from", "pk"):
        if rules.has_powers(post.role, post.standing):
            by_person[post.person_id].append(post)
    return [(person, by_person[person.pk]) for person in found if by_person[person.pk]]
