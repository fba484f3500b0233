"""Asks for whom a request is, who that is, and how the result is fetched."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.language import current
from hoaban.core.people import names
from hoaban.domains.onestop.filing.forms import LANDLINE, OwnerForm
from hoaban.engines.forms import readout
from hoaban.engines.law import lookup as law

SELF, OTHER = "self", "other"
REACHED_BY = frozenset({"phone", "email"})
COUNTER, POST = "counter", "post"


class WhoForm(forms.Form):
    whose = forms.ChoiceField(
        label=_("Bạn làm hồ sơ này cho ai?"),
        choices=[(SELF, _("Cho chính tôi")), (OTHER, _("Cho người khác hoặc một tổ chức"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn bạn làm hồ sơ cho ai."),
            "invalid_choice": _("Hãy chọn một trong hai câu trả lời."),
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: kept values
        of_newborn: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        if of_newborn:  # whoever is born files nothing
            whose = self.fields["whose"]
            whose.label = _("Ai đứng tên yêu cầu?")
            whose.choices = [  # type: ignore[attr-defined] # a ChoiceField
                (SELF, _("Tôi: cha, mẹ hoặc người thân của trẻ")),
                (OTHER, _("Người khác; tôi nộp thay")),
            ]


class BlockForm(OwnerForm):
    """A person or organisation as a draft keeps it: also that there is no identity number."""

    none_kept_as = names.NO_IDENTITY  # the pages that follow need not ask for it again

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: kept values
        on: date,
        is_other: bool,
    ) -> None:
        super().__init__(data, initial=_shown(initial), on=on)
        del self.fields["wants_post"]
        self.fields["full_name"].label = _("Họ và tên")
        self.fields["full_name"].help_text = _("Viết như trên giấy tờ tùy thân.")
        self.fields["full_name"].widget.attrs["autocomplete"] = "off" if is_other else "name"
        self.fields["phone"].required = False
        self.is_other = is_other
        self.needed_sometimes = frozenset() if is_other else REACHED_BY  # one of the two is needed
        told = (
            _("Không có thì để trống: cơ quan báo tin cho bạn, người nộp thay.")
            if is_other
            else _(
                "Ghi một trong hai, số điện thoại hoặc thư điện tử: để báo tin và tra cứu hồ sơ."
            )
        )
        self.fields["phone"].help_text = format_lazy("{} {}", told, LANDLINE)
        whose = "off" if is_other else "tel"
        self.fields["phone"].widget = forms.TextInput(attrs={"type": "tel", "autocomplete": whose})
        paper = {"autocapitalize": "characters", "spellcheck": "false"}  # passports have letters
        self.fields["identity_number"].widget.attrs.update(paper)
        if is_other:
            self.fields["full_name"].label = _("Họ và tên, hoặc tên tổ chức")
            self.fields["kind"].widget = forms.RadioSelect(choices=KINDS)
        else:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].required = False
            self.fields["identity_number"].label = _(
                "Số căn cước, chứng minh nhân dân hoặc hộ chiếu"
            )
        self.order_fields(ORDER)

    def clean_kind(self) -> str:
        return str(self.cleaned_data.get("kind") or "person")

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        """News goes to a telephone or by mail: one of them is needed, of whoever files."""
        cleaned = super().clean() or self.cleaned_data
        is_reached = any(cleaned.get(name) or name in self.errors for name in REACHED_BY)
        if not self.is_other and not is_reached:
            self.add_error("phone", _("Cần ghi số điện thoại hoặc thư điện tử."))
        return cleaned


def _shown(kept: dict[str, Any] | None) -> dict[str, Any] | None:  # Any: kept values
    """A kept block as it is typed."""
    if not kept or not (number := kept.get("identity_number")):
        return kept
    return {**kept, "identity_number": readout.identity(number, current())}


KINDS = [("person", _("Cá nhân")), ("organisation", _("Tổ chức"))]
ORDER = ["kind", "full_name", "identity_number", "phone", "email", "area_code", "address"]


def _ways() -> list[tuple[str, str]]:
    """Where a result may be had, the one-stop shop by its name of today."""
    counter = gettext("Tại %(counter)s") % {"counter": law.term("counter", clock.today())}
    return [(COUNTER, counter), (POST, gettext("Qua bưu chính, đến nhà"))]


class DeliveryForm(forms.Form):
    way = forms.ChoiceField(
        label=_("Bạn muốn nhận kết quả ở đâu?"),
        choices=_ways,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn nơi nhận kết quả."),
            "invalid_choice": _("Hãy chọn một nơi nhận trong danh sách."),
        },
    )
