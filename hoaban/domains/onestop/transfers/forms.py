"""Asks for a bank's statement, and what was done with money that fitted nothing."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.dossiers.forms import area
from hoaban.domains.onestop.transfers import rules
from hoaban.engines.sheets import reading
from hoaban.ui import speech

MOST = 500  # lines of one statement below its headings


class StatementForm(forms.Form):
    """Valid, it has `rows` and `heads` of the statement."""

    file = forms.FileField(
        label=_("Sao kê của ngân hàng (XLSX hoặc CSV)"),
        help_text=_("Nhập lại cùng một sao kê không ghi nhận khoản nào hai lần."),
        error_messages={
            "required": _("Cần chọn tệp sao kê."),
            "empty": _("Tệp này rỗng."),
        },
    )
    rows: reading.Rows
    heads: rules.Heads

    def clean_file(self) -> UploadedFile[Any]:  # Any: its kind
        """Refuses what is no statement, or too long a one, in the words of the refusal."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if (file.size or 0) > reading.MOST_BYTES:
                raise reading.too_long()
            self.rows = reading.rows(file.read())
            self.heads = rules.heads(self.rows)
        except Refusal as refused:
            raise forms.ValidationError(speech.sentence(refused)) from None
        if sum(map(any, self.rows[self.heads.line + 1 :])) > MOST:
            words = _("Sao kê có quá %(most)s dòng: hãy nhập từng ngày.")
            raise forms.ValidationError(words, params={"most": MOST})
        return file


class AllotForm(forms.Form):
    """Whose fee a payment is."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=80,
        error_messages={"required": _("Cần ghi mã hồ sơ.")},
    )
    payment = forms.IntegerField(widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    """Why it is not settled."""

    reason = area(_("Lý do"))
    payment = forms.IntegerField(widget=forms.HiddenInput)


class SettleForm(forms.Form):
    """What the counter did with it."""

    note = area(_("Đã xử lý thế nào"), _("Ví dụ: đã trả lại người chuyển ngày nào, số lệnh nào."))
    payment = forms.IntegerField(widget=forms.HiddenInput)
