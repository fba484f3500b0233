"""What is to be paid before the handling goes on, as the API says it."""

from ninja import Schema
from pydantic import Field

from hoaban.core.http.machines import Moment
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.duties import queries


class DutyOut(Schema):
    """What is to be paid before the handling goes on; the clock stands meanwhile."""

    kind: str = Field(description="`fee` of the procedure, or `duty` that another agency charges.")
    notice: str
    amount: int = Field(description="Whole VND.")
    payee: str
    until: Moment


def duty_out(dossier: Dossier) -> DutyOut | None:
    """What the applicant is waited for to pay; None where nothing is."""
    duty = queries.open_duty(dossier)
    if duty is None:
        return None
    return DutyOut(
        kind=duty.kind,
        notice=duty.notice,
        amount=duty.amount,
        payee=duty.payee,
        until=dossier.act_by,
    )
