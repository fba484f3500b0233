"""The roles a post may carry, and what kind of actor may act."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """A role belongs to the post, never to the person."""

    CLERK = "clerk", _("Cán bộ một cửa")
    SPECIALIST = "specialist", _("Chuyên viên")
    LEADER = "leader", _("Lãnh đạo")
    ARCHIVIST = "archivist", _("Văn thư lưu trữ")
    IT_OFFICER = "it_officer", _("Cán bộ công nghệ thông tin")
    AUDITOR = "auditor", _("Thanh tra, kiểm toán")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


# Who keeps the system: people, posts, jobs, messages. They see no case.
KEEPERS = frozenset({Role.ADMINISTRATOR, Role.IT_OFFICER})
# Whose turn a case may be.
WORKERS = frozenset({Role.CLERK, Role.SPECIALIST, Role.LEADER})


class ActorKind(TextChoices):
    OFFICIAL = "official", pgettext_lazy("vai trò", "Cán bộ")
    CITIZEN = "citizen", _("Công dân")
    PARTNER = "partner", _("Hệ thống đối tác")
    SYSTEM = "system", _("Hệ thống")


class Standing(TextChoices):
    """What a post is in its agency, which decides what it may sign [ND30/2020 Đ13]."""

    HEAD = "head", pgettext_lazy("vị trí", "Người đứng đầu cơ quan")
    DEPUTY = "deputy", pgettext_lazy("vị trí", "Cấp phó của người đứng đầu")
    UNIT_HEAD = "unit_head", pgettext_lazy("vị trí", "Người đứng đầu phòng, bộ phận")
    OTHER = "other", pgettext_lazy("vị trí", "Vị trí khác")


_DEPUTY, _OF_A_UNIT = "phó ", "phó trưởng phòng"


def standing(title: str, *, is_head: bool, unit: str) -> Standing:
    """Of a post by its title, whether it heads what it belongs to, and its unit, if it has one."""
    if unit.strip():
        return Standing.UNIT_HEAD if is_head else Standing.OTHER
    if is_head:
        return Standing.HEAD
    said = " ".join(title.casefold().split())
    is_deputy = said.startswith(_DEPUTY) and not said.startswith(_OF_A_UNIT)
    return Standing.DEPUTY if is_deputy else Standing.OTHER


AUTHORITIES = frozenset({Standing.HEAD, Standing.DEPUTY})  # who sign for their agency
