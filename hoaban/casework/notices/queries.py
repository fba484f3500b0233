"""Reads the notices of the content, whom one is for, and the inbox of an official."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from pydantic import model_validator

from hoaban.casework.cases import queries as cases
from hoaban.casework.notices import rules
from hoaban.casework.notices.enums import PERSONS, Addressee, Kind
from hoaban.casework.notices.models import Look, Mark
from hoaban.casework.notices.models import Notice as Notice
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import OUTSIDE, When
from hoaban.casework.turns.models import Turn
from hoaban.core import language
from hoaban.core.journal.models import Entry
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.people.actors import Actor
from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.shapes import Filled, Shape, Text, named

ORDER = ("-id",)
BATCH = 500


class Template(Shape):
    """A notice as content has it; its texts name facts in braces.

    A person is told subject and body. An inbox shows the subject, under its kind.
    """

    to: Addressee
    topic: Filled  # of law
    facts: tuple[str, ...] = ()
    subject: Text
    body: Text | None = None
    kind: Kind | None = None

    @model_validator(mode="after")
    def _fits_who_is_told(self) -> "Template":
        told = (self.body is not None, self.kind is not None)
        if told != (self.to in PERSONS, self.to not in PERSONS):
            raise ValueError("báo cho người dân cần body; báo vào hộp tin cần kind")
        return self

    @property
    def texts(self) -> dict[str, Text]:
        """Subject and body, as far as there are."""
        return {"subject": self.subject} | ({"body": self.body} if self.body else {})


_given: dict[str, Collection[str]] = {}


def connect(given: Mapping[str, Collection[str]]) -> None:
    """Say which facts the program gives to the notices of a file, by its name; called once."""
    _given.clear()
    _given.update(given)


def given(path: Path) -> Collection[str]:
    """The facts that the notices of a file may name."""
    return _given.get(path.stem, ())


class UnknownNotice(LookupError):
    """Code names a notice that content does not have."""


def paths() -> list[Path]:
    """The country's files of notices; each is named for what it tells about."""
    return sorted((folders.country() / "notices").glob("*.toml"))


def written(path: Path) -> tuple[dict[str, tuple[Place, Template]], list[Problem]]:
    """The notices of a file by name, `<file>.<section>`, with their places; and what is wrong."""
    found, problems = named(path, Template)
    return {f"{path.stem}.{name}": one for name, one in found.items()}, problems


def _read() -> Mapping[str, Template]:
    known: dict[str, Template] = {}
    for path in paths():
        found, problems = written(path)
        if problems:
            raise Wrong(problems[0])
        known |= {name: template for name, (_place, template) in found.items()}
    return known


_templates = KeptFiles(paths, _read)


def templates() -> Mapping[str, Template]:
    """Every notice of the content by name, read anew when a file of them was changed."""
    return _templates.get()


def template(name: str) -> Template:
    """A notice of the content. Raises UnknownNotice."""
    known = templates()
    if name not in known:
        raise UnknownNotice(name)
    return known[name]


def addressed(to: Addressee, entry: Entry) -> list[Turn]:
    """The turns of the officials whom a notice of this entry of a case is for.

    Nobody is told what they did to themselves, and a turn outside is no official's.
    """
    if to == Addressee.CONSULTED:
        return turns.begun_beside(entry.subject_pk, entry.at)
    if to == Addressee.AGENCY:
        last = turns.last_of_officials(entry.subject_pk)
        return [last] if last else []
    turn = turns.as_of(entry.subject_pk, entry.at)
    if turn is None or turn.role == OUTSIDE:
        return []
    is_own = turn.post is not None and entry.by == f"post:{turn.post.public_id}"
    return [] if is_own else [turn]


def holders(cases: Collection[int]) -> dict[int, Turn]:
    """The open turns of officials who handle these cases, by the key of the case."""
    found = turns.at_hand_of(cases)
    return {
        case: turn for case, turn in found.items() if turn.until is None and turn.role != OUTSIDE
    }


def told(notices: Iterable[Notice]) -> list[str]:
    """What these say in the reader's language; of a notice that content lost, its kind."""
    known = templates()
    return [
        rules.filled(language.text(known[notice.name].subject), notice.facts)
        if notice.name in known
        else str(Kind(notice.kind).label)
        for notice in notices
    ]


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """What an official was told about cases in which an agency of theirs still takes part."""
    reach = sorted(actor.reach)
    told = Notice.objects.filter(agency__in=reach, role=actor.role or "-")
    mine = told.filter(Q(post=None) | Q(post=actor.post_pk or 0))  # one walk along an index
    return mine.filter(cases.involved(reach, case="case")).select_related("case", "turn")


def upto(actor: Actor) -> int:
    """The newest notice (primary key) that this post has read; 0 where it never read any."""
    marks = Mark.objects.filter(post=actor.post_pk or 0)
    return marks.values_list("upto", flat=True).first() or 0


def new(actor: Actor) -> QuerySet[Notice]:
    """What tells of work still to do, and was neither read in the list nor by opening the case."""
    looks = Look.objects.filter(post=actor.post_pk or 0, case=OuterRef("case"))
    told = visible_to(actor).filter(pk__gt=upto(actor), is_settled=False)
    return told.exclude(Exists(looks.filter(upto__gte=OuterRef("pk")))).select_related(None)


_UNREAD = """
    SELECT count(*) FROM (
        SELECT n.id FROM notices_notice n
        WHERE n.agency_id IN ({reach}) AND n.role = %s AND (n.post_id IS NULL OR n.post_id = %s)
        AND EXISTS (SELECT 1 FROM cases_involvement i
            WHERE i.agency_id IN ({reach}) AND i.case_id = n.case_id AND i.until IS NULL)
        AND NOT n.is_settled
        AND n.id > coalesce((SELECT m.upto FROM notices_mark m WHERE m.post_id = %s), 0)
        AND NOT EXISTS (SELECT 1 FROM notices_look l
            WHERE l.case_id = n.case_id AND l.post_id = %s AND l.upto >= n.id)
        ORDER BY n.id DESC LIMIT %s
    ) told
"""


def unread(actor: Actor, most: int) -> int:
    """How many notices are new to this post, counted no further than `most`.

    The same condition as `new`, by hand: every page of an official shows it.
    """
    if not actor.reach:
        return 0
    reach, post = sorted(actor.reach), actor.post_pk or 0
    asked = [*reach, actor.role or "-", post, *reach, post, post, most]
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD.format(reach=", ".join(["%s"] * len(reach))), asked)
        return int(cursor.fetchone()[0])


def new_among(actor: Actor, notices: Iterable[Notice]) -> set[int]:
    """The keys of those that are new to this post."""
    keys = [notice.pk for notice in notices]
    return set(new(actor).filter(pk__in=keys).values_list("pk", flat=True))


def lapsed(since: datetime, now: datetime) -> Iterator[list[Turn]]:
    """The open turns of officials whose moment passed after `since`, in batches."""
    open_ = Turn.objects.filter(turns.is_late(now), until=None, when=When.BY_TIME)
    late = open_.exclude(role=OUTSIDE).order_by("act_by", "id")
    rows = list(late.filter(act_by__gte=since)[:BATCH])
    while rows:
        yield rows
        moment, pk = rows[-1].act_by, rows[-1].pk
        later = late.filter(Q(act_by__gt=moment) | Q(act_by=moment, pk__gt=pk))
        rows = list(later[:BATCH])
