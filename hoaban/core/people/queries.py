"""Who may act as whom, and who is who. Every read of people that needs permission begins here."""

import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from hoaban.core import rows
from hoaban.core.people import agencies, names, searching
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Delegation, Nomination, Partner, Person, Post
from hoaban.core.people.roles import KEEPERS, ActorKind, Role, Standing


@dataclass(frozen=True)
class Choice:
    """One way a person may act today: in an own post, or for an absent holder who delegated."""

    post: Post
    behalf: Post | None = None
    by_order: bool = False  # the holder is not absent: TL.
    kinds: frozenset[str] = frozenset()  # of documents that are signed by order
    has_others: bool = False  # the person may act in another way too

    @property
    def key(self) -> str:
        """What the session keeps: the post's public id, and after a dot that of the holder for whom
        it acts; a second dot where that is by order.
        """
        order = "." if self.by_order else ""
        return f"{self._own}.{self.behalf.public_id}{order}" if self.behalf else self._own

    @property
    def _own(self) -> str:
        return self.post.public_id

    @property
    def acting(self) -> Post:
        """The post whose powers are used."""
        return self.behalf or self.post


def living(on: date, prefix: str = "") -> Q:
    """The half-open period holds the day."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    )


def actor_for_post(
    post: Post,
    today: date,
    behalf: Post | None = None,
    *,
    by_order: bool = False,
    kinds: frozenset[str] = frozenset(),
) -> Actor:
    """The actor of a post today; with `behalf`, acting with the powers of an absent holder's post.

    By delegation `reference` stays the one who truly acts; role, agency, reach and `post_pk` are
    those of the absent holder. An agency that ended is answered for by its successor; whoever
    headed it does not head one of another level.
    """
    acting = behalf or post
    agency = agencies.successor(acting.agency, today)
    goes_on = agency.level == acting.agency.level
    return Actor(
        kind=ActorKind.OFFICIAL,
        reference=f"post:{post.public_id}",
        person_pk=post.person_id,
        post_pk=acting.pk,
        agency=agency.code,
        agency_pk=agency.pk,
        reach=agencies.reach(agency.code, today),
        role=Role(acting.role),
        is_head=acting.is_head and goes_on and not by_order,
        standing=acting.standing if goes_on else Standing.OTHER,
        behalf=f"post:{behalf.public_id}" if behalf else "",
        by_order=by_order,
        kinds=kinds,
        client=f"post:{post.public_id}",
    )


def actor_for_citizen(person: Person) -> Actor:
    """A person acting for himself."""
    reference = f"citizen:{person.public_id}"
    return Actor(kind=ActorKind.CITIZEN, reference=reference, person_pk=person.pk, client=reference)


def digest(token: str) -> str:
    """SHA-256 of a bearer token: all that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


# By hand: a partner is looked up with each request, and the mapper costs more than the row.
_PARTNER = """
    SELECT token_digest, slug, scopes, agency_id FROM people_partner
    WHERE token_digest = %s AND is_active = %s
"""


def actor_for_token(token: str, today: date | None = None) -> Actor | None:
    """The partner system whose bearer token this is, or None. `today` lends its agency's reach."""
    wanted = digest(token)
    with connection.cursor() as cursor:
        cursor.execute(_PARTNER, [wanted, True])
        found = cursor.fetchone()
    if found is None or not secrets.compare_digest(found[0], wanted):
        return None
    _digest, slug, scopes, agency_pk = found
    agency = Agency.objects.get(pk=agency_pk) if agency_pk else None
    if agency and today:
        agency = agencies.successor(agency, today)
    reach = agencies.reach(agency.code, today) if agency and today else frozenset[int]()
    return Actor(
        kind=ActorKind.PARTNER,
        reference=f"partner:{slug}",
        agency=agency.code if agency else "",
        agency_pk=agency.pk if agency else None,
        reach=reach or frozenset({agency.pk} if agency else ()),
        scopes=frozenset(json.loads(scopes) if isinstance(scopes, str) else scopes),
        client=f"partner:{slug}",
    )


