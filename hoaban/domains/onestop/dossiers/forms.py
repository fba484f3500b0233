"""Forms that several acts share: a note, a reason."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.engines.forms.inputs import writable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


LONG = 1000


def area(
    label: "_StrPromise", hint: "str | _StrPromise" = "", *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        validators=[writable],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Cần ghi nội dung này.")},
    )


class ReasonForm(forms.Form):
    """A reason in words, which the applicant reads."""

    reason = area(_("Lý do"), _("Viết để người nộp hồ sơ hiểu; không chỉ ghi mã."))
