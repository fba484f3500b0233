"""The internal process as content: one table a step, their shares, and where each hands on."""

from decimal import Decimal, InvalidOperation
from typing import Any

from hoaban.domains.procedures.catalogue.enums import StepRole
from hoaban.domains.procedures.steps import rules
from hoaban.engines.content.places import Place

MARKS = ("illustrative", "source")
# Columns of a table row as the database takes them.
Row = dict[str, Any]


def unique(places: list[Place], what: str) -> None:
    codes = [each.text("code") for each in places]
    for place, code in zip(places, codes, strict=True):
        if codes.count(code) > 1:
            raise place.wrong(f'{what} "{code}" lặp lại')


def decimal(place: Place) -> Decimal:
    try:
        value = Decimal(str(place.value))
    except InvalidOperation:
        raise place.wrong("cần một số từ 0 đến 1") from None
    if not value.is_finite() or not 0 <= value <= 1:
        raise place.wrong("cần một số từ 0 đến 1")
    return value


def steps(process: Place) -> list[Row]:
    """The tables in order; their shares make one, one at most ends the clock."""
    process.only("decision", "steps", *MARKS)
    places = process.need("steps").items()
    unique(places, "bước")
    rows = [_step(each, number) for number, each in enumerate(places, 1)]
    if not rules.shares_are_whole([row["share"] for row in rows]):
        total = sum(row["share"] for row in rows)
        raise process.need("steps").wrong(f"tổng tỷ lệ thời gian các bước là {total}, phải bằng 1")
    if sum(row["ends_clock"] for row in rows) > 1:
        raise process.need("steps").wrong("chỉ một bước được kết thúc thời hạn")
    _check_chain(places, rows)
    return rows


def _step(place: Place, position: int) -> Row:
    place.only("code", "name", "role", "share", "next", "paper", "ends_clock", *MARKS)
    return {
        "position": position,
        "code": place.text("code"),
        "name": place.words("name"),
        "role": place.choice("role", StepRole.values),
        "share": decimal(place.need("share")),
        "next": place.text_or("next"),
        "paper": place.text_or("paper"),
        "ends_clock": place.yes("ends_clock"),
    }


def _check_chain(places: list[Place], rows: list[Row]) -> None:
    """Each step hands on to a later one; the last one ends."""
    codes = [row["code"] for row in rows]
    for number, (place, row) in enumerate(zip(places, rows, strict=True)):
        last = number == len(rows) - 1
        if last and row["next"]:
            raise place.need("next").wrong("bước cuối không có bước sau")
        if not last and row["next"] not in codes[number + 1 :]:
            raise place.wrong("bước này phải nêu bước sau (next) đứng sau nó")
    reached = {codes[0], *(row["next"] for row in rows)}
    for place, code in zip(places, codes, strict=True):
        if code not in reached:
            raise place.wrong(f'không bước nào dẫn tới bước "{code}"')
