"""Reads what of the procedures was not read in a text of law: for who keeps the content."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from hoaban.core.language import text
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision

PARTS = {
    "process": gettext_lazy("Quy trình nội bộ"),
    "code": gettext_lazy("Mã thủ tục"),
    "name": gettext_lazy("Tên thủ tục"),
    "forms": gettext_lazy("Biểu mẫu"),
    "fees": gettext_lazy("Phí, lệ phí"),
    "clock": gettext_lazy("Bổ sung và kéo dài thời hạn"),
    "limits": gettext_lazy("Thời hạn"),
    "cases": gettext_lazy("Thời hạn"),
    "papers": gettext_lazy("Giấy tờ"),
    "result": gettext_lazy("Kết quả"),
}


def _notes(illustrative: dict[str, str]) -> list[tuple[str, str]]:
    """(part, note) of each, alike ones once."""
    said: dict[tuple[str, str], None] = {}
    for path, note in illustrative.items():
        parts = path.split(".")
        name = next((part for part in ("fees", "limits") if part in parts), parts[0])
        said[str(PARTS.get(name, name)), note] = None
    return list(said)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A version of a procedure with the parts that wait to be compared, and where it was read."""

    code: str
    name: str
    since: date
    notes: tuple[tuple[str, str], ...]
    source: str


def unconfirmed(on: date) -> list[Unconfirmed]:
    """The versions in force on a day of which a part was not read in a text, or which are shown as
    information for want of it, by code. One query.
    """
    found = catalogue.valid(on).order_by("procedure__code")
    return [_shown(each) for each in found if each.illustrative or each.information]


def _shown(one: Revision) -> Unconfirmed:
    notes = tuple(_notes(one.illustrative))
    return Unconfirmed(one.code, text(one.name), one.valid_from, notes, one.source)
