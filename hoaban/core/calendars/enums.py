"""The closed lists of the calendar, and the names of its events."""

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday", _("Ngày nghỉ lễ, tết")
    COMPENSATORY = "compensatory_day_off", _("Nghỉ bù")
    SWAPPED = "swapped_day_off", _("Nghỉ hoán đổi")
    WORKING_SATURDAY = "working_saturday", _("Làm bù")


class Certainty(TextChoices):
    """How well the day is known; all but official ones are shown as provisional."""

    OFFICIAL = "official", _("Chính thức")
    REPORTED = "reported", _("Theo tin, chưa thấy văn bản")
    PROJECTED = "projected", _("Dự kiến")


class Source(TextChoices):
    """Who keeps a row: the content files, or officials on the page."""

    CONTENT = "content", _("Tệp nội dung")
    DESK = "desk", _("Cán bộ nhập")


class Weekday(IntegerChoices):
    MONDAY = 0, _("Thứ Hai")
    TUESDAY = 1, _("Thứ Ba")
    WEDNESDAY = 2, _("Thứ Tư")
    THURSDAY = 3, _("Thứ Năm")
    FRIDAY = 4, _("Thứ Sáu")
    SATURDAY = 5, _("Thứ Bảy")
    SUNDAY = 6, _("Chủ nhật")


class Event(StrEnum):
    LOADED = "calendars.loaded"
    HOLIDAY_ADDED = "calendars.holiday_added"
    HOLIDAY_WITHDRAWN = "calendars.holiday_withdrawn"
    HOURS_SET = "calendars.hours_set"
    YEAR_CONFIRMED = "calendars.year_confirmed"
