"""Citations of law as code, forms and papers write them, whatever their shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hoaban.core.kept import folders
from hoaban.engines.law.facts import Act, Citation, Law
from tests.architecture import house

BRACKETS = re.compile(r"\[((?:BL|ND|TT|L|QD|NQ)[A-ZĐ]*\d*/?\d{4}) ([^\]\n]+)\]")
KEY = re.compile(r"\b((?:BLDS|BLLĐ)\d{4}|(?:ND|TT|L|QD|NQ)\d+/\d{4})((?:,? Đ\d+(?: k\d+)?)*)")
NUMBER = re.compile(
    r"(?<![\w/-])(\d+/\d{4}/(?:NĐ-CP|QH\d+|TT-[A-ZĐ]+|QĐ-TTg|NQ-CP|NQ-HĐND))"
    r"((?:,? (?:Điều|điều|article) \d+(?: khoản \d+)?(?: và Điều \d+)?)*)"
)
SHORT = re.compile(
    r"\b(?:Decree|Circular|Law|Nghị định|Thông tư|Luật)(?: số)? (\d+/\d{4})(?![\w/-])"
)
CODE = re.compile(r"\bBộ luật ([A-ZĐ]\w+ \w+) (\d{4})\b")
DATED = re.compile(
    r"\b(?:Luật|Bộ luật|Nghị định|Thông tư)\b[^\"\n;,]*? ngày (\d+) tháng (\d+) năm (\d{4})"
)
PLACE = re.compile(r"(Đ\d+[a-zđ]?|PL\w*|m\d+)((?: [km]\d+[a-z]?)?(?: đ\w)?)")
ARTICLE = re.compile(r"(?:Điều|điều|article) (\d+)")


@dataclass(frozen=True, slots=True)
class Cited:
    """What stands in a text: an act as it is named there, an article of it or none."""

    where: str
    act: str
    article: str = ""


def texts() -> list[Path]:
    """The texts that cite: code and its tests, templates, forms, and the country's parameters."""
    country = folders.country()
    law = set((country / "law").glob("*"))
    made_up = "hoaban/engines/law/tests"
    return [
        *(path for path in house.sources(tests=True) if made_up not in path.as_posix()),
        *house.sources("*.html"),
        *(path for path in sorted(country.rglob("*.toml")) if path not in law),
        *sorted(house.CONTENT.rglob("*.typ")),
    ]


def read(path: Path, law: Law) -> Iterator[Cited]:
    """Every citation of a file."""
    return found_in(path.read_text(encoding="utf-8"), house.short(path), law)


def found_in(text: str, where: str, law: Law) -> Iterator[Cited]:
    """Every citation of a text; an act that is not listed stands as it is written."""
    by_number = {act.number: act for act in law.acts.values()}
    for found in BRACKETS.finditer(text):
        yield Cited(where, found[1], Citation.read(f"{found[1]} {found[2]}").article)
    for found in KEY.finditer(text):
        places = [part.strip().partition(" ")[0] for part in found[2].replace(",", "").split(" Đ")]
        articles = [f"Đ{place.lstrip('Đ')}" for place in places if place]
        yield from (Cited(where, found[1], article) for article in articles or [""])
    for found in NUMBER.finditer(text):
        act = by_number.get(found[1])
        articles = [f"Đ{number}" for number in ARTICLE.findall(found[2])]
        name = act.key if act else found[1]
        yield from (Cited(where, name, article) for article in articles or [""])
    yield from (Cited(where, _short(found[1], law)) for found in SHORT.finditer(text))
    yield from (Cited(where, _code(found, law)) for found in CODE.finditer(text))
    for found in DATED.finditer(text):
        day = date(int(found[3]), int(found[2]), int(found[1]))
        listed = [act.key for act in law.acts.values() if act.issued == day]
        yield from (Cited(where, key) for key in listed or [found[0]])


def _short(number: str, law: Law) -> str:
    """`Decree 61/2018`: an act whose number begins so."""
    return next((a.key for a in law.acts.values() if a.number.startswith(f"{number}/")), number)


def _code(found: re.Match[str], law: Law) -> str:
    """`Bộ luật Dân sự 2015`: a code of that name issued in that year."""

    def is_it(act: Act) -> bool:
        return act.title == f"Bộ luật {found[1]}" and bool(
            act.issued and str(act.issued.year) == found[2]
        )

    return next((act.key for act in law.acts.values() if is_it(act)), found[0])
