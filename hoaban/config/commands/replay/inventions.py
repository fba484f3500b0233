"""Synthetic answers: whatever a form asks, something plausible that it accepts."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from hoaban.config.commands.replay.applicants import Applicant, identity_number
from hoaban.config.commands.replay.arrivals import Arrival
from hoaban.config.commands.replay.script import Folk, Script, name_of
from hoaban.core import clock
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.procedures.catalogue.enums import Channel
from hoaban.engines.content import province
from hoaban.engines.forms import lists, persons
from hoaban.engines.forms import rules as forms

Json = dict[str, Any]  # Any: JSON
SEX_OF = {"groom": "male", "father": "male", "bride": "female", "mother": "female"}
DAYS_AGO = (5, -10, 0, 366 * 30, 366 * 12, 366 * 14, -40, 1, 366 * 22, 30)


def counts(arrival: Arrival) -> dict[str, dict[str, int]]:
    """The papers handed in: what the case requires, as many as it says."""
    plan = parameters.plan(arrival.offer.revision_pk)
    return {
        part.code: {
            "originals": part.originals,
            "certified": part.certified_copies,
            "copies": part.copies or (0 if part.originals or part.certified_copies else 1),
        }
        for part in plan.components[arrival.offer.case.pk]
        if part.is_required and not part.is_shown_only
    }


def answered(script: Script, arrival: Arrival, who: Applicant, on: date) -> Answered:
    """The answers as they are kept when they are filed that day."""
    given = answers(script, arrival, who)
    filed = parameters.filed(arrival.offer.case, arrival.agency, on)
    kept, _wrong = parameters.answered(arrival.offer.revision_pk, given, on, filed=filed)
    return kept


def answers(script: Script, arrival: Arrival, who: Applicant) -> Json:
    """Answers to the forms of the case that their own checks accept."""
    plan = parameters.plan(arrival.offer.revision_pk)
    inventor = _Inventor(script, arrival, who)
    given: Json = {}
    for form in plan.forms:
        for section in form.schema["sections"]:
            if forms.holds(section.get("show_if"), given):
                inventor.section(section, given)
    return given


class _Inventor:
    def __init__(self, script: Script, arrival: Arrival, who: Applicant) -> None:
        self.random = Random(f"{script.seed}:answers:{arrival.number}")  # noqa: S311 - repeatable
        self.folks: tuple[Folk, ...] = script.folks
        self.on = clock.day(arrival.at)
        self.by_post = arrival.channel == Channel.POST
        self.who = who
        self.section_code = ""

    def section(self, spec: Mapping[str, Any], given: Json) -> None:  # Any: a schema
        """Answer a section into what was given so far."""
        own = given.setdefault(spec["code"], {})
        self.section_code = spec["code"]
        for field in spec["fields"]:
            if not forms.holds(field.get("show_if"), given) or self._is_skipped(field):
                continue
            fits = self._answer(field, given, own)
            if not fits and field["kind"] == "person" and own.get("relation") == "self":
                own["relation"] = "parent"  # what is asked can be about somebody else alone
                self._answer(field, given, own)

    def _answer(self, field: Mapping[str, Any], given: Json, own: Json) -> bool:
        """Answer a question; whether its checks accept the value."""
        for candidate in self._candidates(field, given):
            own[field["code"]] = candidate
            if not self._is_wrong(field, candidate, given):
                return True
        own[field["code"]] = next(iter(self._candidates(field, given)))
        return False

    def _is_wrong(self, field: Mapping[str, Any], value: object, given: Json) -> bool:
        """Whether a check of the question refuses the value."""
        parts = persons.PARTS if field["kind"] == "person" else ("",)
        return any(
            forms.broken(
                [c for c in field.get("checks", ()) if part in ("", persons.part_of(c["rule"]))],
                persons.subject(value, part),
                answers=given,
                on=self.on,
            )
            for part in parts
        )

    def _is_skipped(self, field: Mapping[str, Any]) -> bool:  # Any: a schema
        is_made = field["kind"] in ("file", "derived")
        return is_made or (not field.get("required", True) and self.random.random() < 0.6)  # noqa: PLR2004

    def _candidates(
        self, field: Mapping[str, Any], given: Json
    ) -> Iterator[Any]:  # Any: JSON values
        """Values to try, the likeliest first."""
        kind = field["kind"]
        if kind == "table":
            yield [self._row(field)]
        elif kind == "person":
            if given.get(self.section_code, {}).get("relation") == "self":
                known = given.get("requester", {}).get("person", {})
                invented = self._person(field, 0)
                yield {part: known.get(part, value) for part, value in invented.items()}
            for age in (0, 16, 24, 34, 61, 12, 13, 14):
                yield self._person(field, age)
        elif kind == "choice":
            values = [choice["value"] for choice in field["choices"]]
            yield from self.random.sample(values, len(values))
            yield values[0]
        elif field.get("list"):
            yield from self._listed(field["list"])
        elif kind == "date":
            yield from self._dates()
            yield from ["nay"] if field.get("ongoing") else []
        elif kind in {"number", "money"}:
            yield from self._numbers(field)
        else:
            yield from self._words(kind, field)

    def _listed(self, name: str) -> Iterator[str]:
        """What the applicant answers from a list, else any entry of it."""
        listed = lists.on(name, self.on)
        likely = self.who.people if name == "ethnic-groups" else "Việt Nam"
        if lists.meant(listed, likely):
            yield likely
        yield self.random.choice(listed.entries).name

    def _row(self, table: Mapping[str, Any]) -> Json:  # Any: a schema
        """A row of a table, each cell of which fits those before it."""
        row: dict[str, object] = {}
        beside = {self.section_code: {table["code"]: row}}
        for column in table["columns"]:
            row[column["code"]] = self._cell(column, beside)
        return row

    def _cell(self, column: Mapping[str, Any], beside: Json) -> object:  # Any: a schema
        for value in self._candidates(column, {}):
            if not forms.broken(column.get("checks", ()), value, answers=beside, on=self.on):
                return value
        return ""

    def _person(self, field: Mapping[str, Any], age: int) -> Json:  # Any: a schema
        """The applicant where the section asks for him; else someone of the same family."""
        who, full_name, born, sex = self.who, self.who.full_name, self.who.born_on, self.who.sex
        identity, wanted = who.identity_number, SEX_OF.get(self._role(field), "")
        if field.get("prefill") != "owner" or age or wanted not in ("", sex):
            other, _people, sex = name_of(self.random, self.folks, sex=wanted)
            full_name = f"{who.full_name.split()[0]} {' '.join(other.split()[1:])}"
            days = (age or self.random.randint(24, 60)) * 365 + self.random.randint(30, 300)
            born = self.on - timedelta(days=days)
            identity = identity_number(self.random)
        known = {
            "full_name": full_name,
            "birth_date": born.isoformat(),
            "sex": sex,
            "ethnicity": who.people,
            "nationality": "Việt Nam",
            "id_number": identity,
            "id_issued_on": (born + timedelta(days=20 * 365)).isoformat(),
            "id_issued_by": province.called("police", "vi"),
            "phone": who.phone,
            "email": "",
        }
        needed = {part for part, how in field["parts"].items() if how == "required" or how is True}
        parts = [p for p in field["parts"] if p in needed or p in {"ethnicity", "nationality"}]
        if age and age < 20:  # noqa: PLR2004 - no card yet
            known["id_issued_on"] = self.on.isoformat()
        return {part: known[part] for part in parts if known.get(part)}

    def _role(self, field: Mapping[str, Any]) -> str:  # Any: a schema
        """Whom a question is about: it says so, or its section does."""
        return next((code for code in (field["code"], self.section_code) if code in SEX_OF), "")

    def _dates(self) -> Iterator[str]:
        first = self.random.randint(2, 25), self.random.randint(400, 4000)
        yield from ((self.on - timedelta(days=days)).isoformat() for days in (*first, *DAYS_AGO))

    def _numbers(self, field: Mapping[str, Any]) -> Iterator[int]:  # Any: a schema
        least, most = int(field.get("min", 1)), int(field.get("max", 10**9))
        if field["kind"] == "money":
            yield max(least, min(most, self.random.randint(2, 60) * 5_000_000))
        for size in (3, 60, 100, 500):
            yield min(most, least + self.random.randrange(size))
        yield most

    def _words(self, kind: str, field: Mapping[str, Any]) -> Iterator[object]:  # Any: a schema
        who, most = self.who, int(field.get("max", 200))
        if kind == "checkbox":
            yield True
        elif kind == "address":
            yield {"commune": who.commune.code, "detail": who.detail}
        elif kind == "phone":
            yield who.phone
        elif kind == "email":
            yield f"nguoi-dan-{who.phone}@example.vn"
        elif kind == "id_number":
            yield who.identity_number
        elif kind == "long_text":
            yield "Theo giấy tờ kèm theo hồ sơ."[:most]
        else:
            for text in self._texts(field["code"]):
                yield text[:most]

    def _texts(self, code: str) -> Iterator[str]:
        who, number = self.who, self.random.randint(1, 240)
        likely = {
            "office": f"Ủy ban nhân dân {who.commune.name}",
            "number": f"{number}/{self.on.year - self.random.randint(1, 20)}",
            "book": f"01/{self.on.year - self.random.randint(1, 20)}",
            "name": f"Hộ kinh doanh {who.full_name}",
            "full_name": who.full_name,
            "place": who.address,
            "purpose": "Bổ sung hồ sơ cá nhân",
        }
        if code in likely:
            yield likely[code]
        yield from (f"Theo giấy tờ số {number}", f"Theo tờ khai số {number + 1}")
        yield from (f"Doanh nghiệp tư nhân {who.full_name}", "4711", "B1")
