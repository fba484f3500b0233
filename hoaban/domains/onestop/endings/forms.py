"""Asks why a dossier ends without a result, and what becomes of its fee."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.dossiers.forms import ReasonForm
from hoaban.domains.onestop.endings.enums import Refund


class EndForm(ReasonForm):
    """The reason that the applicant reads; where a fee was paid, whether it goes back."""

    refund = forms.ChoiceField(
        label=_("Phí, lệ phí đã nộp"),
        choices=Refund.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Cần ghi hoàn trả hay không hoàn trả.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, is_paid: bool = False, reason: str = ""
    ) -> None:
        super().__init__(data, initial={"reason": reason})
        if not is_paid:
            del self.fields["refund"]

    def arguments(self) -> dict[str, Any]:  # Any: what the action takes
        return dict(self.cleaned_data)
