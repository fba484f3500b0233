"""Reads acts, topics and terms from the content's `law` folder, and says what does not fit."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from hoaban.core.language import FIRST
from hoaban.engines.content.places import Problem, Wrong
from hoaban.engines.law.facts import Act, Citation, Law, Period, Term, Topic

Words = Annotated[dict[str, str], Field(min_length=1)]
Read = TypeVar("Read")


class LawContentWrong(Wrong, ValueError):
    """Carries the file and what is wrong in it."""

    def __init__(self, path: Path, words: str) -> None:
        super().__init__(Problem(str(path), 1, 1, words))


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Act(_Row):
    key: str
    number: str
    name: Words
    title: str
    issuer: str
    issued: date | None = None
    in_force: date
    out_of_force: date | None = None
    articles: tuple[str, ...] = ()
    amends: str = ""
    seen: Literal["V", "B"]
    source: str

    def fact(self) -> Act:
        given = self.model_dump(exclude={"seen"})
        return Act(**given, is_seen=self.seen == "V")


class _Acts(_Row):
    act: list[_Act]


class _Period(_Row):
    begins: date = Field(alias="from")
    ends: date | None = Field(default=None, alias="to")
    cites: tuple[str, ...] = ()
    seen: Literal["V", "B"] = "B"
    none: Words | None = None

    def fact(self) -> Period:
        cites = tuple(Citation.read(text) for text in self.cites)
        return Period(self.begins, self.ends, cites, self.seen == "V" or bool(self.none), self.none)


class _Topic(_Row):
    about: str
    rows: Annotated[list[_Period], Field(min_length=1)]

    def fact(self, key: str) -> Topic:
        return Topic(key, self.about, tuple(row.fact() for row in self.rows))


class _Term(_Row):
    name: str
    begins: date = Field(alias="from")
    ends: date | None = Field(default=None, alias="to")
    words: Words

    def fact(self) -> Term:
        return Term(self.name, self.begins, self.ends, self.words)


class _Named(_Row):
    place: dict[str, Words]
    term: list[_Term]


def paths(folder: Path) -> list[Path]:
    """The files that the law is read from."""
    return [folder / name for name in ("acts.toml", "topics.toml", "words.toml")]


def read(folder: Path) -> Law:
    """The law of a folder. Raises LawContentWrong with the file and what is wrong in it."""
    acts, topics, words = paths(folder)
    named = _shaped(words, TypeAdapter(_Named))
    law = Law(
        acts={row.key: row.fact() for row in _shaped(acts, TypeAdapter(_Acts)).act},
        topics={
            key: topic.fact(key)
            for key, topic in _shaped(topics, TypeAdapter(dict[str, _Topic])).items()
        },
        terms=tuple(term.fact() for term in named.term),
        places=named.place,
    )
    if wrong := list(problems(law)):
        raise LawContentWrong(folder, "; ".join(wrong))
    return law


def _shaped(path: Path, shape: TypeAdapter[Read]) -> Read:
    try:
        return shape.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise LawContentWrong(path, str(error)) from error
    except ValidationError as error:
        said = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise LawContentWrong(path, "; ".join(said)) from error


def problems(law: Law) -> Iterator[str]:
    """What does not fit together in the law that was read."""
    for act in law.acts.values():
        if act.issued and act.in_force < act.issued:
            yield f"{act.key} is in force before it was issued"
        if act.amends and act.amends not in law.acts:
            yield f"{act.key} amends {act.amends}, which is not listed"
        if FIRST not in act.name:
            yield f"{act.key} has no Vietnamese name"
    for topic in law.topics.values():
        yield from _overlaps(topic)
        for period in topic.periods:
            yield from _unfit(law, topic, period)


def _overlaps(topic: Topic) -> Iterator[str]:
    for before, after in zip(topic.periods, topic.periods[1:], strict=False):
        if before.ends is None or before.ends > after.begins:
            yield f"{topic.key}: two rows hold on {after.begins}"


def _unfit(law: Law, topic: Topic, period: Period) -> Iterator[str]:
    """A row cites listed articles of acts that are in force all its days, or says why none."""
    if bool(period.cites) == bool(period.none):
        yield f"{topic.key} from {period.begins}: either articles or words why there are none"
    for cite in period.cites:
        act = law.acts.get(cite.act)
        if act is None or (cite.place and cite.article not in act.articles):
            yield f"{topic.key} cites {cite}, which is not listed"
            continue
        ends = period.ends or date.max
        if period.begins < act.in_force or ends > (act.out_of_force or date.max):
            yield f"{topic.key} cites {cite} on days when it is not in force"
