"""The closed lists of the calendar, and the names of its events."""

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoaban.core.workdays.facts import Rule


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


RULE_WORDS: dict[Rule, Promise] = {
    Rule.WORKING_DAYS: _(
        "Ngày tiếp nhận không tính; chỉ tính ngày làm việc; hết hạn khi hết giờ làm việc của "
        "ngày cuối."
    ),
    Rule.WORKING_HOURS: _("Chỉ tính giờ cơ quan mở cửa, không tính giờ nghỉ trưa."),
    Rule.CALENDAR_DAYS: _(
        "Ngày tiếp nhận không tính; ngày cuối là ngày nghỉ thì hết hạn vào cuối ngày làm việc "
        "tiếp theo."
    ),
    Rule.SAME_DAY: _("Giải quyết trong ngày: hết hạn khi hết giờ làm việc của ngày đó."),
    Rule.SAME_DAY_LATE: _(
        "Giải quyết trong ngày; tiếp nhận sau giờ quy định nên trả vào ngày làm việc tiếp theo."
    ),
}
