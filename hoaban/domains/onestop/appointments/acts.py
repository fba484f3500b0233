"""Declares the acts about the appointed day."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.core import clock
from hoaban.domains.onestop.appointments import actions, queries, rules
from hoaban.domains.onestop.appointments.forms import ApologyForm, ExtensionForm
from hoaban.domains.onestop.dossiers.models import Dossier


def _draft(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return queries.draft(dossier, at=clock.now())


ACTS = (
    Act(
        rules.EXTEND,
        _("Xin lỗi, hẹn lại"),
        actions.extend,
        rules.check_extend,
        told=_("Xin lỗi và hẹn lại"),
        place=190,
        form=ExtensionForm,
        given=_draft,
        kind="quiet",
        is_told=True,
    ),
    Act(
        rules.APOLOGISE,
        _("Xin lỗi vì trả chậm"),
        actions.apologise,
        rules.check_apologise,
        told=_("Xin lỗi vì kết quả trễ hạn"),
        place=195,
        form=ApologyForm,
        kind="quiet",
        is_told=True,
    ),
)
