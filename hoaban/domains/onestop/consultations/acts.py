"""Declares the acts of asking another agency."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.core import clock
from hoaban.domains.onestop.consultations import actions, queries, rules
from hoaban.domains.onestop.consultations.forms import AgencyForm, AnswerForm, ConsultForm
from hoaban.domains.onestop.dossiers.models import Dossier


# The choices stay the same after the press: a second press of one page is answered, not refused.
def _others(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"agencies": queries.others(dossier, clock.today())}


def _asked(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"agencies": queries.asked(dossier)}


ACTS = (
    Act(
        rules.ANSWER_CONSULTATION,
        _("Trả lời lấy ý kiến"),
        actions.answer_consultation,
        rules.check_answer,
        told=_("Cơ quan được lấy ý kiến trả lời"),
        place=75,
        form=AnswerForm,
    ),
    Act(
        rules.CONSULT,
        _("Lấy ý kiến cơ quan khác"),
        actions.consult,
        rules.check_consult,
        told=pgettext_lazy("diễn biến", "Lấy ý kiến cơ quan khác"),
        place=152,
        form=ConsultForm,
        given=_others,
        kind="quiet",
    ),
    Act(
        rules.RECORD_SILENCE,
        _("Ghi nhận không trả lời"),
        actions.record_silence,
        rules.check_record_silence,
        told=_("Ghi nhận không trả lời trong thời hạn"),
        place=153,
        kind="quiet",
    ),
    Act(
        rules.WITHDRAW_CONSULTATION,
        _("Thôi lấy ý kiến"),
        actions.withdraw_consultation,
        rules.check_withdraw,
        told=pgettext_lazy("diễn biến", "Thôi lấy ý kiến"),
        place=154,
        form=AgencyForm,
        given=_asked,
        kind="quiet",
    ),
)
