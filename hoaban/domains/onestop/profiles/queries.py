"""Reads whom a citizen keeps, and finds in a declaration whom they may want to keep."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from hoaban.core import clock
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.corrections.enums import OWNER
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.profiles.enums import Relation
from hoaban.domains.onestop.profiles.models import Known as Known
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.engines.forms.parts import PERSON_PARTS

Said = Mapping[str, Any]  # Any: JSON, as `Known.said`


SHOWN = 200  # of one citizen, whatever the rules of a day allow


def most(on: date) -> int:
    """How many a citizen may keep."""
    return int(provisions.act_of(on)["known_most"])


def of(actor: Actor) -> list[Known]:
    """Whom a citizen keeps, themselves first; nobody for anyone else."""
    if not actor.is_citizen or actor.person_pk is None:
        return []
    found = Known.objects.filter(person=actor.person_pk).order_by("pk")[:SHOWN]
    return sorted(found, key=lambda one: one.relation != Relation.SELF)


def one(actor: Actor, public_id: str) -> Known | None:
    """One of those whom this citizen keeps."""
    return next((known for known in of(actor) if known.public_id == public_id), None)


def mine(actor: Actor) -> Said:
    """What the citizen keeps of themselves; empty where nothing is."""
    found = next((one for one in of(actor) if one.relation == Relation.SELF), None)
    return found.said if found else {}


def declared_tails(person_pk: int) -> frozenset[str]:
    """The last four digits of each identity number that an account has declared of its holder: in
    what it keeps for forms, and in its newest dossiers.
    """
    kept = Known.objects.filter(person=person_pk, relation=Relation.SELF)
    numbers = [one.said.get("person", {}).get("id_number", "") for one in kept]
    for part in ("owner", "submitter"):
        own = Dossier.objects.filter(**{f"{part}_person": person_pk}).order_by("-case")
        numbers += [
            block.get("identity_number") for block in own.values_list(part, flat=True)[:MOST]
        ]
    return frozenset(tail for one in numbers if one and (tail := names.digits(str(one))[-4:]))


MOST = 50  # dossiers of each kind: nobody has papers of more numbers


def same(kept: Sequence[Known], relation: str, said: Said) -> Known | None:
    """Who is kept already: the citizen themselves, or somebody of the same name."""
    if relation == Relation.SELF:
        return next((one for one in kept if one.relation == Relation.SELF), None)
    name = names.fold(name_of(said))
    return next(
        (one for one in kept if one.relation != Relation.SELF and names.fold(one.name) == name),
        None,
    )


def in_the_way(
    known: Known | None, public_id: str | None, relation: str, *, is_added: bool
) -> Known | None:
    """Who is kept already where one more is added, or where another becomes the citizen."""
    is_other = relation == Relation.SELF and public_id is not None
    if known is None or known.public_id == public_id or not (is_added or is_other):
        return None
    return known


def name_of(said: Said) -> str:
    return str(said.get("person", {}).get("full_name", ""))


def sex_of(said: Said) -> str:
    """As it was said; "" where it was not."""
    return str(said.get("person", {}).get("sex", ""))


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom a declaration names, as they would be kept."""

    relation: Relation
    said: Said

    @property
    def name(self) -> str:
        return name_of(self.said)


# Who somebody is to the one who filed, by the section or question that names them.
RELATIONS = {
    "mother": Relation.SPOUSE,
    "father": Relation.SPOUSE,
    "spouse": Relation.SPOUSE,
    "child": Relation.CHILD,
}
OF_PARENTS = {"father": Relation.FATHER, "mother": Relation.MOTHER}
ENDED = frozenset({"deceased"})  # sections about somebody who is no more


def keepable(dossier: Dossier, actor: Actor) -> list[Found]:
    """Whom the citizen who filed may want to keep and has not kept like that, each once."""
    if actor.person_pk is None or dossier.submitter_person_id != actor.person_pk:
        return []
    me, kept = names.fold(str(dossier.filer.get("full_name", ""))), of(actor)
    found: dict[str, Found] = {}
    for relation, person in _people(dossier):
        name = names.fold(name_of(person))
        said = merged(person, found[name].said) if name in found else person
        found[name] = Found(Relation.SELF if name == me else relation, said)
    return [one for one in found.values() if not _is_kept(kept, one)]


def _is_kept(kept: Sequence[Known], found: Found) -> bool:
    known = same(kept, found.relation, found.said)
    return known is not None and _with(known.said, found.said) == known.said


def _with(before: Said, said: Said) -> dict[str, Any]:  # Any: JSON
    return {part: {**before.get(part, {}), **said.get(part, {})} for part in {**before, **said}}


def merged(before: Said, said: Said) -> dict[str, Any]:  # Any: JSON
    """What was kept with what is said now put over it."""
    return _with(before, said)


