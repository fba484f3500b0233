"""Declares the acts about the appointed day."""

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.appointments import actions, rules
from hoaban.domains.onestop.appointments.forms import ExtensionForm

ACTS = (
    Act(
        rules.EXTEND,
        _("Xin lỗi, hẹn lại"),
        actions.extend,
        rules.check_extend,
        told=_("Xin lỗi và hẹn lại"),
        place=190,
        form=ExtensionForm,
        kind="quiet",
        is_told=True,
    ),
)
