"""What was typed, and what people mean by it in the words of names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hoaban.engines.search.spelling import fold, marked


@dataclass(frozen=True)
class Wanted:
    """What was typed, or what it means."""

    words: tuple[str, ...]  # folded
    written: tuple[str, ...]  # marked, or the folded ones where no marks were typed


@dataclass(frozen=True)
class Manner:
    """How people ask for a kind of thing, in words without weight.

    `asking` are marked words that say how one asks and not what for; `given_to` those that say for
    whom, after `for_whom`; `openings` the folded beginnings that every name has.
    """

    asking: str
    given_to: frozenset[str]
    for_whom: str
    openings: tuple[str, ...]

    @cached_property
    def _marked(self) -> frozenset[str]:
        return frozenset(marked(self.asking).split())

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(fold(self.asking).split())

    def is_asking(self, folded: str, written: str, before: str) -> bool:
        """Whether a word, as folded and as written, behind another one, weighs little."""
        asks = written in self._marked if folded != written else folded in self._folded
        return asks or (before == self.for_whom and folded in self.given_to)

    def bare(self, text: str) -> str:
        """A folded name without the words that every name begins with."""
        for opening in self.openings:
            text = text.removeprefix(opening)
        return text


Meanings = Mapping[str, tuple[str, ...]]  # what people say, marked, to what names say


def wanted(text: str, meanings: Meanings) -> list[Wanted]:
    """What was typed; and, where people's words stand in it, the same in the words of names."""
    words, spelled = tuple(fold(text).split()), tuple(marked(text).split())
    has_marks = words != spelled and len(words) == len(spelled)
    own = Wanted(words, spelled if has_marks else words)
    return [own, *_meant(own, meanings, has_marks=has_marks)] if words else []


def _meant(own: Wanted, meanings: Meanings, *, has_marks: bool) -> list[Wanted]:
    """With the longest of people's sayings that was typed put into the words of names."""
    spell = marked if has_marks else fold
    hits: list[tuple[int, int, str]] = []
    for one, means in meanings.items():
        said = tuple(spell(one).split())
        starts = range(len(own.written) - len(said) + 1)
        hits += [
            (len(said), i, each)
            for i in starts
            if own.written[i:][: len(said)] == said
            for each in means
        ]
    longest = max((length for length, _start, _means in hits), default=0)
    return [
        _put(own, start, length, spell(m), fold(m))
        for length, start, m in hits
        if length == longest
    ]


def _put(own: Wanted, start: int, length: int, spelled: str, folded: str) -> Wanted:
    end = start + length
    return Wanted(
        (*own.words[:start], *folded.split(), *own.words[end:]),
        (*own.written[:start], *spelled.split(), *own.written[end:]),
    )
