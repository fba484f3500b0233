"""Finds the commune that the address of a card names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hoaban.core.people import names
from hoaban.engines.forms.inputs import by_district

_KIND = re.compile(r"^(phuong|xa|thi tran|thanh pho|huyen|thi xa|tinh|tp|tx|tt|p|x|h) ")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune as a list offers it: its code, its name and its district's."""

    code: str
    name: str
    district: str


def place(address: str, communes: Iterable[Commune]) -> tuple[str, str]:
    """The code of the commune that an address names, and what stands before it.

    The district stands right behind it: a district may be called as its province is. Where none
    fits, or several without their district, the code is empty and the address whole.
    """
    said = [part.strip() for part in address.split(",")]
    bare = [_bare(part) for part in said]
    following = dict(pairwise(bare))
    fits = [one for one in communes if _bare(one.name) in following]
    near = [one for one in fits if following[_bare(one.name)] == _bare(one.district)]
    for found in (near, fits):
        if len(found) == 1:
            at = len(bare) - 1 - bare[::-1].index(_bare(found[0].name))
            return found[0].code, ", ".join(said[:at])
    return "", address


def _bare(name: str) -> str:
    """A name without marks and without what kind of place it is."""
    return _KIND.sub("", names.fold(name).strip())


def communes(on: date) -> Iterator[Commune]:
    """The communes of a day as the counter's list offers them."""
    for label, inside in by_district(on):
        if isinstance(inside, str):
            yield Commune(label, inside, "")
        else:
            yield from (Commune(code, name, label) for code, name in inside)
