"""Texts as maps of languages, read by one function."""

from collections.abc import Mapping

from django.utils.translation import get_language

FIRST = "vi"  # every text has this language; others may be missing


def current() -> str:
    """The language of the page: `vi`, `en` or another that content speaks."""
    return (get_language() or FIRST).split("-")[0]


def text(words: Mapping[str, str], language: str | None = None) -> str:
    """A text in a language (the page's unless named), in Vietnamese where that is missing."""
    return words.get(language or current(), "") or words.get(FIRST, "")
