"""Checks of what is brought in parts."""

from collections.abc import Collection

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.rules import Facts, check
from hoaban.domains.onestop.parts.refused import OnePaperAwaited, PartBringsNothing, PartIsAll

BRING_PART = line(
    "bring_part",
    "nhận một phần bổ sung",
    [State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT],
    None,
    "citizen partner clerk",
    "supplement.request",
    "dossiers.part_brought",
)


def check_bring_part(facts: Facts) -> None:
    """A part changes neither state nor turn nor clock: all that was asked is awaited as before.

    What the circular's form asks for may come as the applicant gets it; no article says that it
    comes at one time (believed).
    """
    check(BRING_PART, facts)
    if not facts.awaits_several:
        raise OnePaperAwaited(code=facts.code)


def check_part(brought: Collection[str], rest: Collection[str], awaited: Collection[str]) -> None:
    """Something of what was asked, and not all of it, each by name; `awaited` is what was."""
    if not brought:
        raise PartBringsNothing(papers="; ".join(awaited))
    if not rest:
        raise PartIsAll
