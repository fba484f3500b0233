"""Reminds applicants before their time to supply or to pay ends, and officials before theirs to act
does; tells the counter when the applicant's has ended.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.notices import actions
from hoaban.casework.notices.enums import Addressee
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.people.roles import Role
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import moment
from hoaban.domains.onestop.duties import queries as duties
from hoaban.domains.onestop.notices import queries as notices
from hoaban.domains.onestop.reminders import queries
from hoaban.domains.onestop.results import queries as results
from hoaban.domains.onestop.supplements import queries as supplements

LOOKS_BACK = timedelta(days=7)  # a worker that stood still for some days forgets nobody
UNCLAIMED, SOON = "dossiers.unclaimed", "turns.soon"
FACTS = ("act_by",)  # what a notice about turns may name
ENDED = {  # what the counter may do now; nothing ends by itself
    State.AWAITING_COMPLETION: "dossiers.may_refuse",
    State.AWAITING_SUPPLEMENT: "dossiers.may_close",
    State.AWAITING_PAYMENT: "dossiers.may_close_unpaid",
}
REMINDER = "dossiers.supply_soon"
REMINDERS = {
    State.AWAITING_COMPLETION: REMINDER,
    State.AWAITING_SUPPLEMENT: REMINDER,
    State.AWAITING_PAYMENT: "dossiers.pay_soon",
}


@task(words=_("Nhắc hạn bổ sung, hạn nộp tiền, nhắc nhận kết quả; báo hồ sơ đã hết hạn"))
def remind() -> None:
    """Tell each applicant and each counter once for each end, and of a result that waits once."""
    remind_at(clock.now())


def remind_at(now: datetime) -> None:
    for turn in queries.ending(now):
        _remind(turn, now)
    for turn in queries.unclaimed(now, back=LOOKS_BACK):
        _remind_of_result(turn, now)
    for turn in queries.ended(now, since=now - LOOKS_BACK):
        name = ENDED[State(turn.case.state)]
        actions.tell_role(name, turn, role=Role.CLERK, cause=_cause("ended", turn), at=turn.act_by)


def _remind(turn: Turn, now: datetime) -> None:
    dossier = dossiers.by_pk(turn.case_id)
    facts = {
        "code": dossier.code or dossier.reference,
        "answer_by": moment(turn.act_by),
    }
    if turn.case.state == State.AWAITING_PAYMENT:
        facts["duty"] = duties.told(dossier)
    else:
        facts["items"] = supplements.told(dossier, now)
    name = REMINDERS[State(turn.case.state)]
    _send(name, dossier, facts, cause=_cause("reminder", turn), now=now)


def _remind_of_result(turn: Turn, now: datetime) -> None:
    """Nobody is sent for a result that is not there: taken back, or its file not made yet."""
    dossier = dossiers.by_pk(turn.case_id)
    if not results.is_ready(dossier):
        return
    on = clock.day(now)
    counter = shops.called(dossiers.answering(dossier, on), on)
    facts = {"code": dossier.code or dossier.reference, "counter": counter}
    _send(UNCLAIMED, dossier, facts, cause=f"unclaimed:{turn.pk}", now=now)


def _send(
    name: str, dossier: Dossier, facts: Mapping[str, str], *, cause: str, now: datetime
) -> None:
    actions.send(
        name,
        notices.contact(dossier, Addressee.FILER),
        about=dossier.reference,
        cause=cause,
        at=now,
        facts=facts,
        in_language=notices.language_of(dossier, Addressee.FILER),
    )


def _cause(of: str, turn: Turn) -> str:
    """A request (its turn) whose end was moved is told of once more."""
    return f"{of}:{turn.pk}:{turn.act_by:%Y%m%d%H%M}"


@task(words=_("Báo việc sắp đến hạn"))
def warn() -> None:
    """Tell whoever has a turn, once for each moment, that the time to act ends soon."""
    warn_at(clock.now())


def warn_at(now: datetime) -> None:
    for turn in queries.soon(now):
        facts = {"act_by": moment(turn.act_by)}
        actions.tell(SOON, [turn], cause=f"soon:{turn.act_by:%Y%m%d%H%M}", at=now, facts=facts)
