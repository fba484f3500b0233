"""Which agencies take a request on a day, and where one goes on whose agency ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from hoaban.core.language import text
from hoaban.core.people import agencies, areas
from hoaban.core.people.areas import NoAreaThatDay
from hoaban.core.people.models import Agency, Area
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.engines.forms.addresses import written

Choices = Sequence[tuple[str, Any]]  # Any: groups of choices, or one


def choices(revision: Revision, on: date) -> Choices:
    """The same as choices, under their district where there are districts."""
    tree, found = agencies.at(on), catalogue.deciding(revision, on)

    def above(agency: Agency) -> str:
        parent = tree.get(agency.parent_code)
        if parent is None or agency.level != "commune" or parent.level != "district":
            return ""
        return text(parent.name)

    ordered = sorted(found, key=lambda agency: agency.parent_code)
    made: list[tuple[str, object]] = []
    for name, members in groupby(ordered, key=above):
        options = [(agency.code, text(agency.name)) for agency in members]
        made += [(name, options)] if name else options
    return made


def lives(revision: Revision, code: str, on: date) -> Agency | None:
    """The version of an agency that takes this procedure on a day, None where it does not."""
    return next(
        (agency for agency in catalogue.deciding(revision, on) if agency.code == code), None
    )


Block = Mapping[str, Any]  # Any: JSON
BLOCKS = ("owner", "submitter")


@dataclass(frozen=True, slots=True)
class Moved:
    """What of a request that was begun is otherwise since units ended: whose it was, whose it is
    now (None: nobody is known to go on with it), and the communes by their names then and now.

    `owner` and `answers` are those of the draft by the units of now.
    """

    before: str
    to: Agency | None
    is_agency: bool  # whether the agency ended, not a commune alone
    communes: tuple[tuple[str, str], ...]
    owner: Mapping[str, Any]  # Any: JSON
    answers: Mapping[str, Any]  # Any: JSON


def moved(
    revision: Revision,
    agency: Agency | None,
    *,
    owner: Block,
    answers: Block,
    then: date,
    on: date,
) -> Moved | None:
    """What ended between the day on which a draft was kept and a later one; None where nothing."""
    named = _communes(owner, answers)
    changed = {code: pair for code in named if (pair := _changed(code, then, on))}
    ended = agency is not None and lives(revision, agency.code, on) is None
    if not changed and not ended:
        return None
    now = {code: row.code for code, (_then, row) in changed.items()}
    owner_now = {name: _block_now(value, now) for name, value in owner.items()}
    home = (owner_now.get("owner") or {}).get("area_code", "")
    return Moved(
        before=text(agency.name) if agency else "",
        to=_goes_on(revision, agency, home, on) if agency and ended else agency,
        is_agency=ended,
        communes=tuple((before.name, row.name) for before, row in changed.values()),
        owner=owner_now,
        answers={code: _answers_now(value, now, on) for code, value in answers.items()},
    )


def _goes_on(revision: Revision, ended: Agency, home: str, on: date) -> Agency | None:
    """Who takes the request now: whoever answers for the agency, else the agency of the home."""
    heir = lives(revision, agencies.answering(ended.code, on), on)
    return heir or lives(revision, catalogue.nearest(revision, home, on), on)


def _changed(code: str, then: date, on: date) -> tuple[Area, Area] | None:
    """A commune as it was and the one that holds it now, where these differ."""
    try:
        before = _row_then(code, then)
        now = areas.successor(before, on)
    except NoAreaThatDay:
        return None
    return (before, now) if (now.code, now.name) != (before.code, before.name) else None


def _row_then(code: str, then: date) -> Area:
    """A commune on the day on which a draft was kept, else as it last was: who types on in a page
    that lay open keeps the draft after the commune ended. Refuses NoAreaThatDay.
    """
    try:
        return areas.row(code, then)
    except NoAreaThatDay:
        ended = [one for one in areas.every() if one.code == code and one.valid_from < then]
        if not ended:
            raise
        return max(ended, key=lambda one: one.valid_from)


def _communes(owner: Block, answers: Block) -> list[str]:
    """The codes of the communes that a draft names, each once."""
    blocks = [owner.get(name) or {} for name in BLOCKS]
    found = [str(block.get("area_code") or "") for block in blocks]
    found += list(_named(answers))
    return [code for code in dict.fromkeys(found) if code]


def _named(said: object) -> Iterator[str]:
    if isinstance(said, Mapping):
        if said.get("commune"):
            yield str(said["commune"])
        for value in said.values():
            yield from _named(value)
    elif isinstance(said, list):
        for value in said:
            yield from _named(value)


def _block_now(block: Any, now: Mapping[str, str]) -> Any:  # noqa: ANN401 — JSON
    """A person's block in the communes of now."""
    code = now.get(str(block.get("area_code"))) if isinstance(block, Mapping) else None
    return {**block, "area_code": code} if code else block


def _answers_now(said: Any, now: Mapping[str, str], on: date) -> Any:  # noqa: ANN401 — JSON
    """Answers in the communes of now, each address as people write it now."""
    if isinstance(said, list):
        return [_answers_now(value, now, on) for value in said]
    if not isinstance(said, Mapping):
        return said
    kept = {name: _answers_now(value, now, on) for name, value in said.items()}
    if code := now.get(str(said.get("commune"))):
        kept["commune"] = code
        if "text" in said:
            kept["text"] = written(code, str(said.get("detail") or ""), on)
    return kept
