"""Reads what of a fee the agency keeps when a dossier ends, as the content of a day says."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field

from hoaban.core.journal import queries as journal
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.kept_fees import rules
from hoaban.domains.onestop.kept_fees.enums import Stage
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.engines.content.shapes import Dated, Filled, Found, Yes, table

SHARE = Annotated[Decimal, Field(ge=0, le=1)]


class KeptLine(Dated):
    """A line of `refunds.csv`: what share of a fee is kept where the work had come to a stage."""

    procedure: str = ""  # empty: every one
    fee: str = ""  # its code in the procedure's file; empty: every one
    stage: Stage
    kept: SHARE
    basis: Filled  # number of the act
    illustrative: Yes = False
    note: str = ""


def path() -> Path:
    """The province's `refunds.csv`."""
    return folders.province() / "refunds.csv"


def kept_shares() -> Found[KeptLine]:
    """What the file says, and what is wrong in it. A province need not have one."""
    key = ("procedure", "fee", "stage", "valid_from")
    return table(path(), KeptLine, key=key) if path().exists() else Found()


def _read() -> tuple[rules.Kept, ...]:
    return tuple(
        rules.Kept(one.procedure, one.fee, one.stage.value, one.kept, one.valid_from, one.valid_to)
        for one in kept_shares().all()
    )


_kept = KeptFiles(lambda: [path()], _read)


def stage(dossier: Dossier) -> Stage:
    """How far the work had come."""
    done = set(journal.of(dossier).values_list("verb", flat=True))
    if Event.RESULT_DRAFTED in done:
        return Stage.DRAFTED
    return Stage.IN_PROCESS if Event.TRANSFERRED in done else Stage.RECEIVED


def by_content(dossier: Dossier) -> int | None:
    """What of the fee goes back by the province's content, in VND; None where it says nothing."""
    plan = parameters.plan(dossier.revision_id)
    return rules.goes_back(
        [line for line in dossier.fee_lines if line["amount"]],
        _kept.get(),
        procedure=plan.facts.code,
        stage=stage(dossier),
        on=dossiers.governed_on(dossier),
    )
