"""Titles of posts in the language of the page, where they are among the usual ones."""

from django.utils.translation import gettext_lazy as _

# A post has its title as its agency writes it; papers say it like that in any language.
USUAL = {
    "Chủ tịch": _("Chủ tịch"),
    "Phó Chủ tịch": _("Phó Chủ tịch"),
    "Giám đốc": _("Giám đốc"),
    "Phó Giám đốc": _("Phó Giám đốc"),
    "Trưởng phòng": _("Trưởng phòng"),
    "Phó Trưởng phòng": _("Phó Trưởng phòng"),
    "Chuyên viên": _("Chuyên viên"),
    "Chuyên viên công nghệ thông tin": _("Chuyên viên công nghệ thông tin"),
    "Công chức tư pháp - hộ tịch": _("Công chức tư pháp - hộ tịch"),
    "Cán bộ một cửa": _("Cán bộ một cửa"),
    "Cán bộ một cửa (kiêm nhiệm)": _("Cán bộ một cửa (kiêm nhiệm)"),
    "Văn thư": _("Văn thư"),
    "Quản trị hệ thống": _("Quản trị hệ thống"),
    "Thanh tra viên": _("Thanh tra viên"),
}


def shown(title: str) -> str:
    """The title on a page; one that is not usual as it was written."""
    return str(USUAL.get(title, title))