def _people(dossier: Dossier) -> Iterator[tuple[Relation, Said]]:
    for form in parameters.plan(dossier.revision_id).forms:
        for section in form.schema["sections"]:
            said = dossier.answers.get(section["code"]) or {}
            if section["code"] not in ENDED:
                yield from _of_section(section, said)


def _of_section(section: Said, said: Said) -> Iterator[tuple[Relation, Said]]:
    code, asked = section["code"], [q for q in section["fields"] if q["kind"] == "person"]
    if said.get("full_name") and said.get("birth_date"):  # a child, asked for line by line
        parts = {part: said[part] for part in PERSON_PARTS if said.get(part)}
        yield RELATIONS.get(code, Relation.OTHER), {"person": parts}
    for question in asked:
        person = said.get(question["code"]) or {}
        if not person.get("full_name"):
            continue
        parents = OF_PARENTS if code == "family" else RELATIONS
        named = parents.get(question["code"]) or RELATIONS.get(question["code"])
        relation = named or RELATIONS.get(code, Relation.OTHER)
        sex = {"sex": question["of_sex"]} if question.get("of_sex") else {}
        place = {
            name: value
            for name, value in (said.get("residence") or {}).items()
            if name in ("commune", "detail") and len(asked) == 1
        }
        yield relation, {"person": {**sex, **person}} | ({"residence": place} if place else {})


@dataclass(frozen=True, slots=True)
class Mend:
    """What was corrected in a dossier of somebody who was kept before: the parts with what is kept
    and what stands there now, and what would be kept with them.
    """

    known: Known
    reference: str
    code: str
    parts: Mapping[str, tuple[str, str]]
    said: Said


def mends(actor: Actor) -> dict[str, Mend]:
    """By the id of whom the citizen keeps, what the last correction in an own dossier says
    otherwise and nobody has written since.
    """
    kept = of(actor)
    if not kept:
        return {}
    own = Q(dossier__submitter_person=actor.person_pk) | Q(dossier__owner_person=actor.person_pk)
    rows = Correction.objects.filter(own).select_related("dossier__case").order_by("-id")
    found: dict[str, Mend] = {}
    for group in _by_person(rows[:LOOKED_AT]):
        for known in kept:
            if known.public_id not in found and (mend := _mend(known, group)):
                found[known.public_id] = mend
    return found


LOOKED_AT = 100  # of the last corrections in a citizen's dossiers
OF_BLOCK = {"full_name": "full_name", "identity_number": "id_number", "phone": "phone"}


def _by_person(rows: Iterable[Correction]) -> list[list[Correction]]:
    """Corrections of one person in one dossier together, those with the last one first."""
    found: dict[tuple[int, str, str], list[Correction]] = {}
    for row in rows:
        question = row.question if row.part else ""
        found.setdefault((row.dossier_id, row.section, question), []).append(row)
    return list(found.values())


def _mend(known: Known, rows: Sequence[Correction]) -> Mend | None:
    dossier = rows[0].dossier
    now = _stands(dossier, rows[0])
    changed = {_part(row): row.old for row in rows}  # the oldest stands last
    kept, before = known.said.get("person", {}), {**now, **changed}
    named = {names.fold(str(one.get("full_name", ""))) for one in (now, before)}
    if known.updated_at >= rows[0].at or names.fold(known.name) not in named:
        return None
    parts = {
        part: (str(kept.get(part) or ""), str(now[part]))
        for part in changed
        if part in PERSON_PARTS and now.get(part) and kept.get(part) != now[part]
    }
    if not parts:
        return None
    said = merged(known.said, {"person": {part: now[part] for part in parts}})
    return Mend(known, dossier.reference, dossier.code or dossier.reference, parts, said)


def _part(row: Correction) -> str:
    """Which part of a person was corrected."""
    return row.part or OF_BLOCK.get(row.question, row.question)


def _stands(dossier: Dossier, row: Correction) -> Said:
    """The person of a correction as the dossier says it now."""
    if row.section == OWNER:
        return {part: dossier.owner.get(name) for name, part in OF_BLOCK.items()}
    said = dossier.answers.get(row.section) or {}
    person = said.get(row.question) if row.part else said
    return person if isinstance(person, Mapping) else {}


def kept_days(on: date) -> int:
    """How long somebody stays kept whom nobody writes anew."""
    return int(provisions.act_of(on)["known_days"])


def stale(at: datetime, *, soon: bool = False) -> QuerySet[Known]:
    """Who was not written anew for so long, or will not have been when the notice is over."""
    act = provisions.act_of(clock.day(at))
    days = int(act["known_days"]) - (int(act["known_notice_days"]) if soon else 0)
    found = Known.objects.filter(updated_at__lt=at - timedelta(days=days))
    return found.select_related("person").order_by("pk")
