"""Asks for case and agency of a request."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.destinations.queries import Choices


class StartForm(forms.Form):
    """Which case, and which agency decides; what has only one answer is not asked."""

    case = forms.ChoiceField(
        label=_("Trường hợp của bạn"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn một trường hợp."),
            "invalid_choice": _("Hãy chọn một trường hợp trong danh sách."),
        },
    )
    agency = forms.ChoiceField(
        label=_("Cơ quan giải quyết"),
        error_messages={
            "required": _("Hãy chọn cơ quan giải quyết."),
            "invalid_choice": _("Cơ quan này không nhận thủ tục này hôm nay; hãy chọn lại."),
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: kept values
        cases: Choices,
        agencies: Choices,
        hint: str,
    ) -> None:
        super().__init__(data, initial=initial)
        self._offer("case", cases)
        self._offer("agency", agencies)
        self.fields["agency"].help_text = hint

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if len(choices) == 1 and not isinstance(choices[0][1], list):
            field.widget = forms.HiddenInput()
            self.initial[name] = choices[0][0]
        field.choices = choices if name == "case" else _with_none(choices)  # type: ignore[attr-defined] # both are ChoiceFields


def _with_none(choices: Choices) -> Choices:
    return choices if len(choices) == 1 else [("", "—"), *choices]
