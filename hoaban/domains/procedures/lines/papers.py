"""Lines of a list of procedures, in the page's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from hoaban.domains.procedures.catalogue.enums import Level
from hoaban.domains.procedures.searching.queries import FieldCount, Found


def pick(vi: str, en: str, language: str) -> str:
    """The text in the page's language; Vietnamese where there is no other."""
    return en if language == "en" and en else vi


@dataclass(frozen=True)
class Text:
    """A text and its language, for `lang=` where it is not the page's."""

    words: str
    lang: str = ""


def text(vi: str, en: str, language: str) -> Text:
    return Text(pick(vi, en, language), "vi" if language == "en" and not en else "")


@dataclass(frozen=True)
class FieldWords:
    code: str
    name: Text
    procedures: int
    whole: int


def field(count: FieldCount, language: str) -> FieldWords:
    name = text(count.name, count.name_en, language)
    return FieldWords(count.code, name, count.procedures, count.whole)


def levels(values: Iterable[str]) -> str:
    return ", ".join(str(Level(value).label) for value in values)


@dataclass(frozen=True)
class Row:
    code: str
    name: Text
    field: Text
    levels: str
    is_whole: bool
    is_fileable_online: bool


def row(found: Found, language: str) -> Row:
    return Row(
        code=found.code,
        name=text(found.name, found.name_en, language),
        field=text(found.field_name, found.field_name_en, language),
        levels=levels(found.levels),
        is_whole=found.is_whole,
        is_fileable_online=found.is_fileable_online,
    )
