"""Asks for somebody whom a citizen wants to keep, and fills forms with what is known of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict

from hoaban.core import clock
from hoaban.core.http import resuming
from hoaban.core.http.resuming import Labels
from hoaban.core.language import current, text
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.core.people.areas import NoAreaThatDay
from hoaban.domains.onestop.profiles.enums import Relation
from hoaban.domains.onestop.profiles.queries import Known, Mend, Said, merged
from hoaban.engines.forms import concealing, questions, readout
from hoaban.engines.forms.addresses import written
from hoaban.engines.forms.page import SectionForm, form_for
from hoaban.engines.forms.parts import PERSON_PARTS
from hoaban.engines.forms.questions import Section
from hoaban.ui import numerals

# Parts of a person, and what the block of an owner calls them.
BLOCK = {
    "full_name": "full_name",
    "id_number": "identity_number",
    "phone": "phone",
    "email": "email",
}
HOME = "residence"
Block = Mapping[str, Any]  # Any: JSON, the owner of a filing or whoever files
PERSON = {"vi": "Người này", "en": "The person"}
PLACE = {"vi": "Nơi cư trú", "en": "Residence"}
WHO = {"vi": "Người này là", "en": "This person is"}


def _schema() -> dict[str, Any]:  # Any: a schema
    relations = [{"value": one.value, current(): str(one.label)} for one in Relation]
    fields = [
        {"code": "relation", "kind": "choice", "label": WHO, "choices": relations},
        {
            "code": "person",
            "kind": "person",
            "label": PERSON,
            "parts": {part: part == "full_name" for part in PERSON_PARTS},
        },
        {
            "code": "residence",
            "kind": "address",
            "label": PLACE,
            "required": False,
            "parts": {"commune": False, "detail": False},
        },
    ]
    return {"sections": [{"code": "known", "title": PERSON, "fields": fields}]}


def form(data: QueryDict | None, known: Known | None, *, on: date) -> SectionForm:
    """The page of one person, prefilled with what is kept."""
    [section] = questions.sections(_schema(), {}, on, current())
    initial = {"relation": known.relation, **known.said} if known else {}
    return form_for(section, data, initial)


def labels(_actor: Actor, _place: Mapping[str, Any]) -> Labels:  # Any: parts of an address
    """What the boxes of the page of one person are called."""
    return resuming.of_forms(form(None, None, on=clock.today()))


def shown(said: Said, *, on: date) -> list[tuple[str, str]]:
    """What is kept of somebody in words, each with its name; identity numbers in part."""
    schema, place = _schema(), said.get(HOME) or {}
    home = {**place, "text": _written(place, on)} if place else {}
    own = {"person": said.get("person") or {}} | ({HOME: home} if home else {})
    read = readout.display(schema, concealing.concealed(schema, {"known": own}), current())
    rows = [row for _title, rows in read for row in rows]
    about, name = f"{text(PERSON)}: ", text(PERSON)
    return [(label.removeprefix(about), value) for label, value in rows if label != name]


def _written(place: Mapping[str, Any], on: date) -> str:  # Any: JSON
    """An address of the family, in a commune that ended without its name."""
    try:
        return written(str(place.get("commune") or ""), str(place.get("detail") or ""), on)
    except NoAreaThatDay:
        return str(place.get("detail") or "")


def told(mend: Mend) -> list[tuple[str, str, str]]:
    """What a correction says otherwise: the part in words, what is kept, what stands there now."""
    return [
        (text(PERSON_PARTS[part]), _read(part, kept), _read(part, now))
        for part, (kept, now) in mend.parts.items()
    ]


def _read(part: str, value: str) -> str:
    if part == readout.NUMBER and value and value != names.NO_IDENTITY:
        return numerals.masked(value)
    return readout.read_value(PERSON_PARTS[part], value, current()) if value else ""


def of_block(block: Block) -> dict[str, Any]:  # Any: JSON, as `Known.said`
    """What the block of a person or organisation says, as forms answer."""
    person = {part: block[name] for part, name in BLOCK.items() if block.get(name)}
    place = {"commune": block.get("area_code", ""), "detail": block.get("address", "")}
    return {"person": person, HOME: {name: value for name, value in place.items() if value}}


def block(known: Mapping[str, Any], mine: Said) -> dict[str, Any]:  # Any: initial values
    """What an account knows, with what the citizen keeps of themselves."""
    person, home = mine.get("person", {}), mine.get(HOME, {})
    kept = {name: person.get(part, "") for part, name in BLOCK.items()}
    kept |= {"area_code": home.get("commune", ""), "address": home.get("detail", "")}
    return {**{name: value for name, value in kept.items() if value}, **_filled(known)} | {
        name: value for name, value in kept.items() if value and name in ("area_code", "address")
    }


def _filled(given: Mapping[str, Any]) -> dict[str, Any]:  # Any: JSON
    return {name: value for name, value in given.items() if value}


def is_same(one: str, other: str) -> bool:
    return bool(one) and names.fold(one) == names.fold(other)


def prefilled(section: Section, owner: Block, mine: Said) -> dict[str, Any]:  # Any: JSON
    """What is known of the owner, where the form's content asks for it."""
    own = of_block(owner)
    person = mine.get("person", {})
    if is_same(str(person.get("full_name", "")), str(owner.get("full_name", ""))):
        own = merged(mine, own)
    found: dict[str, Any] = {}  # Any: JSON
    for question in section.questions:
        source, _dot, part = str(question.spec.get("prefill", "")).partition(".")
        if source != "owner":
            continue
        if question.kind == "person":
            asked = question.spec["parts"]
            found[question.code] = {
                name: own["person"][name] for name in asked if own["person"].get(name)
            }
        elif question.kind == "address":
            found[question.code] = dict(own[HOME])
        elif value := owner.get(part):
            found[question.code] = value
    return found


def followed(
    sections: Sequence[Section], said: Block, *, before: Block, after: Block
) -> dict[str, Any]:  # Any: answers by section
    """The answers that repeated the owner's block `before`, as the block `after` says it."""
    changed: dict[str, Any] = {}  # Any: JSON
    for section in sections:
        answers = said.get(section.code) or {}
        old = prefilled(section, before, {})
        new = prefilled(section, after, {})
        own = {
            code: _following(answers[code], value, new.get(code), section)
            for code, value in old.items()
            if code in answers
        }
        if any(own[code] != answers[code] for code in own):
            changed[section.code] = {**answers, **own}
    return changed


def _following(said: Any, old: Any, new: Any, section: Section) -> Any:  # noqa: ANN401 — JSON
    """An answer with the parts that stood as in the old block replaced by those of the new."""
    if not isinstance(said, Mapping):
        return new if said == old and new else said
    kept = {**said}
    for part, value in old.items():
        if said.get(part) == value and (new or {}).get(part):
            kept[part] = new[part]
    if "text" in said and kept != said:
        kept["text"] = written(kept.get("commune", ""), kept.get("detail", ""), section.on)
    return kept
