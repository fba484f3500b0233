"""How well a name answers to what was typed. Pure text: no tables.

Vietnamese is written in syllables, and pairs of them make the words; so a pair in its order weighs
as much as its syllables. A syllable or pair that few names have weighs more than one of many.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from hoaban.engines.search.meanings import Manner, Wanted
from hoaban.engines.search.spelling import fold, marked, off_by_one

LITTLE = 0.05  # what such a word weighs
UNMARKED = 0.4  # how much a syllable counts whose marks are not those typed
BEGUN = 0.7  # ... that only begins so
ELSEWHERE = 0.8  # ... that stands beside the name or in English
LEAST = 0.5  # of the weight of what was typed has to be found
UNHEARD = 2.0  # what a syllable weighs that no name has
SHORT = 3  # letters below which a syllable is never taken for a slip of another


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{first} {second}" for first, second in itertools.pairwise(words)]


@dataclass(frozen=True)
class Said:
    """What the names of one thing say, ready to be asked."""

    titles: tuple[str, ...]  # folded: legal name, result, what people call it, English names
    spelled: tuple[str, ...]  # marked, those in Vietnamese
    text: str  # folded, all titles, apart by " | "
    written: str  # marked, all Vietnamese titles
    words: frozenset[str]  # folded syllables and pairs of the titles
    marked: frozenset[str]
    beside: frozenset[str]  # folded words that stand beside the names


def said(titles: Sequence[str], english: Sequence[str], *beside: str, manner: Manner) -> Said:
    """The names of one thing. `titles`: in Vietnamese, the official name first."""
    folded = tuple(manner.bare(fold(one)) for one in (*titles, *english) if one)
    spelled = tuple(manner.bare(marked(one)) for one in titles if one)
    return Said(
        titles=folded,
        spelled=spelled,
        text=f" {' | '.join(folded)} ",
        written=f" {' | '.join(spelled)} ",
        words=frozenset(_units(folded)),
        marked=frozenset(_units(spelled)),
        beside=frozenset(_units(map(fold, beside))),
    )


def _units(titles: Iterable[str]) -> Iterator[str]:
    for title in titles:
        words = title.split()
        yield from words
        yield from _pairs(words)


@dataclass(frozen=True)
class _Unit:
    """A syllable or pair of what was typed, and what it weighs."""

    folded: str
    written: str
    weight: float
    is_last: bool = False


@dataclass(frozen=True)
class Question:
    """What was typed, ready to be put to every name."""

    phrase: str
    written: str
    units: tuple[_Unit, ...]
    weight: float


Rank = tuple[int, float]  # tier; how much of it is missing


class Weights:
    """How rare each syllable and pair is among all names."""

    def __init__(self, rows: Iterable[Said], manner: Manner) -> None:
        kept = list(rows)
        self._total = len(kept) + 1
        self._manner = manner
        said = (unit for row in kept for unit in row.words | row.marked | row.beside)
        self._count = Counter(said)

    def question(self, wanted: Wanted) -> Question:
        """What was typed, or what it means, weighed."""
        units = tuple(unit for unit in self._units(wanted) if unit.weight)
        phrase, written = (
            self._manner.bare(" ".join(words)) for words in (wanted.words, wanted.written)
        )
        return Question(phrase, written, units, sum(unit.weight for unit in units))

    def corrected(self, wanted: Wanted) -> Wanted | None:
        """What was typed with each bare syllable that no name has read as one a letter off.

        Of several the one that names have beside its neighbours, then the most frequent; None
        where there is nothing to correct.
        """
        words = list(wanted.words)
        for place, word in enumerate(words):
            is_marked = word != wanted.written[place]  # whoever writes the marks looks at the word
            if is_marked or self._count.get(word) or len(word) < SHORT or not word.isalpha():
                continue
            near = [one for one in off_by_one(word) if self._count.get(one)]
            if near:
                words[place] = max(near, key=lambda one: self._fits(words, place, one))
        return Wanted(tuple(words), tuple(words)) if tuple(words) != wanted.words else None

    def _fits(self, words: Sequence[str], place: int, one: str) -> tuple[int, int, str]:
        pairs = _pairs([*words[max(place - 1, 0) : place], one, *words[place + 1 : place + 2]])
        return sum(self._count.get(pair, 0) for pair in pairs), self._count[one], one

    def _units(self, wanted: Wanted) -> Iterator[_Unit]:
        last = len(wanted.words) - 1
        asks = [
            self._manner.is_asking(word, wanted.written[place], wanted.words[max(place - 1, 0)])
            for place, word in enumerate(wanted.words)
        ]
        for place, (word, written) in enumerate(zip(wanted.words, wanted.written, strict=True)):
            weight = self._rarity(written) or UNHEARD
            yield _Unit(word, written, weight * (LITTLE if asks[place] else 1), place == last)
        pairs = zip(_pairs(wanted.words), _pairs(wanted.written), strict=True)
        for place, (pair, written) in enumerate(pairs):
            share = 0.0 if asks[place] or asks[place + 1] else 0.5
            yield _Unit(pair, written, self._rarity(written) * share)

    def _rarity(self, unit: str) -> float:
        count = self._count.get(unit, 0)
        return log(1 + self._total / count) if count else 0.0


def rank(question: Question, row: Said) -> Rank | None:
    """How well the names answer, the less the better; None where they do not."""
    tier = _tier(question, row)
    if tier is not None:
        return tier, 0.0
    found = sum(unit.weight * _match(unit, row) for unit in question.units)
    missing = 1 - found / question.weight if question.weight else 1.0
    return (LOOSE, round(missing, 1)) if missing <= 1 - LEAST else None


LOOSE = 6
WITHIN, BROKEN = 4, 5  # the phrase stands within a name; its last word is only begun
MARKS = 3  # tiers lost by a name whose marks are not those typed


def _match(unit: _Unit, row: Said) -> float:
    has_marks = unit.written != unit.folded
    if unit.written in (row.marked if has_marks else row.words):
        return 1.0
    if unit.folded in row.words:
        return UNMARKED
    if unit.folded in row.beside:
        return ELSEWHERE
    if unit.is_last and len(unit.folded) > 1 and f" {unit.folded}" in row.text:
        return BEGUN
    return 0.0


def _tier(asked: Question, row: Said) -> int | None:
    """The whole name; its beginning; its words in their order. Lower where marks differ."""
    if f" {asked.phrase}" not in row.text:
        return None
    has_marks = asked.phrase != asked.written
    titles, text = (row.spelled, row.written) if has_marks else (row.titles, row.text)
    exact = _tier_in(asked.written, titles, text)
    if exact is not None:
        return exact
    folded = _tier_in(asked.phrase, row.titles, row.text)
    return None if folded is None or folded >= WITHIN else folded + MARKS


def _tier_in(phrase: str, titles: Sequence[str], text: str) -> int | None:
    if phrase in titles:
        return 0
    if any(title.startswith(f"{phrase} ") for title in titles):
        return 2
    if f" {phrase} " in text:
        return WITHIN
    return BROKEN if f" {phrase}" in text else None
