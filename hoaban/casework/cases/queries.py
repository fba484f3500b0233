"""Finds cases, by reference, code and words, and tells which agencies take part.

A typed word stands for all that begin with it, a letter alone for itself. The time is bounded
whatever is typed: of words that very many cases have, the newest cases are looked through.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hoaban.casework.cases.enums import DECIDING, RECEIVING, Part
from hoaban.casework.cases.models import Case, Involvement, Word
from hoaban.core import rows, typed
from hoaban.core.people import searching

FEW = 8000  # cases of the rarest word that are looked through, all of them
WALKED = 8000  # of a more common word, the newest
SPELLED = 40  # words that begin with what was typed
SHORTEST = 4  # signs of the beginning of a reference or a code
BEGUN = 2000  # cases whose code begins so that are looked through
NUMBER = 4  # figures with which a code ends: its number of the day
Agencies = Collection[int] | None  # primary keys; None: all of them

_SPELLED = """
    WITH RECURSIVE spelled(word) AS (
        SELECT min(word) FROM cases_word WHERE word >= %s AND word < %s
        UNION ALL
        SELECT (SELECT min(w.word) FROM cases_word w WHERE w.word > spelled.word AND w.word < %s)
        FROM spelled WHERE spelled.word IS NOT NULL
    )
    SELECT word FROM spelled WHERE word IS NOT NULL LIMIT %s
"""
# A walk that stops as soon as it has enough; how far it may go at most is asked for before, since
# neither database stops early within a part that is bounded itself.
_FURTHEST = """(
    SELECT w.case_id FROM cases_word w WHERE {where} ORDER BY w.case_id DESC LIMIT 1 OFFSET %s
)"""
_NEWEST = """
    SELECT case_id FROM (
        SELECT w.case_id FROM cases_word w {join}
        WHERE {where} AND w.case_id >= %s ORDER BY w.case_id DESC LIMIT %s
    ) newest
"""


def involved(agencies: Collection[int], *, case: str = "pk") -> Exists:
    """A condition: one of these agencies takes part; `case` is the path to the case's key."""
    return Exists(Involvement.objects.filter(case=OuterRef(case), agency__in=agencies, until=None))


def elsewhere(agencies: Collection[int], part: Part) -> QuerySet[Involvement, Any]:
    """Keys (`{case: key}`) of the cases of other agencies in which one of these has this part."""
    there = Involvement.objects.filter(_is_elsewhere(), agency__in=agencies, until=None, part=part)
    return there.values("case")


# A glance along an index: most agencies were never asked, and spare what is composed for others.
_ASKED = "SELECT 1 FROM cases_involvement WHERE agency_id IN ({}) AND part = %s LIMIT 1"


def was_asked(agencies: Collection[int]) -> bool:
    """Whether an opinion of one of these agencies was ever asked for."""
    if not agencies:
        return False
    with connection.cursor() as cursor:
        statement = _ASKED.format(", ".join(["%s"] * len(agencies)))
        cursor.execute(statement, [*agencies, Part.CONSULTED])
        return cursor.fetchone() is not None


def takes_part_elsewhere(agency: int, path: str) -> Q:
    """A condition: the agency (primary key) takes part in the case of another; `path` leads to the
    case. One walk along an index in the order of the moments that an involvement repeats.
    """
    there = f"{path}__involvements__"
    return Q(**{f"{there}agency": agency, f"{there}until": None}) & _is_elsewhere(there)


def _is_elsewhere(there: str = "") -> Q:
    """The agency decides for another, or did before it was handed over; or its opinion is awaited:
    answered, it reads no more.
    """
    awaited = Q(**{f"{there}part": Part.CONSULTED, f"{there}act_by__isnull": False})
    return Q(**{f"{there}part__in": [Part.DECIDES, Part.FORMER]}) | awaited


def was_of(case_pk: int, agencies: Collection[int]) -> bool:
    """Whether one of these agencies (primary keys) handed the case over to another."""
    there = Involvement.objects.filter(case=case_pk, agency__in=agencies, until=None)
    return there.filter(part=Part.FORMER).exists()


def everything_open() -> QuerySet[Involvement]:
    """The agencies that received what is open now: a row for each open case."""
    return Involvement.objects.filter(act_by__isnull=False, until=None, part__in=RECEIVING)


# Every action of a case asks: composing the query anew would cost more than its answer.
_DECIDING = """
    SELECT agency_id FROM cases_involvement
    WHERE case_id = %s AND until IS NULL AND part IN (%s, %s) ORDER BY id LIMIT 1
"""


def deciding(case: Case) -> int:
    """The agency (primary key) that decides the case."""
    with connection.cursor() as cursor:
        cursor.execute(_DECIDING, [case.pk, *DECIDING])
        found: tuple[int] | None = cursor.fetchone()
    return found[0] if found else case.agency_id


