"""Looks up which article speaks of a topic on a day, and what a thing was called that day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.language import current, text
from hoaban.engines.content.places import Wrong
from hoaban.engines.law import reading
from hoaban.engines.law.facts import Act, Citation, Law


class UnknownTopic(LookupError):
    """Code or content names a topic that content does not have."""


@dataclass(frozen=True, slots=True)
class Article:
    """What speaks of a topic on a day, in the reader's language.

    `words` is empty where content says nothing of that day. `is_seen` says whether the text was
    read; where no act speaks of the topic, `acts` is empty and `words` says why.
    """

    topic: str
    acts: tuple[Act, ...]
    places: tuple[Citation, ...]
    words: str
    is_seen: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether readers must be told that the text was not seen."""
        return bool(self.words) and not self.is_seen


def _read() -> Law:
    return reading.read(folders.country() / "law")


_law = KeptFiles(lambda: reading.paths(folders.country() / "law"), _read)


def law() -> Law:
    """Everything that content says of the law, read anew when a file of it was changed."""
    return _law.get()


def topics() -> Collection[str] | None:
    """The topics by name; None while the files cannot be read, which the law itself tells."""
    try:
        return law().topics.keys()
    except Wrong:
        return None


def article(topic: str, on: date, language: str | None = None) -> Article:
    """What speaks of a topic on a day. Raises UnknownTopic."""
    known, reader = law(), language or current()
    if topic not in known.topics:
        raise UnknownTopic(topic)
    period = known.topics[topic].on(on)
    if period is None:
        return Article(topic, (), (), "", is_seen=True)
    acts = tuple(known.acts[key] for key in dict.fromkeys(cite.act for cite in period.cites))
    words = text(period.none, reader) if period.none else known.cited(period.cites, reader)
    return Article(topic, acts, period.cites, words, period.is_seen)


def cited(text: str, language: str | None = None) -> Article:
    """What a citation as content writes it names, `ND61/2018 Đ18 k2`; other words stay as they are.

    A citation is as seen as the act it names.
    """
    key, _space, places = text.partition(" ")
    act = law().acts.get(key)
    if act is None:
        return Article("", (), (), text, is_seen=True)
    cites = tuple(Citation(key, place.strip()) for place in places.split(","))
    return Article("", (act,), cites, law().cited(cites, language or current()), act.is_seen)


def term(name: str, on: date, language: str | None = None) -> str:
    """What something is called on a day. Raises LookupError where content has no such term."""
    if found := term_if_any(name, on, language):
        return found
    raise LookupError(f"{name} on {on}")


def term_if_any(name: str, on: date, language: str | None = None) -> str:
    """The same; empty where there is no such thing on the day, as a level that ended."""
    rows = (row for row in law().terms if row.name == name and row.holds(on))
    return next((text(row.words, language or current()) for row in rows), "")


def first_day(name: str) -> date:
    """The first day for which content says what something is called; year 1 where it never does,
    and while its files cannot be read, which the law itself tells.
    """
    try:
        return min((row.begins for row in law().terms if row.name == name), default=date.min)
    except Wrong:
        return date.min