# By hand: every page of an official asks.
_HELD = """
    WHERE person_id = %s AND people_post.valid_from <= %s
    AND (people_post.valid_to IS NULL OR people_post.valid_to > %s)
    ORDER BY people_post.valid_from, people_post.id
"""
_TAKEN = """
    WHERE taker_id IN ({places}) AND ended_at IS NULL AND valid_from <= %s AND valid_to > %s
    ORDER BY id
"""


def choices_of(person: Person, today: date) -> list[Choice]:
    """Own posts of today, then the posts of absent holders who delegated to them: two queries."""
    day = str(today)
    posts = rows.every(Post, _HELD, [person.pk, day, day], related=("agency", "person"))
    by_pk = {post.pk: post for post in posts}
    given = _given_to([*by_pk], today)
    taken = [
        Choice(by_pk[each.taker_id], each.giver, each.by_order, frozenset(each.kinds.split()))
        for each in given
    ]
    return [*(Choice(post) for post in posts), *taken]


def _given_to(posts: list[int], today: date) -> list[Delegation]:
    """What holders of posts of today gave to these posts (primary keys) for a time that is now."""
    if not posts:
        return []
    places, day = ", ".join(["%s"] * len(posts)), str(today)
    found = rows.every(Delegation, _TAKEN.format(places=places), [*posts, day, day])
    givers = (
        Post.objects.select_related("agency", "person")
        .filter(living(today), pk__in=[each.giver_id for each in found])
        .in_bulk()
        if found
        else {}
    )
    lasting = [each for each in found if each.giver_id in givers]
    for each in lasting:
        each.giver = givers[each.giver_id]
    return lasting


def choice_of(person: Person, today: date, key: str) -> Choice | None:
    """The chosen way to act, or the only one; None where there is none or nothing was chosen."""
    choices = choices_of(person, today)
    if len(choices) == 1:
        return choices[0]
    chosen = next((choice for choice in choices if choice.key == key), None)
    return chosen and replace(chosen, has_others=True)


def visible_to(actor: Actor, today: date) -> QuerySet[Person]:
    """Officials an actor may see: keepers all, others the staff of their agency today.

    Citizens keep their accounts themselves; nobody at the desk reads or changes them there.
    """
    if not actor.is_official:
        return Person.objects.none()
    if actor.role in KEEPERS:
        return officials(Person.objects.filter(blanked_at__isnull=True))
    colleagues = Post.objects.filter(
        living(today), person=OuterRef("pk"), agency_id__in=actor.reach
    )
    return Person.objects.filter(Exists(colleagues))


def officials(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those who hold or held a post, or wait for one to be confirmed."""
    held, awaited = (kind.objects.filter(person=OuterRef("pk")) for kind in (Post, Nomination))
    return people.filter(Exists(held) | Exists(awaited))


def matching(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People whose name, user name or telephone holds every word, diacritics or not."""
    for word in searching.words(text):
        people = people.filter(
            Q(search_text__contains=word) | Q(username__contains=word) | Q(phone__startswith=word)
        )
    return people


def after(people: QuerySet[Person], public_id: str, size: int) -> tuple[list[Person], str]:
    """A page in Vietnamese order that begins after one person; the token of the next or ''."""
    last = Person.objects.filter(public_id=public_id).only("sort_key", "pk").first()
    if last:
        beyond = Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, pk__gt=last.pk)
        people = people.filter(beyond)
    rows = list(people.order_by("sort_key", "pk")[: size + 1])
    return rows[:size], rows[size - 1].public_id if len(rows) > size else ""


def by_public_id(public_id: str) -> Person:
    return Person.objects.get(public_id=public_id)


def administrator(username: str, on: date) -> Person | None:
    """The administrator of a user name, on a day; None for everybody else."""
    held = Post.objects.filter(living(on), person=OuterRef("pk"), role=Role.ADMINISTRATOR)
    return Person.objects.filter(Exists(held), username=names.clean(username).lower()).first()


def person_of(pk: int) -> Person:
    """The signed-in person behind a request's user."""
    return Person.objects.get(pk=pk)


def posts_of(person: Person) -> QuerySet[Post]:
    return Post.objects.select_related("agency").filter(person=person).order_by("-valid_from")


