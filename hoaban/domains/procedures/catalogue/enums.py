"""The closed lists of the law for procedures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Which level of agency decides. The district ended on 1/7/2025."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")


class OnlineLevel(TextChoices):
    """Levels 1-4 of [ND43/2011 Đ3]; whole or partial since Decree 42/2022 (15/8/2022)."""

    ONE = "1", _("Mức độ 1")
    TWO = "2", _("Mức độ 2")
    THREE = "3", _("Mức độ 3")
    FOUR = "4", _("Mức độ 4")
    FULL = "full", _("Toàn trình")
    PARTIAL = "partial", _("Một phần")


class Channel(TextChoices):
    """How a dossier comes in: [ND61/2018 Đ16]."""

    COUNTER = "counter", _("Trực tiếp tại quầy")
    ONLINE = "online", _("Trực tuyến")
    POST = "post", _("Qua dịch vụ bưu chính")


class Unit(TextChoices):
    """What a limit counts; the words of `core.workdays.Unit`."""

    WORKING_DAYS = "working_days", _("ngày làm việc")
    WORKING_HOURS = "working_hours", _("giờ làm việc")
    CALENDAR_DAYS = "calendar_days", _("ngày")
    MONTHS = "months", _("tháng")
    FURTHER_DAYS = (
        "further_days",
        _("ngày làm việc sau ngày nhận (nhận sau 15 giờ: sau ngày làm việc kế tiếp)"),
    )


class FeeUnit(TextChoices):
    """What a fee is counted by."""

    DOSSIER = "dossier", _("hồ sơ")
    COPY = "copy", _("bản")
    PAGE = "page", _("trang")
    PERSON = "person", _("người")
    PAPER = "paper", _("văn bản")


BY_ANSWER = frozenset(FeeUnit) - {FeeUnit.DOSSIER}  # an answer says how many


class StepRole(TextChoices):
    """Whose table a dossier lies on; the words of `core.people.roles.Role`."""

    CLERK = "clerk", _("Cán bộ một cửa")
    SPECIALIST = "specialist", _("Chuyên viên")
    LEADER = "leader", _("Lãnh đạo")
    ARCHIVIST = "archivist", _("Văn thư lưu trữ")
