"""Texts as maps of languages, read by one function."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import get_language

Words = Mapping[str, str]  # language -> text: {"vi": ..., "en": ...}
FIRST = "vi"  # every text has this language; others may be missing


class Texts(models.JSONField):
    """A text of a row, by language."""

    # What the type checker takes for the value: a JSON field alone would be of any type.
    _pyi_private_set_type: Words
    _pyi_private_get_type: Words


def current() -> str:
    """The language of the page: `vi`, `en` or another that content speaks."""
    return (get_language() or FIRST).split("-")[0]


def text(words: Words, language: str | None = None) -> str:
    """A text in a language (the page's unless named), in Vietnamese where that is missing."""
    return words.get(language or current(), "") or words.get(FIRST, "")


def is_in(words: Words, language: str | None = None) -> bool:
    """Whether a text has a language (the page's unless named) of its own."""
    return bool(words.get(language or current()))