def posts_at(agency_code: str, on: date) -> QuerySet[Post]:
    """Posts held that day in an agency or one that it answers for, in Vietnamese order."""
    return (
        Post.objects.select_related("person", "agency")
        .filter(living(on), agency_id__in=agencies.reach(agency_code, on))
        .order_by("person__sort_key", "pk")
    )


def posts_by_person(people: list[Person], on: date) -> dict[int, list[Post]]:
    """Posts held that day, by person, in one query."""
    found: dict[int, list[Post]] = {person.pk: [] for person in people}
    held = Post.objects.select_related("agency").filter(living(on), person__in=people)
    for post in held.order_by("valid_from"):
        found[post.person_id].append(post)
    return found


def delegations_of(person: Person) -> QuerySet[Delegation]:
    """Given and taken, newest first."""
    return (
        Delegation.objects.select_related(
            "giver__person", "giver__agency", "taker__person", "taker__agency"
        )
        .filter(Q(giver__person=person) | Q(taker__person=person))
        .order_by("-valid_from", "-pk")
    )


def partners() -> QuerySet[Partner]:
    return Partner.objects.select_related("agency").order_by("slug")


def names_of(references: set[str]) -> dict[str, str]:
    """What a page shows for the journal's references: who it was, by name and title."""
    posts = {r.removeprefix("post:") for r in references if r.startswith("post:")}
    citizens = {r.removeprefix("citizen:") for r in references if r.startswith("citizen:")}
    slugs = {r.removeprefix("partner:") for r in references if r.startswith("partner:")}
    shown = {
        f"post:{post.public_id}": f"{post.person.full_name} ({post.shown_title})"
        for post in Post.objects.select_related("person").filter(public_id__in=posts)
    }
    for person in Person.objects.filter(public_id__in=citizens):
        shown[f"citizen:{person.public_id}"] = person.full_name
    for partner in Partner.objects.filter(slug__in=slugs):
        shown[f"partner:{partner.slug}"] = partner.name
    return shown


def ever_held_a_post(person: Person) -> bool:
    """Whether a person holds, held or is to hold a post, or was proposed for one."""
    return person.posts.exists() or person.nominations.exists()


def locked_person(pk: int) -> Person:
    return Person.objects.select_for_update().get(pk=pk)


def locked_post(pk: int) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)


def locked_giver(pk: int) -> Post:
    """Whose powers a delegation gives."""
    return locked_post(Delegation.objects.values_list("giver_id", flat=True).get(pk=pk))


def locked_delegation(pk: int) -> Delegation:
    return Delegation.objects.select_for_update(of=("self",)).select_related("giver").get(pk=pk)


def locked_partner(pk: int) -> Partner:
    return Partner.objects.select_for_update().get(pk=pk)


def posts_by_pk(pks: list[int]) -> QuerySet[Post]:
    return Post.objects.select_related("agency", "person").filter(pk__in=pks)


def post_of_id(public_id: str) -> Post | None:
    return Post.objects.select_related("agency", "person").filter(public_id=public_id).first()


def references_of(person_pk: int) -> set[str]:
    """What the journal calls a person in each post ever held."""
    held = Post.objects.filter(person=person_pk).values_list("public_id", flat=True)
    return {f"post:{public_id}" for public_id in held}


def open_delegations(giver: Post, today: date) -> QuerySet[Delegation]:
    """What a post has given away and not taken back, now or later."""
    return Delegation.objects.filter(giver=giver, ended_at__isnull=True, valid_to__gt=today)


def by_username(username: str) -> Person | None:
    """Whoever signs in under this user name."""
    return Person.objects.filter(username=username).first() if username else None


def has_post(person: Person, today: date) -> bool:
    """Whether a person holds a post on this day."""
    return Post.objects.filter(living(today), person=person).exists()


def by_phone(number: str) -> Person | None:
    """Whoever confirmed the number, else the last who claimed it."""
    claimed = (
        Person.objects.filter(phone=number, is_active=True) if number else Person.objects.none()
    )
    return claimed.order_by("-phone_confirmed", "-pk").first()
