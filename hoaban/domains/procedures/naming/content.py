"""The short names that the files of procedures may say, told apart on every day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated

from pydantic import AfterValidator

from hoaban.core.language import Words
from hoaban.core.people import names
from hoaban.domains.procedures.naming.rules import called
from hoaban.engines.content.places import Place, Problem
from hoaban.engines.content.shapes import FullText

MOST_LETTERS = 40  # one or two lines of a telephone


def _fits(texts: dict[str, str]) -> dict[str, str]:
    for language, words in texts.items():
        if len(words) > MOST_LETTERS:
            raise ValueError(f'tên gọi ngắn "{language}" dài hơn {MOST_LETTERS} chữ')
    return texts


ShortName = Annotated[FullText, AfterValidator(_fits)]


@dataclass(frozen=True)
class Named:
    """A version of a procedure: its names on the days [from, to), and where its file says them."""

    code: str
    valid_from: date
    valid_to: date | None
    name: Words
    short: Words
    place: Place


def alike(versions: Iterable[Named]) -> Iterator[Problem]:
    """Where a short name is what another procedure is called on some of its days.

    Marks and capitals do not tell two apart: whoever types without them finds both.
    """
    for same in _by_words(versions).values():
        for one, other in combinations(same, 2):
            if one.code != other.code and _meet(one, other):
                told, beside = (one, other) if one.short else (other, one)
                words = f"tên gọi ngắn trùng với tên của thủ tục {beside.code}"
                yield told.place.need("short").wrong(words).problem


def _by_words(versions: Iterable[Named]) -> Mapping[tuple[str, str], Sequence[Named]]:
    """The versions by language and by what they are called in it, where a short name is among
    them."""
    found: dict[tuple[str, str], list[Named]] = {}
    for one in versions:
        for language, words in called(one.name, one.short).items():
            found.setdefault((language, names.fold(words)), []).append(one)
    return {key: same for key, same in found.items() if any(one.short for one in same)}


def _meet(one: Named, other: Named) -> bool:
    ends = [each.valid_to or date.max for each in (one, other)]
    return one.valid_from < ends[1] and other.valid_from < ends[0]
