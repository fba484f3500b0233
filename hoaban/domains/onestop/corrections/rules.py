"""Checks of corrections of what was declared."""

from collections.abc import Mapping, Sequence

from hoaban.casework.cases.states import line
from hoaban.domains.onestop.corrections.refused import (
    CorrectedMeanwhile,
    CorrectionAtSigning,
    CorrectionChangesCase,
    CorrectionChangesFee,
    CorrectionUnfit,
    NothingCorrected,
    OwnerUnnamed,
)
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_turn, dong

CORRECT = line(
    "correct",
    "sửa nội dung khai",
    [State.RECEIVED, State.IN_PROCESS],
    None,
    "clerk specialist leader",
    "declaration.correction",
    "dossiers.corrected",
)


def check_correct(facts: Facts) -> None:
    """Whoever has the turn corrects; at the signing step the case goes back first.

    So nobody signs what nobody but they examined.
    """
    check(CORRECT, facts)
    check_turn(facts)
    if facts.signs:
        raise CorrectionAtSigning(code=facts.code)


def check_seen(facts: Facts, *, seen: str, stands: str) -> None:
    """What was read is what stands: nobody undoes unawares what another has corrected."""
    if seen and seen != stands:
        raise CorrectedMeanwhile(code=facts.code)


def check_fits(problems: Sequence[tuple[str, str]]) -> None:
    """The judge of the forms finds nothing wrong; `problems` are (path, words)."""
    if problems:
        raise CorrectionUnfit(what=" ".join(words for _path, words in problems).rstrip("."))


def check_named(owner: Mapping[str, str], *, before: Mapping[str, str]) -> None:
    """A name, and a telephone number where one is known, are corrected and not taken away."""
    if any(
        before.get(name) and not owner.get(name, "untouched") for name in ("full_name", "phone")
    ):
        raise OwnerUnnamed


def check_changed(changes: Sequence[object], code: str) -> None:
    if not changes:
        raise NothingCorrected(code=code)


def check_case(*, before: str, after: str, name: str) -> None:
    """Papers, limit and fee of the case were told at reception."""
    if before != after:
        raise CorrectionChangesCase(case=name)


def check_fee(*, before: int, after: int) -> None:
    """The fee was told at reception; another fee is another request."""
    if before != after:
        raise CorrectionChangesFee(before=dong(before), after=dong(after))
