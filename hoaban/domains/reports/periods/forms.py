"""What may be asked of the statistics: a period, a level, an agency."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import text
from hoaban.core.people import agencies
from hoaban.core.refusals import Refusal
from hoaban.domains.reports.periods import queries
from hoaban.engines.forms.written import DayInput
from hoaban.engines.tallies.periods import Period
from hoaban.ui import speech


class LongSelect(forms.Select):
    """A choice among more than a hundred, written at once instead of a template an option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401
        """As Django's own, without groups. Any: Django leaves them open."""
        del renderer
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (code, SafeString(" selected" if str(code) == chosen else ""), label)
                for code, label in self.choices
            ),
        )
        given = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", given, options)


def _day(value: object) -> object:
    """An ISO day as a day, so that it comes back as people write it; all else as it came."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value


def _agencies(on: date, typed: str) -> list[tuple[str, str | Promise]]:
    """The agencies of a day to choose from, asked for when they are shown; the typed one too."""
    listed: list[tuple[str, str | Promise]] = [("", _("Tất cả các cơ quan"))]
    listed += [(row.code, row.shown) for row in agencies.at(on).taking_part()]
    if typed and typed not in dict(listed):
        listed.append((typed, queries.name_of(typed)))  # one that ended before
    return listed


def _levels(begins: date, ends: date) -> list[tuple[str, str | Promise]]:
    """The levels that there were on these days, to choose from."""
    names = queries.level_names(Period(min(begins, ends), ends))
    return [("", _("Tất cả các cấp")), *((code, text(name)) for code, name in names.items())]


class PeriodForm(forms.Form):
    """A GET form: what is missing is filled from `usual`, what is wrong says so beside its field.

    Valid, it has `period` and, where one was chosen, an agency that existed in it.
    """

    begins = DayInput(_("Từ ngày"))
    ends = DayInput(_("Đến hết ngày"))
    level = forms.ChoiceField(label=_("Cấp"), required=False)
    agency = forms.CharField(required=False, max_length=64, label=_("Cơ quan tiếp nhận"))
    period: Period

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:  # Any: a QueryDict
        ends = min(today, queries.last_day() or today)
        usual = {"begins": ends.replace(month=1, day=1), "ends": ends}
        given = {name: _day(data[name]) for name in self.base_fields if name in data}
        super().__init__({**usual, **given})
        on = self._day("ends") or today
        typed = str(given.get("agency", ""))
        asked = partial(_agencies, on, typed)  # only when they are shown
        self.fields["agency"].widget = LongSelect(choices=asked)  # type: ignore[arg-type]
        self.fields["level"].choices = _levels(self._day("begins") or on, on)  # type: ignore[attr-defined]

    def _day(self, name: str) -> date | None:
        try:
            value = self.fields[name].clean(self.data.get(name))
        except ValidationError:
            return None
        return value if isinstance(value, date) else None

    def clean(self) -> dict[str, Any] | None:  # Any: cleaned values
        """The refusals of a period and of an agency, beside the fields they are about."""
        cleaned = super().clean() or {}
        if "begins" not in cleaned or "ends" not in cleaned:
            return cleaned
        try:
            self.period = queries.period(cleaned["begins"], cleaned["ends"])
        except Refusal as refusal:
            self.add_error("ends", speech.sentence(refusal))
            return cleaned
        try:
            if cleaned.get("agency"):
                queries.agency(cleaned["agency"], self.period)
        except Refusal as refusal:
            self.add_error("agency", speech.sentence(refusal))
        return cleaned

    def asked(self) -> dict[str, str]:
        """What was asked, as the query of an address."""
        cleaned = self.cleaned_data
        asked = {
            "begins": self.period.from_on.isoformat(),
            "ends": self.period.to_on.isoformat(),
            "level": cleaned.get("level", ""),
            "agency": cleaned.get("agency", ""),
        }
        return {name: value for name, value in asked.items() if value}
