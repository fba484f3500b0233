"""One section as a Django form: typed in by a person, or filled from JSON, and judged as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from hoaban.core.language import text
from hoaban.core.people.names import NO_IDENTITY
from hoaban.engines.forms import addresses, codes, fields, inputs, lists, persons, rules
from hoaban.engines.forms.judged import JudgedForm
from hoaban.engines.forms.lists import Entry
from hoaban.engines.forms.questions import OUTSIDE, Leaf, Question, Section
from hoaban.engines.forms.rules import Json

ADD_ROW = "add_row"
OF_ITS_ISSUE = ("id_issued_on", "id_issued_by")  # parts of a person


@dataclass(frozen=True)
class Shown:
    """A question as its template draws it."""

    question: Question
    fields: list[BoundField]
    rows: list[list[BoundField]]
    rows_name: str = ""
    row_count: int = 0
    may_grow: bool = False
    grows: str = ""  # what the button for one more row sends
    # Boxes by which what is unlikely is said to be so, by name, and whether they are ticked.
    doubts: tuple[tuple[str, bool], ...] = ()


class SectionForm(JudgedForm):
    """The questions of one section. `answers()` after `is_valid()` gives the section's answers.

    Pressing "add a row" gives an unbound form with what was typed and one more row: nothing is
    judged yet, and `is_valid()` is False.
    """

    template_name = "forms/questions.html"
    use_required_attribute = False

    def __init__(
        self,
        section: Section,
        *,
        data: Mapping[str, Any] | None = None,  # Any: what the page or the API sent
        initial: Json | None = None,
        prefix: str | None = None,
        known: Json | None = None,
        made: Mapping[str, forms.Field] | None = None,
        doubts: bool = False,
    ) -> None:
        self.section = section
        self.doubts = doubts  # whoever types is asked about what is unlikely
        self.asked: dict[str, None] = {}  # the inputs about which that was
        self.known = section.answers if known is None else known  # of the whole form so far
        self.prefix = prefix  # several sections on one page: names begin with the section's
        data = None if data is None else codes.together(section, data, self.add_prefix(""))
        self.wants_row = str(data.get(ADD_ROW, "")) if data is not None else ""
        kept = flat(section, initial) if initial else {}
        own = {} if data is None else {self._bare(name): data.get(name) for name in data}
        if data is not None and self.wants_row:
            kept, data = own, None
        given = own if data is not None else kept
        self.rows = {q.code: self._row_count(q, given) for q in section.questions}
        super().__init__(data=data, initial=kept, prefix=prefix)
        self.leaves = {leaf.name: leaf for leaf in self._leaves()}
        self.fields |= made or fields_of(section, self.leaves)
        if made is None:
            for name, leaf in self.leaves.items():
                if "list" in leaf.spec:
                    self.fields[name].widget.attrs["list"] = self._list_id(leaf.spec["list"])
            self._name_codes()
        for question in section.questions:
            if question.kind == "table":
                self._add_count(question)

    def _name_codes(self) -> None:
        """A name says to the page where its code stands, and in which list it is found."""
        for question in self.section.questions:
            for name, code, of in codes.columns(question):
                for row in range(self.rows[question.code]):
                    before = f"{question.code}__{row}__"
                    own = self.fields[f"{before}{name}"].widget.attrs
                    own["data-code-in"] = self.add_prefix(f"{before}{code}")
                    own["data-choices"] = self._list_id(of)

    def _leaves(self) -> Iterator[Leaf]:
        for question in self.section.questions:
            yield from question.leaves(self.rows[question.code], self.section.language)

    def _bare(self, name: str) -> str:
        return name.removeprefix(f"{self.prefix}-") if self.prefix else name

    def _row_count(self, question: Question, given: Mapping[str, Any]) -> int:
        if question.kind != "table":
            return 0
        most = int(question.spec["most"])
        try:
            asked = int(str(given.get(f"{question.code}__rows") or 0))
        except ValueError:
            asked = 0
        more = 1 if self.wants_row == self.add_prefix(question.code) else 0
        return min(max(asked + more, int(question.spec["least"]), 1), most)

    def _add_count(self, question: Question) -> None:
        name = f"{question.code}__rows"
        self.fields[name] = forms.IntegerField(required=False, widget=forms.HiddenInput())
        self.initial[name] = self.rows[question.code]

    @property
    def shown(self) -> list[Shown]:
        """The questions with their bound fields, for the template."""
        asked = (question for question in self.section.questions if question.kind != "derived")
        return [self._shown(question) for question in asked]

    def _list_id(self, name: str) -> str:
        return self.add_prefix(f"choices-{name}")

    @property
    def lists(self) -> list[tuple[str, tuple[Entry, ...], bool]]:
        """The lists that the page offers while one types, each once; whether their codes too."""
        leaves = self.leaves.values()
        names = dict.fromkeys(leaf.spec["list"] for leaf in leaves if "list" in leaf.spec)
        on, coded = self.section.on, codes.listed(self.section)
        return [(self._list_id(one), lists.on(one, on).entries, one in coded) for one in names]

    def _shown(self, question: Question) -> Shown:
        rows = self.rows[question.code]
        bound = [self[leaf.name] for leaf in question.leaves(rows, self.section.language)]
        if question.kind != "table":
            asked = (self._sure(one.name) for one in bound if one.name in self.asked)
            doubts = tuple((name, name in self.data) for name in asked)
            return Shown(question, bound, [], doubts=doubts)
        width = len(question.spec["columns"])
        lines = [bound[start : start + width] for start in range(0, len(bound), width)]
        may_grow = rows < int(question.spec["most"])
        name = self.add_prefix(f"{question.code}__rows")
        return Shown(question, [], lines, name, rows, may_grow, self.add_prefix(question.code))

    def clean(self) -> dict[str, Any]:
        """Drop what a condition hides, then judge the rest: emptiness, rows, addresses, checks."""
        super().clean()
        mine = self._nested()
        known = {**self.known, self.section.code: mine}
        for question in self.section.questions:
            if not rules.holds(question.spec.get("show_if"), known):
                mine.pop(question.code, None)
                self._forgive(self._names(question))
                continue
            if question.kind == "derived":
                value = rules.derived(question.spec, known, self.section.on)
                mine |= {} if value is None else {question.code: value}
                continue
            self._forgive_empty(question)
            self._forgive_without_papers(question, mine)
            self._judge(question, mine, known)
        self._answers = mine
        return self.cleaned_data

    def _names(self, question: Question) -> list[str]:
        return [leaf.name for leaf in question.leaves(self.rows[question.code])]

    def _forgive(self, names: list[str]) -> None:
        for name in names:
            self.errors.pop(name, None)

    def _forgive_empty(self, question: Question) -> None:
        """An optional block, and a row, that is empty as a whole lacks nothing."""
        if not self.errors:
            return
        for names in self._groups(question):
            if inputs.all_empty(self._typed(name) for name in names):
                self._forgive(names)

    def _forgive_without_papers(self, question: Question, mine: Json) -> None:
        """Who has no identity paper owes no day and no place of its issue."""
        if question.kind == "person" and self.errors:
            said = mine.get(question.code) or {}
            if said.get("id_number") == NO_IDENTITY:
                self._forgive([f"{question.code}__{part}" for part in OF_ITS_ISSUE])

    def _groups(self, question: Question) -> list[list[str]]:
        names = self._names(question)
        if question.kind == "table":
            width = len(question.spec["columns"])
            return [names[start : start + width] for start in range(0, len(names), width)]
        return [] if question.required else [names]

    def _nested(self) -> dict[str, Any]:
        """The section's answers from its inputs, empty ones left out."""
        mine: dict[str, Any] = {}  # Any: JSON values
        for name, leaf in self.leaves.items():
            value = inputs.to_json(self.cleaned_data.get(name))
            if value in (None, ""):
                continue
            if len(leaf.path) == 1:
                mine[str(leaf.path[0])] = value
            else:
                mine.setdefault(str(leaf.path[0]), {}).setdefault(leaf.path[1:], value)
        for question in self.section.questions:
            if question.code in mine and question.kind == "table":
                mine[question.code] = self._rows(mine[question.code])
            elif question.code in mine and question.kind in ("person", "address"):
                mine[question.code] = {p[0]: v for p, v in mine[question.code].items()}
        return mine

    def _rows(self, cells: Mapping[tuple[int, str], Any]) -> list[dict[str, Any]]:
        numbers = sorted({row for row, _column in cells})
        rows = [{c: v for (r, c), v in cells.items() if r == number} for number in numbers]
        return [row for row in rows if not inputs.all_empty(row.values())]

    def _judge(self, question: Question, mine: dict[str, Any], known: Json) -> None:
        value = mine.get(question.code)
        if question.kind == "table":
            self._judge_table(question, value or [], known)
        elif question.kind == "address" and value:
            self._judge_address(question, value)
        if question.kind == "person":
            self._judge_person(question, value or {}, known)
            return
        subject, name = value, question.code
        if question.kind == "address":
            subject = addresses.units((value or {}).get("commune", ""), self.section.on)
            name = f"{question.code}__commune"
        if name in self.fields:
            self._check(name, question.spec.get("checks", ()), subject, known)

    def _judge_person(self, question: Question, value: Json, known: Json) -> None:
        """Each check of a person beside the part that it speaks of."""
        checks = question.spec.get("checks", ())
        for part in persons.PARTS:
            own = [check for check in checks if persons.part_of(check["rule"]) == part]
            subject = persons.subject(value, part)
            if own and (name := f"{question.code}__{part}") in self.fields:
                self._check(name, own, subject, known)
        whole = f"{self.section.code}.{question.code}"
        for leaf in question.leaves():
            own = [{**c, "field": f"{whole}.{c.get('part')}"} for c in leaf.spec.get("checks", ())]
            self._check(leaf.name, own, value.get(str(leaf.path[1])), known)

    def _check(self, name: str, checks: Sequence[Json], value: object, known: Json) -> None:
        for check in rules.broken(checks, value, answers=known, on=self.section.on):
            if check.get("doubt"):
                if not self.doubts:
                    continue
                self.asked[name] = None
                if self.data.get(self._sure(name)):
                    continue
            self.add_error(name, text(check["words"], self.section.language))

    def _sure(self, name: str) -> str:
        return self.add_prefix(f"sure__{name}")

    def _judge_table(self, question: Question, rows: list[dict[str, Any]], known: Json) -> None:
        if len(rows) < question.spec["least"] and not self._names_in_error(question):
            first = self._names(question)[0]
            self.add_error(first, _("Ghi ít nhất %(n)s dòng.") % {"n": question.spec["least"]})
        self._refuse_repeated(question)
        for leaf in question.leaves(self.rows[question.code]):
            value = inputs.to_json(self.cleaned_data.get(leaf.name))
            checks = leaf.spec.get("checks", ())
            beside = self._beside(question, leaf, known) if checks and value else known
            self._check(leaf.name, checks, value, beside)

    def _beside(self, question: Question, leaf: Leaf, known: Json) -> Json:
        """The answers as a cell sees them: of its own table it knows the row it stands in."""
        _code, number, _column = leaf.path
        before = f"{question.code}__{number}__"
        row = {
            column["code"]: inputs.to_json(self.cleaned_data.get(f"{before}{column['code']}"))
            for column in question.spec["columns"]
        }
        section = {**known.get(self.section.code, {}), question.code: row}
        return {**known, self.section.code: section}

    def _refuse_repeated(self, question: Question) -> None:
        """No two rows are one person: whoever stands there twice is told beside the second."""
        leaves = list(question.leaves(self.rows[question.code]))
        names = [leaf.name for leaf in leaves if leaf.spec["kind"] == "id_number"]
        for place in persons.repeated([self.cleaned_data.get(name) for name in names]):
            self.add_error(names[place], _("Số này đã ghi ở dòng trên: mỗi người một số giấy tờ."))

    def _names_in_error(self, question: Question) -> bool:
        return any(name in self.errors for name in self._names(question))

    def _judge_address(self, question: Question, value: dict[str, Any]) -> None:
        code, detail = value.get("commune", ""), value.get("detail", "")
        if code == OUTSIDE and not detail:
            name = f"{question.code}__detail"
            self.add_error(name, _("Ghi đủ địa chỉ, từ số nhà, bản đến tỉnh hoặc nước."))
            return
        value["text"] = addresses.written(code, detail, self.section.on)

    def answers(self) -> dict[str, Any]:
        """The section's clean answers as JSON. Only after `is_valid()`."""
        return self._answers


