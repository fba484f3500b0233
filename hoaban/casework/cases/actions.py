"""Opens cases and keeps who takes part. Called inside the actions of rooms, which record."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from hoaban.casework.cases.enums import ELSEWHERE, Part
from hoaban.casework.cases.models import Case, Involvement, Word
from hoaban.core import rows

LONGEST_TEXT = 480
LONGEST_WORD = 40


def open_first(case: Case) -> bool:
    """Write a new case unless its reference stands already: whether it was written."""
    return rows.insert_first(case)


def beginning(
    case: Case, parts: Sequence[tuple[int, Part]], *, at: datetime, act_by: datetime
) -> list[models.Model]:
    """The rows of who takes part in a new case, for the caller to write with its own.

    `parts` are (primary key of an agency, its part), `act_by` until when the first turn is.
    """
    involved = [
        rows.new(
            Involvement,
            case=case,
            agency_id=agency,
            part=part,
            since=at,
            act_by=act_by,
            state=case.state,
        )
        for agency, part in parts
    ]
    return [*involved, *_words(case, [agency for agency, _part in parts])]


def _words(case: Case, agencies: Iterable[int]) -> list[Word]:
    """The rows by which the case is found in these agencies (primary keys)."""
    words = _spelled(case)
    return [
        rows.new(Word, agency_id=agency, word=word, case=case)
        for agency in agencies
        for word in words
    ]


def _spelled(case: Case) -> list[str]:
    return sorted({word[:LONGEST_WORD] for word in case.search_text.split()})


def _forget_words(case: Case, agencies: Iterable[int]) -> None:
    """The case is found in these agencies (primary keys) by none of its words."""
    Word.objects.filter(agency__in=agencies, word__in=_spelled(case), case=case).delete()


def involve(
    case: Case, agency: int, part: Part, *, at: datetime, act_by: datetime | None = None
) -> Involvement:
    """Let an agency (primary key) take part from now on, or go on with the part that it has.

    `act_by` is until when it must do something beside the handling of the case.
    """
    present = Involvement.objects.filter(case=case, agency=agency, until=None).first()
    if present is None:
        found = Involvement(
            case=case, agency_id=agency, part=part, since=at, act_by=act_by, state=case.state
        )
        if part in ELSEWHERE:
            found.opened_at, found.done_at = case.opened_at, case.done_at
            found.closed_at = case.closed_at
        rows.insert(found, *_words(case, [agency]))
        return found
    if present.part == part:
        present.act_by = act_by
        present.save(update_fields=["act_by"])
    return present


def searched(words: Iterable[str]) -> str:
    """The folded words by which a new case is found, as its row keeps them."""
    return " ".join(words)[:LONGEST_TEXT]


def name(case: Case, words: Iterable[str]) -> None:
    """The case is found by these folded words from now on."""
    present = _present(case)
    _forget_words(case, present)
    case.search_text = searched(words)
    case.save(update_fields=["search_text"])
    rows.insert(*_words(case, present))


def add_words(case: Case, words: Iterable[str]) -> None:
    """The case is found by these folded words too."""
    before = _spelled(case)
    case.search_text = searched([case.search_text, *words])
    case.save(update_fields=["search_text"])
    more = [word for word in _words(case, _present(case)) if word.word not in before]
    rows.insert(*more)


def _present(case: Case) -> list[int]:
    """The agencies (primary keys) that take part now."""
    present = Involvement.objects.filter(case=case, until=None)
    return list(present.values_list("agency", flat=True).order_by("id"))


def leave(case: Case, agency: int, part: Part, *, at: datetime) -> None:
    """An agency (primary key) has this part no more; what it did stays."""
    present = Involvement.objects.filter(case=case, agency=agency, part=part, until=None)
    _leave(case, present, at=at)


def _leave(case: Case, present: QuerySet[Involvement], *, at: datetime) -> None:
    gone = list(present.values_list("agency", flat=True))
    present.update(until=at, act_by=None)
    _forget_words(case, gone)


def rest(case: Case, agency: int, part: Part) -> None:
    """An agency (primary key) keeps this part with nothing left to do."""
    present = Involvement.objects.filter(case=case, agency=agency, part=part, until=None)
    present.update(act_by=None)


def replace(case: Case, *, by: int, at: datetime) -> None:
    """Another agency (primary key) owns the case from now on."""
    _leave(case, Involvement.objects.filter(case=case, until=None), at=at)
    involve(case, by, Part.OWNS, at=at)


def hand_over(case: Case, *, of: Collection[int], to: int, at: datetime) -> None:
    """What these agencies (primary keys) have to do with the case is another's from now on.

    Whoever received or decided it goes on seeing what it answers for, and may do nothing more.
    """
    Involvement.objects.filter(case=case, agency=to, part=Part.FORMER, until=None).update(until=at)
    there = Involvement.objects.filter(case=case, agency__in=of, until=None)
    for held in there.exclude(part=Part.FORMER).order_by("id"):
        leave(case, held.agency_id, Part(held.part), at=at)
        if held.part != Part.CONSULTED:
            leave(case, to, Part.CONSULTED, at=at)
        involve(case, to, Part(held.part), at=at, act_by=held.act_by)
        if held.part != Part.CONSULTED:
            involve(case, held.agency_id, Part.FORMER, at=at)


def show_moments(case: Case) -> None:
    """Agencies that take part in the case of another find it by its moments."""
    Involvement.objects.filter(case=case, part__in=ELSEWHERE).update(
        opened_at=case.opened_at, done_at=case.done_at, closed_at=case.closed_at
    )


def show_state(case: Case) -> None:
    """Lists of what is open find the case in its new state."""
    Involvement.objects.filter(case=case, until=None).update(state=case.state)
