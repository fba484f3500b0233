"""Which days of the takings are asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoaban.core import days
from hoaban.engines.forms.written import DayInput
from hoaban.engines.tallies.periods import Period

LONGEST = 366  # days that one page reckons


class DaysForm(forms.Form):
    """A GET form, today where nothing is asked; valid, it has `period`."""

    begins = DayInput(_("Từ ngày"))
    ends = DayInput(_("Đến hết ngày"))
    period: Period

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:  # Any: a QueryDict
        usual = {"begins": today.isoformat(), "ends": today.isoformat()}
        given = {name: data[name] for name in self.base_fields if data.get(name)}
        written = {name: days.shown(value) for name, value in {**usual, **given}.items()}
        super().__init__(written)

    def clean(self) -> dict[str, Any] | None:  # Any: cleaned values
        """Refuses days in the wrong order and more than a year."""
        cleaned = super().clean() or {}
        if "begins" in cleaned and "ends" in cleaned:
            begins, ends = cleaned["begins"], cleaned["ends"]
            if begins > ends:
                self.add_error("ends", _("Ngày kết thúc không được trước ngày bắt đầu."))
            elif (ends - begins).days >= LONGEST:
                self.add_error("ends", _("Xem mỗi lần nhiều nhất một năm."))
            self.period = Period(begins, ends)
        return cleaned
