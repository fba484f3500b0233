"""Shops as content: `shops.csv` of the province, read as it is."""

from collections.abc import Iterator

from hoaban.domains.office.shops import queries
from hoaban.domains.office.shops.queries import ShopLine
from hoaban.engines.content import province
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.engines.content.shapes import Found


def check() -> list[Problem]:
    """What is wrong in the file, each where it stands; an agency that nobody knows is wrong, and a
    shared shop that says nowhere where it is."""
    found = queries.read()
    unknown = province.of_unknown_agencies(found)
    return [*found.problems, *unknown, *_without_seat(found)]


def _without_seat(found: Found[ShopLine]) -> Iterator[Problem]:
    """The shop that a line sends to has lines for all its days, and is in no third one's."""
    for place, line in found.rows:
        if line.at and not _is_open(found.all(), line):
            words = f'không có dòng nào của "{line.at}" cho những ngày ấy'
            yield place.need("at").wrong(words).problem


def _is_open(lines: list[ShopLine], guest: ShopLine) -> bool:
    """Whether the lines of the shared shop, one after the other, hold on every day of the guest."""
    on = guest.valid_from
    own = [line for line in lines if line.agency == guest.at and not line.at]
    for line in sorted(own, key=lambda one: one.valid_from):
        if line.valid_from <= on and (line.valid_to is None or on < line.valid_to):
            if line.valid_to is None or (guest.valid_to and guest.valid_to <= line.valid_to):
                return True
            on = line.valid_to
    return False


KINDS = [Kind("shops", lambda: [one for one in [queries.path()] if one.exists()], check)]
