"""Texts with facts in braces: which facts a text names, and the text with them filled in."""

from collections.abc import Mapping
from string import Formatter


def named(text: str) -> set[str]:
    """The facts that a text names. Raises ValueError where its braces do not fit."""
    return {name for _before, name, *_ in Formatter().parse(text) if name is not None}


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with its facts; one that was not kept when it was told stays empty."""
    return text.format_map({name: facts.get(name, "") for name in named(text)})
