"""Whether two answers about persons may be about one. Pure: what was said in, yes or no out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hoaban.core import days
from hoaban.core.language import text
from hoaban.core.people.names import NO_IDENTITY

Said = Mapping[str, Any]  # Any: JSON, the parts of a person
NUMBER = "id_number"
# Which part of a person a rule about the whole person speaks of; other rules ask for the birth.
BIRTH, NATIONALITY = "birth_date", "nationality"
SPEAKS_OF = {
    "other_number": NUMBER,
    "other_person": "full_name",
    "same_person": "full_name",
    "citizen_of": NATIONALITY,
}
PARTS = (BIRTH, NUMBER, "full_name", NATIONALITY)


def part_of(rule: str) -> str:
    """The part of a person beside which the words of a broken rule stand."""
    return SPEAKS_OF.get(rule, BIRTH)


def subject(person: object, part: str) -> object:
    """What a rule that speaks of a part is about: a day alone, or the whole person."""
    return person.get(part) if part == BIRTH and isinstance(person, Mapping) else person


def have_other_numbers(one: object, other: object) -> bool:
    """Whether two persons do not share an identity number: nobody is two of them."""
    mine, theirs = _number(one), _number(other)
    return not mine or mine != theirs


def are_others(one: object, other: object) -> bool:
    """Whether two persons are told apart by name or by birth, as far as both are known."""
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return True
    if not _name(one) or not share_name(one, other):
        return True
    mine, theirs = days.span(one.get("birth_date")), days.span(other.get("birth_date"))
    return not (mine and theirs and mine[0] <= theirs[1] and theirs[0] <= mine[1])


def may_be_one(one: object, other: object) -> bool:
    """Whether nothing that is known of two persons tells them apart.

    Two numbers of one kind decide; where one is lacking or of an old card, name and birth do. A
    text is the name of somebody.
    """
    one = {"full_name": one} if isinstance(one, str) else one
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return True
    mine, theirs = _number(one), _number(other)
    if mine and (mine == theirs or len(mine) == len(theirs)):
        return mine == theirs
    if not _name(one) or not _name(other):
        return True
    born = days.span(one.get(BIRTH)) and days.span(other.get(BIRTH))
    return share_name(one, other) and not (born and are_others(one, other))


def are_citizens(said: object, country: str) -> bool:
    """Whether one of the nationalities that were said, of a person or alone, is of a country."""
    if isinstance(said, Mapping):
        said = said.get(NATIONALITY)
    return not said or country in str(said).split(", ")


def share_name(one: Said, other: Said) -> bool:
    """Whether both are called alike, letter by letter with all marks."""
    return _name(one) == _name(other)


def numbers(schema: Said, answers: Said) -> Iterator[tuple[str, str]]:
    """Each identity number that was answered, behind what the form calls its person."""
    for section in schema["sections"]:
        own = answers.get(section["code"]) or {}
        for field in section["fields"]:
            value = own.get(field["code"])
            if value and field["kind"] == NUMBER:
                yield text(section["title"]), value
            elif value and field["kind"] == "person":
                yield text(field["label"]), _number(value)
            elif value and field["kind"] == "table":
                asked = [each["code"] for each in field["columns"] if each["kind"] == NUMBER]
                for place, row in enumerate(value, 1):
                    yield from ((f"{text(field['label'])} {place}", row.get(c)) for c in asked)


def repeated(numbers: Sequence[object]) -> list[int]:
    """The places whose number stands before already; the empty and the lacking do not count."""
    said = [str(number or "") for number in numbers]
    return [i for i, one in enumerate(said) if one not in ("", NO_IDENTITY) and one in said[:i]]


def _number(person: object) -> str:
    said = person.get(NUMBER) if isinstance(person, Mapping) else None
    return "" if said in (None, NO_IDENTITY) else str(said)


def _name(person: Said) -> str:
    return " ".join(str(person.get("full_name") or "").casefold().split())
