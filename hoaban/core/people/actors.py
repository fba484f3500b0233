"""Who acts: a person in one post, a citizen, a partner system, or the system itself by name."""

from dataclasses import dataclass

from hoaban.core.people.roles import AUTHORITIES, ActorKind, Role, Standing


@dataclass(frozen=True, slots=True)
class Actor:
    """A plain, frozen answer to "who?", handed to every action and query.

    `reference` is what the journal keeps: `post:<public id>`, `citizen:<public id>`,
    `partner:<slug>`, `system:<name>`. `agency` is our stable agency id, `reach` the primary keys of
    every agency row this actor answers for today (own versions and those of merged predecessors).
    `behalf` is the reference of the post whose absent holder delegated, or whose holder lets this
    one sign documents of these `kinds` `by_order` [ND30/2020 Đ13 k4]. `client` is the namespace in
    which the caller's transaction keys are unique.
    """

    kind: ActorKind
    reference: str
    person_pk: int | None = None
    post_pk: int | None = None
    agency: str = ""
    agency_pk: int | None = None
    reach: frozenset[int] = frozenset()
    role: Role | None = None
    is_head: bool = False
    standing: Standing = Standing.OTHER
    scopes: frozenset[str] = frozenset()
    behalf: str = ""
    by_order: bool = False
    kinds: frozenset[str] = frozenset()
    client: str = ""

    @property
    def signs_for_agency(self) -> bool:
        """Whether the post acted in is its agency's head or a deputy [ND30/2020 Đ13 k1]."""
        return self.standing in AUTHORITIES and not self.by_order

    def signs_kind(self, kind: str) -> bool:
        """Whether this actor signs documents of that kind: any for the agency, or by order."""
        return self.signs_for_agency or (self.by_order and kind in self.kinds)

    @property
    def is_official(self) -> bool:
        return self.kind == ActorKind.OFFICIAL

    @property
    def is_citizen(self) -> bool:
        return self.kind == ActorKind.CITIZEN

    @property
    def is_system(self) -> bool:
        return self.kind == ActorKind.SYSTEM

    def may(self, scope: str) -> bool:
        """Whether a partner system's token carries the scope (`dossiers:write`)."""
        return scope in self.scopes


STRANGER = Actor(kind=ActorKind.CITIZEN, reference="stranger")


def system(name: str) -> Actor:
    """The system acting by itself, named for what it does: `system("expiry")`."""
    return Actor(kind=ActorKind.SYSTEM, reference=f"system:{name}", client=f"system:{name}")
