"""Asks who goes on with dossiers that no area assigns, and by which act."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.handovers import queries
from hoaban.engines.forms.writing import writable

NO_MAIL = RegexValidator("@", _("Không ghi địa chỉ thư ở đây."), inverse_match=True)


class MoveForm(forms.Form):
    """To whom, on which ground and why; `key` makes a second press do nothing."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80, initial=secrets.token_urlsafe)
    to = forms.ChoiceField(
        label=_("Cơ quan tiếp tục giải quyết"),
        error_messages={"required": _("Hãy chọn cơ quan nhận hồ sơ.")},
    )
    basis = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Số, ngày của văn bản phân công."),
        max_length=200,
        validators=[writable, NO_MAIL],
        error_messages={"required": _("Hãy ghi căn cứ: số và ngày của văn bản.")},
    )
    reason = forms.CharField(
        label=_("Lý do chuyển đến cơ quan này"),
        help_text=_("Không ghi tên, số giấy tờ của người nộp."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[writable, NO_MAIL],
        error_messages={"required": _("Hãy ghi lý do.")},
    )

    def __init__(self, *given: Any, on: date, **more: Any) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(*given, **more)
        rows = [(row.code, row.shown_in_full) for row in queries.taking(on)]
        self.fields["to"].choices = [("", _("Chọn cơ quan")), *rows]  # type: ignore[attr-defined]
