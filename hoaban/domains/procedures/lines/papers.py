"""Lines of a list of procedures, in the page's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from hoaban.core.language import FIRST, Words, is_in, text
from hoaban.domains.procedures.catalogue.enums import Level
from hoaban.domains.procedures.searching.queries import FieldCount, Found


@dataclass(frozen=True)
class Text:
    """A text and its language, for `lang=` where it is not the page's."""

    words: str
    lang: str = ""


def marked(words: Words) -> Text:
    """A text in the page's language, marked where it stands in Vietnamese for want of it."""
    return Text(text(words), "" if is_in(words) else FIRST)


@dataclass(frozen=True)
class FieldWords:
    code: str
    name: Text
    procedures: int
    whole: int


def field(count: FieldCount) -> FieldWords:
    return FieldWords(count.code, marked(count.name), count.procedures, count.whole)


def levels(values: Iterable[str]) -> str:
    return ", ".join(str(Level(value).label) for value in values)


@dataclass(frozen=True)
class Row:
    code: str
    called: Text
    name: Text | None  # the official one, where it is called otherwise
    field: Text
    levels: str
    is_whole: bool
    is_fileable_online: bool


def row(found: Found) -> Row:
    called, name = marked(found.called), marked(found.name)
    return Row(
        code=found.code,
        called=called,
        name=name if name != called else None,
        field=marked(found.field_name),
        levels=levels(found.levels),
        is_whole=found.is_whole,
        is_fileable_online=found.is_fileable_online,
    )
