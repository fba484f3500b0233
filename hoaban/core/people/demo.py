"""People of the demo, from content: one a role and three agencies to walk a procedure through."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.people import actions, agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.core.people.roles import Role


def _path() -> Path:
    return folders.province() / "demo.toml"


_kept = KeptFiles(lambda: [_path()], lambda: tomllib.loads(_path().read_text(encoding="utf-8")))


def _content() -> dict[str, Any]:
    """`people` and `citizens`, as the province's demo.toml lists them."""
    return _kept.get()


def signins() -> list[tuple[str, str, str]]:
    """(role, user name, password) of those the demo prints, in the order of content.

    A citizen's user name is the telephone number: that is what the portal's sign-in asks for.
    """
    content = _content()
    listed = [*content["people"], *content["citizens"]]
    shown = (person for person in listed if "label" in person)
    label = "label_en" if get_language() == "en" else "label"
    return [(p[label], p.get("phone", p["username"]), content["password"]) for p in shown]


def citizens() -> list[dict[str, Any]]:
    """The citizens that content lists."""
    return list(_content()["citizens"])


def load(*, by: Actor, at: datetime) -> int:
    """Keep the demo's people, posts and passwords, marked synthetic; those there already stay.

    How many were added. Refuses NoAgencyThatDay where content names an agency that is not there.
    """
    added = 0
    content = _content()
    for facts in [*content["people"], *content["citizens"]]:
        if not Person.objects.filter(username=facts["username"]).exists():
            _add(facts, content["password"], by=by, at=at)
            added += 1
    return added


@transaction.atomic
def _add(facts: dict[str, Any], password: str, *, by: Actor, at: datetime) -> None:
    person = actions.keep_person(
        username=facts["username"],
        full_name=facts["full_name"],
        email=facts.get("email", ""),
        phone=facts.get("phone", ""),
        is_synthetic=True,
        public_id=facts["public_id"],
        by=by,
        at=at,
    )
    actions.set_password(person.pk, password=password, by=by, at=at)
    if "phone" in facts:
        actions.set_phone(person.pk, phone=facts["phone"], confirmed=True, by=by, at=at)
    for number, post in enumerate(facts.get("posts", [])):
        since: date = post["valid_from"]
        actions.appoint(
            person.pk,
            agency=agencies.row(post["agency"], since),
            role=Role(post["role"]),
            title=post["title"],
            unit=post.get("unit", ""),
            is_head=post.get("is_head", False),
            valid_from=since,
            public_id=f"{facts['public_id']}p{number}",
            by=by,
            at=at,
        )
