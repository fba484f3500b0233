"""Asks what is to be paid, and for the evidence that it was."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.duties.enums import Kind
from hoaban.engines.forms.inputs import TextInput
from hoaban.engines.forms.written import WholeInput


class DutyForm(forms.Form):
    """What another agency charges by its notice; a fee of the procedure is known already."""

    notice = TextInput(
        label=_("Số, ngày của thông báo"),
        help_text=_("Ví dụ: Thông báo 125/TB-CCT ngày 20/3/2020."),
        max_length=200,
        error_messages={"required": _("Cần ghi số, ngày của thông báo.")},
    )
    amount = WholeInput(
        label=_("Số tiền phải nộp (đồng)"),
        min_value=1,
        error_messages={"required": _("Cần ghi số tiền.")},
    )
    payee = TextInput(label=_("Nơi nộp"), max_length=200, required=False)

    def __init__(self, data: QueryDict | None = None, *, kind: str = Kind.DUTY) -> None:
        super().__init__(data)
        if kind == Kind.FEE:
            del self.fields["notice"], self.fields["amount"]


class EvidenceForm(forms.Form):
    """By what it is seen that it was paid."""

    evidence = TextInput(
        label=_("Số, ngày của chứng từ nộp tiền"),
        max_length=200,
        error_messages={"required": _("Cần ghi số, ngày của chứng từ.")},
    )
