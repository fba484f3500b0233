"""Asks for the code and the four digits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.casework.cases import rules as cases

REFERENCE = 10  # characters


class TrackForm(forms.Form):
    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Mã in trên giấy tiếp nhận, hoặc mã tham chiếu nhận khi nộp."),
        max_length=80,
        error_messages={"required": _("Cần nhập mã hồ sơ.")},
    )
    phone_tail = forms.RegexField(
        label=_("Bốn số cuối điện thoại của người đứng tên"),
        regex=r"^\d{4}$",
        error_messages={
            "required": _("Cần nhập bốn số cuối điện thoại."),
            "invalid": _("Cần đúng bốn chữ số."),
        },
    )

    def clean_code(self) -> str:
        """A reference carries a digit that checks it: a slip is told without looking."""
        code = str(self.cleaned_data["code"])
        typed = "".join(code.split()).upper()
        if len(typed) == REFERENCE and typed.isalnum() and not cases.is_reference(typed):
            raise forms.ValidationError(_("Mã tham chiếu này bị gõ sai; xin xem lại từng ký tự."))
        return code