def decides(path: str = "") -> Coalesce:
    """The agency (primary key) that decides a case, as an expression; `path` leads to the case."""
    present = Involvement.objects.filter(case=OuterRef(f"{path}pk"), until=None, part__in=DECIDING)
    first = present.order_by("id").values("agency")[:1]
    return Coalesce(Subquery(first), F(f"{path}agency"), output_field=BigIntegerField())


def by_reference(text: str, *, prefix: str = "") -> Q:
    """A condition on public reference or legal code, however it was typed or copied.

    Case does not matter, nor what stood beside it; parts may be set apart by spaces or by nothing,
    and the letters before an agency's number left out. `prefix` is the path to the case (`case__`).
    """
    copied = typed.code(text)
    joined, apart = "".join(copied.split()), "-".join(copied.split())
    reference = Q(**{f"{prefix}reference": joined.replace("-", "").upper()})
    spelled = {way for one in (joined, apart) for way in (one, one.upper(), one.lower())}
    spelled |= set(searching.spelled(copied))
    return reference | Q(**{f"{prefix}code__in": sorted(spelled)})


def with_word(word: str) -> QuerySet[Word, Any]:
    """The keys of the cases found by a word, in whichever agency: one walk of an index."""
    return Word.objects.filter(word=word).values("case_id")


def begun(text: str, agencies: Agencies, *, most: int) -> list[int]:
    """Keys of cases whose reference or code begins as typed, those with the last codes first.

    Spaces and case do not matter; of a beginning that very many have, the last are looked through.
    """
    typed = "".join(text.split())
    if len(typed) < SHORTEST:
        return []
    spelled = {"reference": {typed.upper()}, "code": {typed, typed.upper(), typed.lower()}}
    found: dict[int, None] = {}
    for field, beginnings in spelled.items():
        for one in sorted(beginnings):
            so = Case.objects.filter(**{f"{field}__gte": one, f"{field}__lt": _end(one)})
            found |= dict.fromkeys(so.order_by(f"-{field}").values_list("pk", flat=True)[:BEGUN])
    if agencies is None or not found:
        return list(found)[:most]
    own = set(cases(found).filter(involved(agencies)).values_list("pk", flat=True))
    return [key for key in found if key in own][:most]


def by_code(text: str, agencies: Agencies, *, most: int) -> list[int]:
    """Keys of cases by a part of their code: its beginning, else its last figures."""
    return begun(text, agencies, most=most) or read_out(text, agencies, most=most)


def read_out(text: str, agencies: Agencies, *, most: int) -> list[int]:
    """Keys of cases whose code ends with the figures that were typed, the newest first: some of its
    day and its number, or the number without its zeros.

    The number is a word of each case; of very many with this one the newest are looked through.
    """
    others, figures = searching.read_out(text)
    if not figures:
        return []
    number = figures[-NUMBER:].zfill(NUMBER)
    keys = newest([number, *others], agencies, most=BEGUN)
    codes = dict(cases(keys).values_list("pk", "code"))
    ends = (key for key in keys if re.sub(r"\D", "", codes[key] or "").endswith(figures))
    return list(islice(ends, most))


def cases(keys: Collection[int]) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=keys)


def by_key(keys: Collection[int]) -> dict[int, Case]:
    """Cases by their primary keys, by hand: every list asks."""
    if not keys:
        return {}
    found = rows.every(Case, f"WHERE id IN ({', '.join(['%s'] * len(keys))})", [*keys])
    return {case.pk: case for case in found}


def opened(kind: str, *, since: datetime) -> QuerySet[Case, Any]:
    """Keys of the cases of a kind opened after a moment, the newest first."""
    found = Case.objects.filter(kind=kind, opened_at__gt=since)
    return found.order_by("-opened_at").values_list("pk", flat=True)


def newest(typed: Sequence[str], agencies: Agencies, *, most: int) -> list[int]:
    """Keys of the newest cases that have all these words, in which one of the agencies takes part.

    `typed` are folded words, at least one.
    """
    counts = _counts(typed, agencies)
    rarest = _rarest(counts)
    if counts[rarest] == 0:
        return []
    others = [word for word in typed if word != rarest]
    if counts[rarest] <= FEW:
        found = _with_rare(counts, agencies).filter(having(others, "case__"))
        keys = found.order_by("-case").values_list("case", flat=True).distinct()
        return list(keys[:most])
    return _walked(rarest, others, agencies, most)


