"""Reads acts, topics and terms from the content's `law` folder, and says what does not fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.shapes import (
    Day,
    DayOrNone,
    Filled,
    Found,
    Shape,
    Text,
    misplaced,
    named,
    table,
    whole,
)
from hoaban.engines.law.facts import Act, Citation, Law, Period, Term, Topic


class ActLine(Shape):
    """An `[[act]]` of `acts.toml`. `seen`: V where its text was read, B where it was not."""

    key: Filled
    number: Filled
    name: Text
    title: Filled
    issuer: Filled
    issued: DayOrNone = None
    in_force: Day
    out_of_force: DayOrNone = None
    articles: tuple[str, ...] = ()
    amends: str = ""
    seen: Literal["V", "B"]
    source: Filled

    @model_validator(mode="after")
    def _issued_first(self) -> "ActLine":
        if self.issued and self.in_force < self.issued:
            raise misplaced("có hiệu lực trước khi được ban hành", "in_force")
        return self

    def fact(self) -> Act:
        return Act(**self.model_dump(exclude={"seen"}), is_seen=self.seen == "V")


class PeriodLine(Shape):
    """What speaks of a topic on [from, to): articles, or words why there are none."""

    begins: Day = Field(alias="from")
    ends: DayOrNone = Field(default=None, alias="to")
    cites: tuple[str, ...] = ()
    seen: Literal["V", "B"] = "B"
    none: Text | None = None

    @model_validator(mode="after")
    def _says_one(self) -> "PeriodLine":
        if bool(self.cites) == bool(self.none):
            raise ValueError("phải nêu điều khoản (cites), hoặc lời giải thích vì sao không (none)")
        return self

    def fact(self) -> Period:
        cites = tuple(Citation.read(text) for text in self.cites)
        return Period(self.begins, self.ends, cites, self.seen == "V" or bool(self.none), self.none)


class TopicLine(Shape):
    """A topic of `topics.toml`: what it is about, and its periods in order."""

    about: Filled
    rows: Annotated[list[PeriodLine], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_a_day(self) -> "TopicLine":
        for number, (before, after) in enumerate(pairwise(self.rows), 1):
            if before.ends is None or before.ends > after.begins:
                raise misplaced(f"hai dòng cùng hiệu lực ngày {after.begins}", "rows", number)
        return self


class TermLine(Shape):
    """What something is called on [from, to)."""

    name: Filled
    begins: Day = Field(alias="from")
    ends: DayOrNone = Field(default=None, alias="to")
    words: Text

    def fact(self) -> Term:
        return Term(self.name, self.begins, self.ends, self.words)


class WordsFile(Shape):
    """The file `words.toml`: how places in an act are written, and terms by date."""

    place: dict[str, Text]
    term: list[TermLine]


@dataclass(frozen=True)
class Checked:
    """The law that the files say, and what is wrong in them."""

    law: Law
    problems: list[Problem]


def paths(folder: Path) -> list[Path]:
    """The files that the law is read from."""
    return [folder / name for name in ("acts.toml", "topics.toml", "words.toml")]


def read(folder: Path) -> Law:
    """The law of a folder. Raises Wrong with the first problem."""
    found = check(folder)
    if found.problems:
        raise Wrong(found.problems[0])
    return found.law


def check(folder: Path) -> Checked:
    """The law of a folder, with every problem where it stands."""
    acts_path, topics_path, words_path = paths(folder)
    lines: Found[ActLine] = table(acts_path, ActLine, key=("key",), name="act")
    topics, wrong = named(topics_path, TopicLine)
    words: Found[WordsFile] = whole(words_path, WordsFile)
    [*given] = words.shapes()
    law = Law(
        acts={line.key: line.fact() for line in lines.shapes()},
        topics={
            key: Topic(key, line.about, tuple(row.fact() for row in line.rows))
            for key, (_place, line) in topics.items()
        },
        terms=tuple(term.fact() for file in given for term in file.term),
        places=given[0].place if given else {},
    )
    problems = [*lines.problems, *wrong, *words.problems]
    problems = problems or [*_amended(lines, law), *_cited(topics, law)]
    return Checked(law, problems)


def _amended(lines: Found[ActLine], law: Law) -> Iterator[Problem]:
    for place, line in lines.rows:
        if line.amends and line.amends not in law.acts:
            words = f"{line.key} sửa {line.amends}, văn bản ấy không có trong danh sách"
            yield place.need("amends").wrong(words).problem


def _cited(topics: Mapping[str, tuple[Place, TopicLine]], law: Law) -> Iterator[Problem]:
    """A row cites listed articles of acts that are in force all its days."""
    for place, line in topics.values():
        for row, period in zip(place.each("rows"), line.rows, strict=True):
            for cite in row.each("cites"):
                if words := _unfit(Citation.read(str(cite.value)), period, law):
                    yield cite.wrong(words).problem


def _unfit(cite: Citation, period: PeriodLine, law: Law) -> str:
    act = law.acts.get(cite.act)
    if act is None or (cite.place and cite.article not in act.articles):
        return f"{cite} không có trong danh sách"
    ends = period.ends or date.max
    if period.begins < act.in_force or ends > (act.out_of_force or date.max):
        return f"{cite} không có hiệu lực suốt những ngày này"
    return ""
