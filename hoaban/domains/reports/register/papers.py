"""The register as the forms have it: columns for page, file and print.

Form 06 of Circular 01/2018/TT-VPCP and form 07 of 03/2025/TT-VPCP were not seen as issued: the
columns are those that the facts know and that registers of provinces show.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from hoaban.casework.cases.enums import Punctuality
from hoaban.core import days
from hoaban.core.language import FIRST, text
from hoaban.core.people import areas
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.reports.register.queries import Book, Line
from hoaban.engines.sheets.writing import Column, Value, heads
from hoaban.ui import dates, numerals

Cell = Column[Line]
CHANNELS = {"counter": _("Trực tiếp"), "online": _("Trực tuyến"), "post": _("Bưu chính")}
METHODS = {"counter": _("Trực tiếp"), "portal": _("Trực tuyến"), "post": _("Bưu chính")}
ENDED = frozenset({State.WITHDRAWN, State.STOPPED, State.CLOSED})
NOTED = ENDED | {State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT}


def _of(words: Mapping[str, object], name: str) -> str:
    return str(words.get(name, ""))


def _where(line: Line) -> str:
    return ", ".join(part for part in (line.address, numerals.phone(line.phone)) if part)


def _state(line: Line) -> str:
    """Its state in words, and the day on which it ended otherwise than by a result."""
    words = str(line.state.label)
    return f"{words} {dates.day(line.ended_at)}" if line.state in ENDED else words


def _note(line: Line) -> str:
    """What the columns have no place for."""
    notes = (
        _state(line) if line.state in NOTED else "",
        gettext("Kết quả không đồng ý") if line.is_negative and line.result_at else "",
        gettext("Đã hẹn lại") if line.is_extended else "",
        _revoked(line),
        *(
            gettext("%(agency)s chuyển đi ngày %(day)s") % {"agency": agency, "day": dates.day(at)}
            for agency, at in line.moves
        ),
    )
    return "; ".join(note for note in notes if note)


def _revoked(line: Line) -> str:
    """That the result was taken back, and by which dossier it is given again."""
    if line.revoked is None:
        return ""
    told = {"day": dates.day(line.revoked.on), "code": line.revoked.given_again_as}
    if not line.revoked.given_again_as:
        return gettext("Kết quả bị thu hồi ngày %(day)s") % told
    return gettext("Kết quả bị thu hồi ngày %(day)s, cấp lại theo hồ sơ %(code)s") % told


NUMBER = Cell("number", "TT", lambda line: line.number, width=6)
CODE = Cell("code", _("Mã hồ sơ"), lambda line: line.code, width=24)
PROCEDURE = Cell("procedure", _("Tên thủ tục hành chính"), lambda line: line.procedure, width=40)
SETS = Cell("sets", _("Số lượng hồ sơ (bộ)"), lambda line: line.sets, width=8)
OWNER = Cell("owner", _("Tên cá nhân, tổ chức"), lambda line: line.owner, width=22)
WHERE = Cell("where", _("Địa chỉ, số điện thoại"), _where, width=28)
DECIDES = Cell("decides", _("Cơ quan chủ trì giải quyết"), lambda line: line.decides, width=20)
RECEIVED = Cell("received_at", _("Nhận hồ sơ"), lambda line: line.received_at, width=15)
DUE = Cell("due_at", _("Hẹn trả kết quả"), lambda line: line.due_at, width=15)
RESULT = Cell(
    "result_at", _("Nhận kết quả từ nơi giải quyết"), lambda line: line.result_at, width=15
)
CAME = Cell(
    "channel", _("Phương thức nhận hồ sơ"), lambda line: _of(CHANNELS, line.channel), width=11
)
RETURNED = Cell("returned_at", _("Ngày, tháng, năm"), lambda line: line.returned_at, width=15)
BY = Cell(
    "returned_by",
    _("Phương thức nhận kết quả"),
    lambda line: _of(METHODS, line.returned_by),
    width=11,
)
SIGNED = Cell("receiver", _("Ký nhận"), lambda line: line.receiver, width=17)
NOTE = Cell("note", _("Ghi chú"), _note, width=20)


def _under(group: object, *columns: Cell) -> list[Cell]:
    return [replace(column, group=group) for column in columns]  # type: ignore[arg-type]


_BEGINNING = [NUMBER, CODE, PROCEDURE, SETS, OWNER, WHERE, DECIDES]
_BACK = _("Trả kết quả")
FORM_06 = [
    *_BEGINNING,
    *_under(_("Ngày, tháng, năm"), RECEIVED, DUE, RESULT),
    CAME,
    *_under(_BACK, RETURNED, BY, SIGNED),
    NOTE,
]
FORM_07 = [
    *_BEGINNING,
    *_under(_("Tiếp nhận"), RECEIVED, CAME),
    *_under(
        _("Giải quyết"),
        DUE,
        RESULT,
        Cell(
            "punctuality",
            _("So với hạn"),
            lambda line: str(Punctuality(line.punctuality).label) if line.punctuality else "",
            width=10,
        ),
    ),
    *_under(_BACK, RETURNED, BY, SIGNED),
    Cell("state", _("Trạng thái"), _state, width=16),
    replace(NOTE, width=18),
]
FORMS: dict[tuple[str, str], list[Cell]] = {
    ("01/2018/TT-VPCP", "06"): FORM_06,
    ("03/2025/TT-VPCP", "07"): FORM_07,
}


def columns(of: Book) -> list[Cell]:
    """What the form of the day has, from left to right."""
    return FORMS.get((of.circular, of.form), FORM_07)


def conceal(line: Line) -> Line:
    """The row for whoever reads without working on the case."""
    return replace(line, phone=numerals.masked(line.phone))


def title(of: Book) -> list[str]:
    """What stands above the columns of the file."""
    return [
        text(of.agency.name, FIRST).upper(),
        shops.named(of.agency, of.days.to_on),
        f"SỔ THEO DÕI HỒ SƠ NĂM {of.year}",
        f"Từ ngày {dates.day(of.days.from_on)} đến ngày {dates.day(of.days.to_on)}",
        f"Mẫu số {of.form}, Thông tư số {of.circular}",
    ]


def sheet(of: Book, found: Sequence[Line], *, is_whole: bool) -> dict[str, object]:
    """The facts of the printed book, in Vietnamese as its form is."""
    shown = columns(of)
    above, below = heads(shown)
    return {
        "agency": text(of.agency.name, FIRST),
        "parent": "",
        "shop": shops.named(of.agency, of.days.to_on),
        "place": areas.place(of.agency.area_code, of.days.to_on),
        "form": of.form,
        "circular": of.circular,
        "year": of.year,
        "begins": of.days.from_on.isoformat(),
        "ends": of.days.to_on.isoformat(),
        "above": [asdict(one) for one in above],
        "below": below,
        "widths": [column.width for column in shown],
        "rows": [[_printed(column.value(line)) for column in shown] for line in found],
        "is_whole": is_whole,
        "synthetic": any(line.is_synthetic for line in found),
    }


def _printed(value: Value) -> str:
    if isinstance(value, datetime):
        return days.written(value)
    return "" if value is None else str(value)


REFERENCE = "0000000000"  # stands for that of a dossier in the address of its page


def rows(of: Book, found: Sequence[Line]) -> SafeString:
    """The rows of the page, written by hand because it has fifty of fifteen columns."""
    shown = [(column, escape(column.heading_alone)) for column in columns(of)]
    url = reverse("dossiers:desk_detail", args=[REFERENCE])
    mark = format_html(' <span class="tag tag--paper">{}</span>', gettext("mô phỏng"))
    made: list[str] = []
    for line in found:
        made.append("<tr>")
        made += _cells(line, shown, url.replace(REFERENCE, line.reference), mark)
        made.append("</tr>\n")
    return SafeString("".join(made))


def _cells(
    line: Line, shown: Sequence[tuple[Cell, str]], url: str, mark: SafeString
) -> Iterator[str]:
    for column, heading in shown:
        words = escape(_printed(column.value(line)) or "—")
        if column is CODE:
            synthetic = mark if line.is_synthetic else ""
            yield f'<th scope="row"><a href="{url}" class="num">{words}</a>{synthetic}</th>'
        elif column is PROCEDURE:
            name = f'<span class="clamp" lang="vi" title="{words}">{words}</span>'  # as in the book
            yield f'<td data-h="{heading}">{name}</td>'
        elif column is DECIDES:  # the same
            yield f'<td data-h="{heading}" lang="vi">{words}</td>'
        else:
            yield f'<td data-h="{heading}">{words}</td>'


def stopped(most: int, last: Line) -> str:
    """What a file says that ends before the book does."""
    words = pgettext(
        "sổ",
        "Bản này dừng ở %(most)s dòng, nhận đến %(moment)s: chọn kỳ từ ngày đó để lấy phần sau.",
    )
    return words % {"most": numerals.number(most), "moment": dates.moment(last.received_at)}
