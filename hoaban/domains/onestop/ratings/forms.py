"""Asks how content the applicant is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.ratings.enums import Grade

LONGEST = 1000  # characters


class RatingForm(forms.Form):
    grade = forms.ChoiceField(
        label=_("Bạn có hài lòng với việc giải quyết hồ sơ này không?"),
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Cần chọn một mức."),
            "invalid_choice": _("Cần chọn một mức."),
        },
    )
    text = forms.CharField(
        label=_("Góp ý"),
        help_text=_("Không công khai; số liệu không ghi tên cán bộ."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
