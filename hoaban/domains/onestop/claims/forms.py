"""Asks for the code on the receipt."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.core import typed
from hoaban.core.people import names
from hoaban.engines.forms.inputs import NUMBERED, Read


class ClaimForm(forms.Form):
    """Which dossier."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_(
            "Mã in trên giấy tiếp nhận. Hồ sơ mang tên khác tên trong tài khoản thì ghi mã tra "
            "cứu (mười chữ và số)."
        ),
        max_length=200,
        error_messages={"required": _("Cần nhập mã hồ sơ.")},
    )

    identity_number = Read(
        names.identity_if_any,
        label=_("Số giấy tờ đã khai khi nộp"),
        help_text=_(
            "Chỉ cần khi lúc nộp không khai số điện thoại: số căn cước, chứng minh hoặc hộ chiếu. "
            "Khi đó hãy ghi mã tra cứu (mười chữ và số), không ghi mã hồ sơ. Không khai cả số giấy "
            "tờ thì để trống: họ tên trong tài khoản phải đúng như trên giấy tiếp nhận."
        ),
        max_length=NUMBERED,
        required=False,
    )

    def clean_code(self) -> str:
        return typed.code(self.cleaned_data["code"], "Mã hồ sơ", "Mã tra cứu")
