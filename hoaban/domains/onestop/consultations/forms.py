"""Asks which agency to ask, what and for how long; and what the agency answers."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.people.models import Agency
from hoaban.domains.onestop.dossiers.forms import area
from hoaban.engines.forms.written import WholeInput

MOST_DAYS = 99


class AgencyForm(forms.Form):
    """One of some agencies."""

    agency = forms.TypedChoiceField(
        label=_("Cơ quan được lấy ý kiến"),
        coerce=int,
        error_messages={
            "required": _("Cần chọn cơ quan."),
            "invalid_choice": _("Không lấy ý kiến cơ quan này được."),
        },
    )

    def __init__(self, data: QueryDict | None = None, *, agencies: Iterable[Agency]) -> None:
        super().__init__(data)
        chosen = [(str(row.pk), row.shown) for row in agencies]
        self.fields["agency"].choices = [("", ""), *chosen]  # type: ignore[attr-defined] # a ChoiceField


class ConsultForm(AgencyForm):
    question = area(_("Nội dung cần lấy ý kiến"), _("Hỏi cụ thể để cơ quan kia trả lời được ngay."))
    days = WholeInput(
        label=_("Số ngày làm việc để trả lời"),
        help_text=_("Đến hết giờ làm việc của ngày cuối; không sau giờ hẹn trả kết quả."),
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={"required": _("Cần ghi số ngày làm việc.")},
    )


class AnswerForm(forms.Form):
    answer = area(_("Ý kiến của cơ quan"))
