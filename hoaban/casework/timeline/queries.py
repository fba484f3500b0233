"""Reads the journal of a case as sentences: what happened, newest first, with who did it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext

from hoaban.casework.timeline.enums import Reader
from hoaban.core.journal import queries as journal
from hoaban.core.journal.models import Entry
from hoaban.core.people import queries as people

Part = Callable[[Any, Entry], str]  # Any: the row of the room that the entry is about


def nothing(_row: object, _entry: Entry) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """How one verb of the journal is told, and to whom.

    `named` gives what stands behind the words, after a colon; `detail` what stands below them.
    """

    words: str | Promise
    readers: frozenset[Reader] = frozenset({Reader.OFFICIAL})
    named: Part = nothing
    detail: Part = nothing


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline, in the reader's language."""

    title: str
    at: datetime
    by: str
    text: str
    state: str = "done"
    url: str = ""


_sentences: dict[str, Sentence] = {}


def connect(sentences: Mapping[str, Sentence]) -> None:
    """Say how each verb of the journal is told; called once, when the program starts."""
    _sentences.clear()
    _sentences.update(sentences)


def lines(row: models.Model, reader: Reader) -> list[Line]:
    """What happened to this row of a room, as such a reader may know it, newest first.

    A verb without a sentence is told to nobody. Names are those of today.
    """
    told = [
        (entry, sentence)
        for entry in journal.of(row)
        if (sentence := _sentences.get(entry.verb)) and reader in sentence.readers
    ]
    known = people.names_of(
        {entry.by for entry, _ in told} | {entry.behalf for entry, _ in told if entry.behalf}
    )
    return [
        Line(
            _title(sentence, row, entry),
            entry.at,
            _who(entry, known),
            sentence.detail(row, entry),
        )
        for entry, sentence in reversed(told)
    ]


def _title(sentence: Sentence, row: models.Model, entry: Entry) -> str:
    named = sentence.named(row, entry)
    return f"{sentence.words}: {named}" if named else str(sentence.words)


def _who(entry: Entry, known: Mapping[str, str]) -> str:
    """Who did it, with the absent one they stood in for; a partner by the end of its reference."""
    kind, _colon, name = entry.by.partition(":")
    who = gettext("Hệ thống tự làm") if kind == "system" else known.get(entry.by, name)
    if not entry.behalf:
        return who
    facts = {"who": who, "absent": known.get(entry.behalf, "")}
    return gettext("%(who)s (thay %(absent)s)") % facts