def fields_of(section: Section, leaves: Mapping[str, Leaf]) -> dict[str, forms.Field]:
    """The Django fields of a section's inputs, by name."""
    on, language = section.on, section.language
    return {name: fields.field_for(leaf, on=on, language=language) for name, leaf in leaves.items()}


def flat(section: Section, own: Json) -> dict[str, Any]:
    """A section's answers as the values of its inputs; what does not fit is left out."""
    values: dict[str, Any] = {}  # Any: JSON values
    for question in section.questions:
        value = own.get(question.code)
        rows = len(value) if isinstance(value, list) and question.kind == "table" else 0
        if rows:
            values[f"{question.code}__rows"] = rows
        for leaf in question.leaves(rows, section.language):
            found = _at(own, leaf.path)
            if found is not None:
                values[leaf.name] = found
    return values


def _at(own: Json, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 — JSON of any kind
    value: Any = own
    for part in path:
        if isinstance(value, Mapping) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def form_for(
    section: Section,
    data: Mapping[str, Any] | None = None,  # Any: what the page sent
    initial: Json | None = None,
    *,
    on: date | None = None,
    language: str = "",
    prefix: str | None = None,
) -> SectionForm:
    """The section's form. `initial` is the section's answers so far, `data` what was sent."""
    _same(section, on, language)
    return SectionForm(section, data=data, initial=initial, prefix=prefix, doubts=True)


def _same(section: Section, on: date | None, language: str) -> None:
    """A section already knows its day and language; another one would judge differently."""
    if (on and on != section.on) or (language and language != section.language):
        raise ValueError("ask sections() for that day and language")
