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
