from datetime import date

from django.urls import path, register_converter

from hoaban.core import clock
from hoaban.domains.office.calendars import desk


class DayConverter:
    """A day in an address, 2020-01-23; anything else is an unknown address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        on = date.fromisoformat(value)
        if not clock.is_countable(on):
            raise ValueError(value)
        return on

    def to_url(self, value: date) -> str:
        return value.isoformat()


class YearConverter:
    """A year that people live in; anything else is an unknown address."""

    regex = desk.YEAR

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(YearConverter, "calendar_year")
register_converter(DayConverter, "calendar_day")

app_name = "calendars"
urlpatterns = [
    path("desk/calendar/", desk.calendar, name="desk_calendar"),
    path("desk/calendar/days/new/", desk.new_day, name="desk_new_day"),
    path(
        "desk/calendar/days/<calendar_day:on>/<slug:kind>/withdraw/",
        desk.withdraw_day,
        name="desk_withdraw_day",
    ),
    path(
        "desk/calendar/years/<calendar_year:year>/confirm/",
        desk.confirm_year,
        name="desk_confirm_year",
    ),
    path("desk/calendar/hours/", desk.set_hours, name="desk_set_hours"),
]
