"""Days and whole numbers of forms that are not content, read as the questions of content are."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.core import days, figures, typed
from hoaban.engines.forms.inputs import by_rule
from hoaban.ui import numerals


class DayInput(forms.DateField):
    """A day as `core/days` reads it; shown as dd/mm/yyyy, in addresses ISO.

    Refuses what is no day in that rule's words.
    """

    def __init__(self, label: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
            error_messages={
                "required": _("Cần ghi ngày, ví dụ 31/03/2020."),
                "invalid": _("Ngày không đúng: hãy viết ngày/tháng/năm, ví dụ 31/03/2020."),
            },
            **options,
        )

    def to_python(self, value: Any) -> date | None:  # noqa: ANN401 - what the page sent, or a day
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        return date.fromisoformat(by_rule(days.read, typed.text(str(value))))


class WholeInput(forms.IntegerField):
    """A whole number as `core/figures` reads it: `16.000`, `16 000 đ`, never ten times another.

    What stands there already is written in threes, as pages write numbers.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **options)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - what the page sent, or a number
        return numerals.number(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:  # noqa: ANN401 - what the page sent
        if value in self.empty_values:
            return None
        return by_rule(figures.whole, typed.text(str(value)))
