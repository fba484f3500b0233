"""Declares the acts about what is to be paid before the handling goes on."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.duties import actions, rules
from hoaban.domains.onestop.duties.enums import Kind
from hoaban.domains.onestop.duties.forms import DutyForm, EvidenceForm


def _awaited(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    awaited = dossiers.law_of(dossier).awaits_payment
    return {"kind": awaited.kind if awaited else Kind.DUTY}


ACTS = (
    Act(
        rules.ASK_PAYMENT,
        _("Thông báo nghĩa vụ tài chính"),
        actions.ask_payment,
        rules.check_ask_payment,
        told=_("Thông báo nghĩa vụ tài chính, thời hạn tạm dừng"),
        place=186,
        form=DutyForm,
        given=_awaited,
        kind="quiet",
        is_told=True,
    ),
    Act(
        rules.CONFIRM_PAYMENT,
        _("Ghi nhận đã nộp tiền"),
        actions.confirm_payment,
        rules.check_confirm_payment,
        told=_("Ghi nhận đã thực hiện nghĩa vụ tài chính, cấp lại giấy hẹn"),
        place=124,
        form=EvidenceForm,
        is_told=True,
    ),
    Act(
        rules.RECALL_PAYMENT,
        _("Rút thông báo nghĩa vụ tài chính"),
        actions.recall_payment,
        rules.check_recall_payment,
        told=_("Rút thông báo nghĩa vụ tài chính"),
        place=188,
        form=ReasonForm,
        kind="danger",
        is_told=True,
    ),
)
