"""Asks for the code and the four digits, or the name where no number was declared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.casework.cases import rules as cases
from hoaban.core import typed
from hoaban.core.people import names

REFERENCE = 10  # characters


class TrackForm(forms.Form):
    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Mã in trên giấy tiếp nhận, hoặc mã tra cứu nhận khi nộp."),
        max_length=200,
        error_messages={"required": _("Cần nhập mã hồ sơ.")},
    )
    phone_tail = forms.CharField(
        label=_("Bốn số cuối điện thoại hoặc số giấy tờ của người đứng tên"),
        help_text=_("Lúc nộp không khai cả hai thì ghi họ và tên như trên giấy tiếp nhận."),
        max_length=200,
        error_messages={
            "required": _("Cần nhập bốn số cuối điện thoại hoặc số giấy tờ, hoặc họ và tên.")
        },
    )

    def clean_code(self) -> str:
        """A reference carries a digit that checks it: a slip is told without looking."""
        code = typed.code(self.cleaned_data["code"], "Mã hồ sơ", "Mã tra cứu")
        bare = "".join(code.split()).upper()
        if len(bare) == REFERENCE and bare.isalnum() and not cases.is_reference(bare):
            raise forms.ValidationError(_("Mã tra cứu này bị gõ sai; xin xem lại từng ký tự."))
        return code

    def clean_phone_tail(self) -> str:
        """Four digits with whatever stands around them, the whole number, or a name folded."""
        given = self.cleaned_data["phone_tail"]
        if not names.digits(given) and (name := names.fold(given)):
            return name
        if tail := names.tail(given):
            return tail
        raise forms.ValidationError(_("Cần đúng bốn chữ số."))
