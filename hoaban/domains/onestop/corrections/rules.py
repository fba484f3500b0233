"""Checks of corrections of what was declared."""

from collections.abc import Sequence

from hoaban.domains.onestop.corrections.refused import (
    CorrectionAtSigning,
    CorrectionChangesFee,
    CorrectionUnfit,
    NothingCorrected,
)
from hoaban.domains.onestop.dossiers.rules import Facts, check_turn, dong
from hoaban.domains.onestop.dossiers.states import check


def check_correct(facts: Facts) -> None:
    """Whoever has the turn corrects; at the signing step the case goes back first.

    So nobody signs what nobody but they examined.
    """
    check("correct", facts)
    check_turn(facts)
    if facts.signs:
        raise CorrectionAtSigning(code=facts.code)


def check_fits(problems: Sequence[tuple[str, str]]) -> None:
    """The judge of the forms finds nothing wrong; `problems` are (path, words)."""
    if problems:
        raise CorrectionUnfit(what=" ".join(words for _path, words in problems).rstrip("."))


def check_changed(changes: Sequence[object], code: str) -> None:
    if not changes:
        raise NothingCorrected(code=code)


def check_fee(*, before: int, after: int) -> None:
    """The fee was told at reception; another fee is another request."""
    if before != after:
        raise CorrectionChangesFee(before=dong(before), after=dong(after))
