"""Acts, topics and terms as content has them, and how a citation is written. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hoaban.core.language import Words, text

PLACE = re.compile(r"(PL|[^\W\d_])(\w+)")


@dataclass(frozen=True, slots=True)
class Act:
    """A law, code, decree or circular. In force on [in_force, out_of_force)."""

    key: str
    number: str
    name: Words
    title: str
    issuer: str
    in_force: date
    issued: date | None = None
    out_of_force: date | None = None
    articles: tuple[str, ...] = ()
    amends: str = ""
    is_seen: bool = False
    source: str = ""

    def is_in_force(self, on: date) -> bool:
        return self.in_force <= on and (self.out_of_force is None or on < self.out_of_force)


@dataclass(frozen=True, slots=True)
class Citation:
    """An act and a place in it, as the code writes them: `ND61/2018 Đ17 k1`; or the whole act."""

    act: str
    place: str = ""

    @classmethod
    def read(cls, text: str) -> "Citation":
        act, _space, place = text.partition(" ")
        return cls(act, place)

    def __str__(self) -> str:
        return f"{self.act} {self.place}".strip()

    @property
    def article(self) -> str:
        """The article without its clauses: `Đ17`."""
        return self.place.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Period:
    """What speaks of a topic on [begins, ends): citations, or words that say why none does."""

    begins: date
    ends: date | None
    cites: tuple[Citation, ...]
    is_seen: bool
    none: Words | None = None

    def holds(self, on: date) -> bool:
        return self.begins <= on and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    about: str
    periods: tuple[Period, ...]

    def on(self, day: date) -> Period | None:
        """The period that holds on a day; None on a day of which content says nothing."""
        return next((period for period in self.periods if period.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Term:
    """What something is called on [begins, ends)."""

    name: str
    begins: date
    ends: date | None
    words: Words

    def holds(self, on: date) -> bool:
        return self.begins <= on and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True)
class Law:
    """Everything that content says of the law."""

    acts: Mapping[str, Act]
    topics: Mapping[str, Topic]
    terms: tuple[Term, ...]
    places: Mapping[str, Words]

    def cited(self, cites: tuple[Citation, ...], language: str) -> str:
        """The citations in words, places of one act together: acts are parted by a semicolon."""
        by_act: dict[str, list[str]] = {}
        for cite in cites:
            by_act.setdefault(cite.act, []).append(self._place(cite.place, language))
        parts = (
            ", ".join([text(self.acts[act].name, language), *filter(None, places)])
            for act, places in by_act.items()
        )
        return "; ".join(parts)

    def _place(self, place: str, language: str) -> str:
        """`Đ17 k1` as people read it: "Điều 17 khoản 1"."""
        return " ".join(self._parts(place, language))

    def _parts(self, place: str, language: str) -> Iterator[str]:
        for part in place.split():
            read = PLACE.fullmatch(part)
            words = self.places.get(read[1]) if read else None
            yield text(words, language).format(n=read[2]) if read and words else part
