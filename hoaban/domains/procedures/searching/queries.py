"""Search over all procedures: a ranked list in memory, built once per process and load.

About 1,650 names are small enough that no database index is worth its upkeep, and the same Python
ranks alike on SQLite and PostgreSQL. A process notices within seconds what another one loaded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hoaban.core import language
from hoaban.core.kept.memory import Kept
from hoaban.core.language import FIRST, Words
from hoaban.core.people import names
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import CatalogueEntry, Revision
from hoaban.domains.procedures.naming import rules as naming
from hoaban.domains.procedures.wording.queries import meanings
from hoaban.engines.search import meanings as search_meanings
from hoaban.engines.search import ranking
from hoaban.engines.search.meanings import Manner
from hoaban.engines.search.ranking import Rank, Said, Weights


@dataclass(frozen=True)
class Found:
    """A procedure in a list. `is_whole`: it can be filed here; otherwise it is information."""

    code: str
    name: Words
    short: Words
    field_code: str
    field_name: Words
    levels: tuple[str, ...]
    is_whole: bool
    is_fileable_online: bool

    @property
    def called(self) -> Words:
        """What pages call it."""
        return naming.called(self.name, self.short)


@dataclass(frozen=True)
class _Indexed:
    found: Found
    valid_from: date
    valid_to: date
    said: Said
    is_version: bool = False  # of our own content, not of the published catalogue


@dataclass(frozen=True)
class _Index:
    """Every procedure with its names, and how rare each word is among them."""

    rows: list[_Indexed]
    weights: Weights


def _read() -> _Index:
    rows = list(_indexed())
    return _Index(rows, Weights([row.said for row in rows], MANNER))


# How people ask for a procedure.
# A code, as the national portal writes it too (`2.000635.000.00.00.H18`), or without its point,
# wherever it stands; alone its beginning does.
_CODE = re.compile(r"(?<![\w.])(\d)\.?(\d{6})(?!\d)")
_BEGUN = re.compile(r"^(?:mã\s+)?(?:số\s+)?(\d\.\d{0,6})\.?$", re.IGNORECASE)
MANNER = Manner(
    asking="xin cho tôi của về muốn cần mình như thế nào ở đâu để thì và là làm bị được thủ tục "
    "hành chính",
    given_to=frozenset(
        {"con", "me", "bo", "cha", "vo", "chong", "em", "chau", "ong", "ba", "toi", "minh"}
    ),
    for_whom="cho",
    openings=("thu tuc ", "thu3 tuc5 "),
)
_kept = Kept("procedures", _read)


def _indexed() -> Iterator[_Indexed]:
    for revision in Revision.objects.select_related("procedure", "field"):
        yield _whole(revision)
    for entry in catalogue.entries():
        yield _entry(entry)


def _whole(row: Revision) -> _Indexed:
    found = Found(
        code=row.code,
        name=row.name,
        short=row.short,
        field_code=row.field.code,
        field_name=row.field.name,
        levels=(row.level,),
        is_whole=not row.information,
        is_fileable_online=row.is_fileable_online,
    )
    named = (row.name, row.short, row.result_name)
    titles = (*(language.text(one, FIRST) for one in named), *row.synonyms)
    others = [said for one in named for code, said in one.items() if code != FIRST]
    said = ranking.said(titles, others, *row.field.name.values(), manner=MANNER)
    return _Indexed(found, row.valid_from, row.valid_to or date.max, said, is_version=True)


def _folded(words: Words) -> str:
    return names.fold(language.text(words, FIRST))


def _entry(row: CatalogueEntry) -> _Indexed:
    found = Found(
        code=row.code,
        name={FIRST: row.name},
        short={},
        field_code=row.field.code,
        field_name=row.field.name,
        levels=tuple(row.levels),
        is_whole=False,
        is_fileable_online=False,
    )
    said = ranking.said((row.name,), (), *row.field.name.values(), manner=MANNER)
    return _Indexed(found, date.min, date.max, said)


def _on(day: date) -> list[_Indexed]:
    """What stands on a day: whole versions in force, and the catalogue's other procedures."""
    rows = [row for row in _kept.get().rows if row.valid_from <= day < row.valid_to]
    own = {row.found.code for row in rows if row.is_version}
    return [row for row in rows if row.is_version or row.found.code not in own]


