"""Asks for the amount taken, and for the ground on which a debt is given up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm, legal_basis
from hoaban.engines.forms.written import WholeInput


class PayForm(forms.Form):
    amount = WholeInput(
        label=_("Số tiền đã thu (đồng)"),
        min_value=0,
        error_messages={"required": _("Cần ghi số tiền.")},
    )


class WriteOffForm(ReasonForm):
    """The applicant reads reason and basis."""

    basis = legal_basis(_("Văn bản, điều khoản cho phép không thu khoản này."))
