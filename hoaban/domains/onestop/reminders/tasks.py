"""Reminds applicants before their time to supply ends; tells the counter when it has ended."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.notices import actions
from hoaban.casework.notices.enums import Addressee
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.rules import moment
from hoaban.domains.onestop.notices import queries as notices
from hoaban.domains.onestop.reminders import queries
from hoaban.domains.onestop.supplements import queries as supplements

LOOKS_BACK = timedelta(days=7)  # a worker that stood still for some days forgets nobody
REMINDER = "dossiers.supply_soon"
ENDED = {  # what the counter may do now; nothing ends by itself
    State.AWAITING_COMPLETION: "dossiers.may_refuse",
    State.AWAITING_SUPPLEMENT: "dossiers.may_close",
}


@task(words=_("Nhắc hạn bổ sung, báo hồ sơ đã hết hạn bổ sung"))
def remind() -> None:
    """Tell each applicant and each counter once for each end."""
    remind_at(clock.now())


def remind_at(now: datetime) -> None:
    for turn in queries.ending(now):
        _remind(turn, now)
    for turn in queries.ended(now, since=now - LOOKS_BACK):
        name = ENDED[State(turn.case.state)]
        actions.tell_role(name, turn, role=Role.CLERK, cause=_cause("ended", turn), at=turn.act_by)


def _remind(turn: Turn, now: datetime) -> None:
    dossier = dossiers.by_pk(turn.case_id)
    facts = {
        "code": dossier.code or dossier.reference,
        "items": supplements.told(dossier, now),
        "answer_by": moment(turn.act_by),
    }
    contact, about = notices.contact(dossier, Addressee.FILER), dossier.reference
    actions.send(
        REMINDER,
        contact,
        about=about,
        cause=_cause("reminder", turn),
        at=now,
        facts=facts,
        in_language=notices.language_of(dossier, Addressee.FILER),
    )


def _cause(of: str, turn: Turn) -> str:
    """A request (its turn) whose end was moved is told of once more."""
    return f"{of}:{turn.pk}:{turn.act_by:%Y%m%d%H%M}"
