"""What the timeline of a dossier says, and to whom."""

from hoaban.casework.timeline.enums import Reader
from hoaban.casework.timeline.queries import Sentence
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.dossiers.enums import EVENT_WORDS, TOLD, Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters

OFFICIALS = frozenset({Reader.OFFICIAL})
ALL = frozenset(Reader)


def _sections(dossier: Dossier, entry: Entry) -> str:
    """The sections of the declaration that were corrected, by their titles."""
    return "; ".join(corrections.titles(dossier, entry.facts.get("sections", ())))


def _detail(dossier: Dossier, entry: Entry) -> str:
    """Which step it was, what was taken back, or whose opinion was asked for."""
    if "asked" in entry.facts:
        tree = agencies.at(clock.day(entry.at))
        return ", ".join(tree[code].shown for code in entry.facts["asked"] if code in tree)
    if entry.verb == Event.UNDONE:
        return str(EVENT_WORDS.get(entry.facts["verb"], ""))
    step = parameters.plan(dossier.revision_id).steps.get(str(entry.facts.get("step", "")))
    return step.shown if step and entry.verb != Event.TRANSFERRED else ""


SENTENCES = {
    event.value: Sentence(words, ALL if event in TOLD else OFFICIALS, _sections, _detail)
    for event, words in EVENT_WORDS.items()
}
