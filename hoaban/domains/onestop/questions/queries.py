"""What is known of the filer and the family, and where it fits in a form: nobody types twice."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.http import QueryDict

from hoaban.core.language import current, text
from hoaban.core.people import names
from hoaban.domains.onestop.drafts.forms import BlockForm
from hoaban.domains.onestop.drafts.queries import OWNER, SECTION, SUBMITTER, Block, Draft
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.onestop.profiles.enums import Relation
from hoaban.domains.onestop.profiles.forms import HOME, is_same, of_block
from hoaban.domains.onestop.profiles.queries import ENDED, Known, Said, merged, name_of, sex_of
from hoaban.domains.onestop.questions import rules
from hoaban.engines.forms import readout
from hoaban.engines.forms.page import ADD_ROW
from hoaban.engines.forms.parts import ADDRESS_PARTS
from hoaban.engines.forms.questions import Question, Section

MINE = "me"  # the offer to be the filer themselves
RELATION = "relation"  # the question of what the filer is to whom the section names


class Way(Protocol):
    """What is asked here of the way of a draft."""

    @property
    def draft(self) -> Draft: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def on(self) -> date: ...
    @property
    def sections(self) -> tuple[Section, ...]: ...
    @property
    def is_for_other(self) -> bool: ...
    def block(self, name: str) -> Block: ...


def seen(found: Way, step: str) -> str:
    """What tells the answers of a page as they stood when it was opened from others."""
    said = json.dumps(_standing(found, step), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _standing(found: Way, step: str) -> Any:  # noqa: ANN401 — JSON
    """What is kept of a page of questions."""
    if step.startswith(SECTION):
        return found.draft.answers.get(step.removeprefix(SECTION)) or {}
    if step in (OWNER, SUBMITTER):
        return dict(found.block(step))
    return {}


def meanwhile(
    found: Way,
    step: str,
    data: QueryDict,
    keep: Callable[[], Mapping[str, Any]],  # Any: JSON, the changes of the draft
) -> list[tuple[str, str]]:
    """What another page kept since this one was opened and this one would undo: name and answer.

    Nothing where both say the same, and where a page does not tell what it was opened with.
    """
    if data.get("seen", seen(found, step)) == seen(found, step):
        return []
    changes, there = keep(), _standing(found, step)
    if step.startswith(SECTION):
        code = step.removeprefix(SECTION)
        here = changes.get("answers", {}).get(code, {})
        return [row for row in _read(found, code, there) if row not in _read(found, code, here)]
    here = changes["owner"].get(step, {})
    return [
        (str(BlockForm(on=found.on, is_other=False).fields[name].label), _shown(name, value))
        for name, value in there.items()
        if value and value != here.get(name) and name not in UNREAD
    ]


UNREAD = ("kind", "area_code")


def _shown(name: str, value: object) -> str:
    return readout.identity(value, current()) if name == "identity_number" else str(value)


def _read(found: Way, code: str, said: Mapping[str, Any]) -> list[tuple[str, str]]:  # Any: JSON
    """The answers of a section in words."""
    return [
        row
        for form in found.plan.forms
        for _title, rows in readout.display(form.schema, {code: said}, current())
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that fills in one person."""

    value: str
    label: str
    question: Question
    said: Said
    kept_as: str = ""  # what the person is to the filer


def offers(found: Way, section: Section, kept: Sequence[Known]) -> list[Offer]:
    """Who may be filled in by one press: the filer, and the family."""
    asked = [q for q in section.questions if q.kind == "person" and not q.spec.get("prefill")]
    made = []
    for question in asked:
        about = f"{question.label}: " if len(asked) > 1 else ""
        for value, label, said, kept_as in _people(found, section, question, kept):
            name = f"{question.code}:{value}"
            made.append(Offer(name, f"{about}{label}", question, said, kept_as))
    return made


def _people(
    found: Way, section: Section, question: Question, kept: Sequence[Known]
) -> list[tuple[str, str, Said, str]]:
    """Who may be named there: of the sex that is asked for, the filer only while alive."""
    me = _me(found, kept)
    people: list[tuple[str, str, Said, str, str]] = []
    if (name := name_of(me)) and section.code not in ENDED:
        words = text(question.spec.get("myself", {})) or name
        people.append((MINE, words, me, sex_of(me), Relation.SELF))
    people += [
        (
            one.public_id,
            f"{one.get_relation_display()}: {one.name}",
            one.said,
            one.sex,
            one.relation,
        )
        for one in kept
        if one.relation != Relation.SELF
    ]
    asked, elsewhere = str(question.spec.get("of_sex", "")), _named_elsewhere(found, section)
    return [
        (value, label, said, kept_as)
        for value, label, said, sex, kept_as in people
        if rules.may_be(asked, sex or elsewhere.get(names.fold(name_of(said)), ""))
    ]


def _named_elsewhere(found: Way, section: Section) -> dict[str, str]:
    """The sex of those whom this draft names on other pages as a man or as a woman."""
    said = found.draft.answers
    return {
        names.fold(str(person.get("full_name", ""))): str(question.spec["of_sex"])
        for other in found.sections
        if other.code != section.code
        for question in other.questions
        if question.spec.get("of_sex")
        and (person := (said.get(other.code) or {}).get(question.code) or {})
    }


def _me(found: Way, kept: Sequence[Known]) -> Said:
    """The filer, by what is kept and what this draft says already."""
    mine: Said = next((one.said for one in kept if one.relation == Relation.SELF), {})
    own = of_block(found.block(SUBMITTER if found.is_for_other else OWNER))
    said = found.draft.answers.get("requester") or {}
    person = said.get("person") or {}
    if is_same(str(person.get("full_name", "")), str(own["person"].get("full_name", ""))):
        own = merged(own, {"person": person, HOME: said.get(HOME) or {}})
    name = str(mine.get("person", {}).get("full_name", ""))
    if not own["person"] or is_same(name, str(own["person"].get("full_name", ""))):
        return merged(mine, own)
    return own


def filled(data: QueryDict, section: Section, offers: Sequence[Offer], pressed: str) -> QueryDict:
    """What was typed, with the chosen person put in; nothing is judged yet."""
    made = data.copy()
    made[ADD_ROW] = "fill"
    offer = next((one for one in offers if one.value == pressed), None)
    if offer is None:
        return made
    shown_by = rules.answers_that_show(offer.question.spec.get("show_if"), section.code)
    for code, answer in shown_by:
        made[code] = answer
    for asked in section.questions:
        if asked.code == RELATION and (choices := asked.spec.get("choices")):
            made[RELATION] = rules.relation_back(offer.kept_as, choices) or made.get(RELATION, "")
    for part in offer.question.spec["parts"]:
        if value := offer.said.get("person", {}).get(part):
            made[f"{offer.question.code}__{part}"] = value
    homes = [q for q in section.questions if q.kind == "address" and q.code == HOME]
    for home in homes:
        for part in ADDRESS_PARTS:
            made[f"{home.code}__{part}"] = offer.said.get(HOME, {}).get(part, "")
    return made


def home_of(answers: Said, block: Block) -> dict[str, Any]:  # Any: JSON, parts of a block
    """The residence that the answers give to the person of a block; empty where they give none."""
    name = str(block.get("full_name") or "")
    for said in answers.values():
        place = said.get(HOME) or {}
        named = [str(p.get("full_name", "")) for p in said.values() if isinstance(p, Mapping)]
        if place.get("detail") and any(is_same(one, name) for one in named):
            return {"area_code": place.get("commune", ""), "address": place["detail"]}
    return {}
