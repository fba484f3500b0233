"""A small province: real agencies and calendar, three procedures, the people of one ward."""

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hoaban.core.kept import folders, stamps
from hoaban.core.people import agencies, areas
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person, Post
from hoaban.core.people.roles import Role
from hoaban.domains.office.calendars import content as calendars
from hoaban.domains.office.people import content as people_content
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.loading import content as loading

MONDAY = datetime(2020, 3, 16, 1, 30, tzinfo=UTC)  # 08:30 in the province


PROCEDURES = ("2.000635", "1.001612", "2.000488")
# Their first version alone, until a day that the tests know or without end.
FRAGMENTS = "procedures/_fragments.yaml"
OLD_CARD = ("chứng minh nhân dân", "chứng minh thư")  # which no version that goes on may name
ENDS = {"2.000635": "", "1.001612": "valid_to: 2025-07-01\n"}


@dataclass(frozen=True)
class Ward:
    """One agency with a clerk, a specialist, a leader and its head; a citizen; another agency."""

    agency: Agency
    clerk: Actor
    specialist: Actor
    leader: Actor
    head: Actor
    citizen: Actor
    stranger: Actor
    foreigner: Actor


def post_of(
    agency: Agency,
    role: Role,
    name: str,
    *,
    is_head: bool = False,
    on: date | None = None,
    title: str = "",
) -> Actor:
    """A post with a person of its own, acting today; a leader is the head or a deputy."""
    person = Person.objects.create(
        username=name, public_id=name[:16], full_name=f"Người {name}", search_text=name
    )
    post = Post.objects.create(
        public_id=name[:16],
        person=person,
        agency=agency,
        role=role,
        title=title or _title(role, is_head=is_head),
        is_head=is_head,
        valid_from=date(2019, 1, 1),
    )
    return people.actor_for_post(post, on or MONDAY.date())


def _title(role: Role, *, is_head: bool) -> str:
    if role != Role.LEADER:
        return str(role.label)
    return "Chủ tịch" if is_head else "Phó Chủ tịch"


def citizen_of(name: str) -> Actor:
    person = Person.objects.create(
        username=name, public_id=name, full_name=f"Công dân {name}", search_text=name
    )
    return people.actor_for_citizen(person)


def load_province(folder: Path) -> None:
    """Agencies, calendar and three procedures, and nothing kept of what was there before."""
    source = folders.province()
    (folder / "procedures").mkdir(parents=True)
    fields_and_fragments(source, folder)
    for code in PROCEDURES:
        first_version(source, folder, code)
    people_content.load(source)
    agencies.forget()
    calendars.load()
    report = loading.load(folder, at=MONDAY)
    assert report.problems == []
    forget()


def fields_and_fragments(source: Path, folder: Path) -> None:
    """Copy what the procedures share, as the tests have it."""
    shutil.copy(source / "fields.csv", folder)
    shared = (source / FRAGMENTS).read_text(encoding="utf-8").replace(*OLD_CARD)
    (folder / FRAGMENTS).write_text(shared, encoding="utf-8")


def first_version(source: Path, folder: Path, code: str) -> None:
    """Copy the first version of a procedure as the tests have it."""
    text = (source / f"procedures/{code}.yaml").read_text(encoding="utf-8")
    ends = ENDS.get(code)
    text = text.replace(*OLD_CARD)
    text = text if ends is None else re.sub(r"(?m)^valid_to: .*\n", ends, text)
    (folder / f"procedures/{code}.yaml").write_text(text, encoding="utf-8")


def forget() -> None:
    """Drop what this process keeps by primary key: other tests begin them anew."""
    stamps.forget()
    agencies.forget()
    areas.forget()
    parameters.forget()


def ward_of(agency: Agency) -> Ward:
    """The people of one agency, a citizen and a neighbour, a clerk of the ward next door."""
    other = agencies.row("ubnd-03130", MONDAY.date())
    return Ward(
        agency=agency,
        clerk=post_of(agency, Role.CLERK, "clerk"),
        specialist=post_of(agency, Role.SPECIALIST, "specialist"),
        leader=post_of(agency, Role.LEADER, "leader"),
        head=post_of(agency, Role.LEADER, "head", is_head=True),
        citizen=citizen_of("citizen"),
        stranger=citizen_of("neighbour"),
        foreigner=post_of(other, Role.CLERK, "foreigner"),
    )


OWNER = {
    "kind": "person",
    "full_name": "Lường Thị Ban",
    "identity_number": "011190000123",
    "phone": "0900000123",
    "email": "",
    "address": "Tổ dân phố 4, phường Him Lam",
    "area_code": "03127",
}


ANSWERS: dict[str, Any] = {  # Any: JSON answers
    "requester": {"full_name": "Lường Thị Ban", "phone": "0900000123"},
    "request": {"event": "birth", "copies": 2},
}


def filing(agency: Agency, code: str = "2.000635", **changes: object) -> Filing:
    """A filing that fits: a copy of a civil status extract, online."""
    revision = catalogue.revision_at(code, MONDAY.date())
    plan = parameters.plan(revision.pk)
    case = next(case for case in plan.cases.values() if case.is_default)
    facts: dict[str, Any] = {  # Any: fields of Filing
        "case": case,
        "agency": agency,
        "channel": "online",
        "owner": OWNER,
        "answered": Answered(ANSWERS),
    }
    return Filing(**(facts | changes))