def search(text: str, on: date, limit: int = 20, *, wholly: bool = False) -> list[Found]:
    """The procedures that answer to a text, best first. Marks and đ do not matter.

    The code; a whole name or a name that people use; its beginning; its words in their order; at
    last, most of what was typed by weight. What can be filed here comes first among equals. With
    `wholly` nothing of what was typed is lacking, nor taken for a slip.
    """
    asked = names.clean(text)
    rows, weights = _on(on), _kept.get().weights
    if by_code := _by_code(rows, asked):
        return by_code[:limit]
    wanted = search_meanings.wanted(asked, meanings())
    if (
        wanted and not wholly and (corrected := weights.corrected(wanted[0]))
    ):  # no name has a syllable of it
        meant = search_meanings.wanted(" ".join(corrected.words), meanings())
        wanted = [*wanted[1:], *meant]
    questions = [weights.question(one) for one in wanted]
    ranked: list[tuple[Rank, bool, int, str, Found]] = []
    for row in rows:
        ranks = [rank for one in questions if (rank := ranking.rank(one, row.said)) is not None]
        ranks = [rank for rank in ranks if not (wholly and rank[1])]
        if ranks:
            found = row.found
            order = not found.is_whole, len(language.text(found.name, FIRST)), found.code
            ranked.append((min(ranks), *order, found))
    ranked.sort(key=lambda line: line[:-1])
    return [line[-1] for line in ranked[:limit]]


def bare(text: str) -> str:
    """A folded text, or name of a procedure, without the words with which every name begins."""
    return MANNER.bare(names.fold(text))


def is_called(text: str, *said: Words) -> bool:
    """Whether a text is the whole of one of these names, in any language, whatever its marks."""
    asked = bare(text)
    called = (bare(name) for words in said for name in words.values() if name)
    return bool(asked) and asked in called


def code_in(text: str) -> str:
    """The code of a procedure in a text, or the beginning of one that is all of it; or nothing."""
    if whole := _CODE.search(text):
        return f"{whole[1]}.{whole[2]}"
    begun = _BEGUN.search(text)
    return begun[1] if begun else ""


def _by_code(rows: list[_Indexed], asked: str) -> list[Found]:
    """The procedures whose code was typed, or begins so."""
    asked = code_in(asked)
    if not asked:
        return []
    found = [row.found for row in rows if row.found.code.startswith(asked)]
    return sorted(found, key=lambda one: (one.code != asked, one.code))


def browse(on: date, *, field: str = "", level: str = "") -> list[Found]:
    """All procedures of a field and a level, those that can be filed first, then by name."""
    rows = [
        row.found
        for row in _on(on)
        if (not field or row.found.field_code == field) and (not level or level in row.found.levels)
    ]
    return sorted(rows, key=lambda one: (not one.is_whole, _folded(one.called), one.code))


@dataclass(frozen=True)
class FieldCount:
    """A field of the list: how many procedures, and how many of them can be filed here."""

    code: str
    name: Words
    procedures: int
    whole: int


def field_counts(on: date) -> list[FieldCount]:
    """The fields that have a procedure on a day; those with filing first, then by name."""
    counted: dict[str, list[Found]] = {}
    for row in _on(on):
        counted.setdefault(row.found.field_code, []).append(row.found)
    counts = [
        FieldCount(code, rows[0].field_name, len(rows), sum(row.is_whole for row in rows))
        for code, rows in counted.items()
    ]
    return sorted(counts, key=lambda count: (not count.whole, _folded(count.name)))
