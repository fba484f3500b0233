"""Asks whoever leaves whether they know what that means."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """A box that nobody ticks by mistake."""

    knows = forms.BooleanField(
        label=_("Tôi đã ghi lại mã các hồ sơ đang giải quyết và muốn đóng hẳn tài khoản"),
        error_messages={"required": _("Hãy đánh dấu để xác nhận.")},
    )