def newest_of(ways: Sequence[list[str]], agencies: Agencies, *, most: int) -> list[int]:
    """Keys of the newest cases that have all the words of one of these ways to read what was typed.

    Four digits may be a number of today, or the end of somebody's number.
    """
    meant = [way for place, way in enumerate(ways) if way not in ways[:place]]
    found = {key for way in meant for key in newest(way, agencies, most=most)}
    return sorted(found, reverse=True)[:most]


def all_open(typed: Sequence[str], agencies: Agencies) -> list[int] | None:
    """Keys of all open cases with these words; None where even the rarest word has too many."""
    counts = _counts(typed, agencies)
    count = min(counts.values())
    if count > FEW:
        return None
    found = _with_rare(counts, agencies).filter(
        having(typed, "case__"), case__done_at=None, case__closed_at=None
    )
    return list(found.values_list("case", flat=True)) if count else []


def having(typed: Sequence[str], path: str = "") -> Q:
    """A condition: the case has all these words; `path` leads to the case (`case__`)."""
    found, text = Q(), f"{path}search_text"
    for word in typed:
        begins = Q(**{f"{text}__startswith": word}) | Q(**{f"{text}__contains": f" {word}"})
        found &= begins if len(word) > 1 else _alone(text, word)
    return found


def _alone(text: str, letter: str) -> Q:
    first, last = (
        Q(**{f"{text}__startswith": f"{letter} "}),
        Q(**{f"{text}__endswith": f" {letter}"}),
    )
    return Q(**{text: letter}) | first | last | Q(**{f"{text}__contains": f" {letter} "})


def _of(typed: str, agencies: Agencies) -> QuerySet[Word]:
    words = Word.objects.filter(word=typed)
    if len(typed) > 1:
        words = Word.objects.filter(word__gte=typed, word__lt=_end(typed))
    return words if agencies is None else words.filter(agency__in=agencies)


def _end(typed: str) -> str:
    """The least text behind all that begin with this."""
    return typed[:-1] + chr(ord(typed[-1]) + 1)


def _counts(typed: Sequence[str], agencies: Agencies) -> dict[str, int]:
    """How many cases have each word, counted no further than needed."""
    return {word: _of(word, agencies)[: FEW + 1].count() for word in dict.fromkeys(typed)}


def _rarest(counts: Mapping[str, int]) -> str:
    """The word that the fewest cases have."""
    return min(counts, key=lambda word: (counts[word], word))


def _with_rare(counts: Mapping[str, int], agencies: Agencies) -> QuerySet[Word]:
    """The cases of the rarest word that have every other word that few cases have: the index of the
    words tells them, before the text of any case is read.
    """
    rarest = _rarest(counts)
    found = _of(rarest, agencies)
    for word, count in counts.items():
        if word != rarest and count <= FEW:
            found = found.filter(case__in=_of(word, agencies).values("case"))
    return found


def _walked(rarest: str, others: Sequence[str], agencies: Agencies, most: int) -> list[int]:
    """The newest cases of each word that is meant, one walk along an index for each."""
    meant = _spelled(rarest) if len(rarest) > 1 else [rarest]
    walks: list[list[str | int]] = [
        [word] if agency is None else [word, agency]
        for word in meant
        for agency in ([None] if agencies is None else sorted(agencies))
    ]
    where = "w.word = %s" if agencies is None else "w.word = %s AND w.agency_id = %s"
    share = max(WALKED // len(meant), 1)
    join, asked = _joined(others)
    part, furthest = _NEWEST.format(where=where, join=join), _FURTHEST.format(where=where)
    with connection.cursor() as cursor:
        sizes = [value for walk in walks for value in (*walk, share - 1)]
        cursor.execute("SELECT " + ", ".join([furthest] * len(walks)), sizes)
        bounds = [bound or 0 for bound in cursor.fetchone()]
        values: list[str | int] = []
        for walk, bound in zip(walks, bounds, strict=True):
            values += [*asked, *walk, bound, 2 * most]
        cursor.execute(" UNION ALL ".join([part] * len(walks)), values)
        keys = {key for (key,) in cursor.fetchall()}
    return sorted(keys, reverse=True)[:most]


def _joined(others: Sequence[str]) -> tuple[str, list[str | int]]:
    """The join that leaves the cases with these words too, and its values."""
    if not others:
        return "", []
    wanted = Case.objects.filter(having(others)).query
    where, asked = wanted.where.as_sql(wanted.get_compiler(connection=connection), connection)
    values: list[str | int] = [str(value) for value in asked]
    return f"JOIN cases_case ON cases_case.id = w.case_id AND {where}", values


def _spelled(typed: str) -> list[str]:
    """The words in use that begin with what was typed."""
    end = _end(typed)
    with connection.cursor() as cursor:
        cursor.execute(_SPELLED, [typed, end, end, SPELLED])
        return [word for (word,) in cursor.fetchall()]
