"""Days and moments as people here read them: `10:05 thứ Hai 30/03/2020`.

Written by hand, because a list of a hundred rows formats a thousand of them.
"""

from datetime import date, datetime, time

from django.utils.translation import get_language

from hoaban.core import clock

Time = date | datetime
WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def _local(value: Time) -> Time:
    """A moment on the province's wall clock; a date, or a moment without a zone, as it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(clock.VIETNAM)
    return value


def _day(value: Time) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def _weekday(value: Time) -> str:
    return WEEKDAYS["en" if get_language() == "en" else "vi"][value.weekday()]


def _clock(value: Time) -> str:
    """The hour; none of a date, nor of a moment that only says the day."""
    if not isinstance(value, datetime) or value.time() == time.min:
        return ""
    return f"{value.hour:02}:{value.minute:02}"


def day(value: Time | None) -> str:
    """`30/03/2020`"""
    return _day(_local(value)) if value else ""


def month(value: Time | None) -> str:
    """`03/2020`"""
    return day(value)[3:]


def weekday(value: Time | None) -> str:
    """`thứ Hai`"""
    return _weekday(_local(value)) if value else ""


def long_day(value: Time | None) -> str:
    """`thứ Hai 30/03/2020`"""
    if not value:
        return ""
    here = _local(value)
    return f"{_weekday(here)} {_day(here)}"


def clock_time(value: Time | None) -> str:
    """`10:05`"""
    return _clock(_local(value)) if value else ""


def moment(value: Time | None) -> str:
    """`10:05 thứ Hai 30/03/2020`; a day without an hour reads like `long_day`."""
    if not value:
        return ""
    here = _local(value)
    return f"{_clock(here)} {_weekday(here)} {_day(here)}".strip()


def machine(value: Time) -> str:
    """For the `datetime` attribute of a time element, in Vietnamese wall time with its offset."""
    here = _local(value)
    if isinstance(here, datetime) and here.time() != time.min:
        return here.isoformat(timespec="minutes")
    return here.date().isoformat() if isinstance(here, datetime) else here.isoformat()
