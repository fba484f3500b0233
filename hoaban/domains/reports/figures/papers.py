"""The columns of the file of a report: every breakdown, one after the other; and the rows of the
dossiers behind a figure, written by hand because a page has fifty.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import text
from hoaban.core.people import agencies
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.ratings import queries as ratings
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.breakdowns.queries import Report, Row
from hoaban.engines.sheets.writing import Column
from hoaban.engines.tallies.periods import Period
from hoaban.ui import dates
from hoaban.ui.parts.formatting import state_tag

LEAST = 5  # ratings whose grades are shown together: fewer would point at persons


def satisfaction(of: Period, *, level: str, agency: str) -> dict[str, Any]:  # Any: page values
    """How content applicants were in a period, all together and by the agency that answers.

    Grades are shown of `LEAST` ratings or more, whichever way one row is taken from the others.
    """
    among = statistics.counted_for(agency, of) if agency else None
    found = ratings.by_agency(of.begins_at, of.ends_at, among)
    answering = {code: agency or statistics.counted_with(code, of) for code in found}
    by_code = {
        code: ratings.total([one for own, one in found.items() if answering[own] == code])
        for code in dict.fromkeys(answering.values())
    }
    known = agencies.known(by_code.keys(), of.from_on, of.to_on)
    shown = {code: one for code, one in by_code.items() if not level or known[code].level == level}
    alone, few = _apart(shown)
    rows = [(known[code].shown, shown[code]) for code in alone]
    if few:
        pooled = ratings.total([shown[code] for code in few])
        rows.append((gettext("Các cơ quan có ít lượt"), pooled))
    together = ratings.total(list(shown.values()))
    is_shown = together.rated >= LEAST
    return {
        "satisfaction": together,
        "satisfied_with": rows if is_shown else [],
        "satisfaction_is_shown": is_shown,
        "least": LEAST,
    }


def _apart(shown: dict[str, ratings.Satisfaction]) -> tuple[list[str], list[str]]:
    """The codes of agencies that stand alone, and of those counted together: the latter have
    `LEAST` ratings too, else who takes the rows from the whole reads what they said.
    """
    few = [code for code, one in shown.items() if one.rated < LEAST]
    alone = sorted(set(shown) - set(few), key=lambda code: (shown[code].rated, code))
    while few and alone and sum(shown[code].rated for code in few) < LEAST:
        few.append(alone.pop(0))
    return [code for code in shown if code in alone], few


Cells = Column[tuple[str, Row]]  # a grouping and one of its rows


def _figure(name: str, heading: Promise) -> Cells:
    return Cells(name, heading, lambda found: int(getattr(found[1].figures, name)))


SHEET: tuple[Cells, ...] = (
    Cells("by", _("Nhóm"), lambda found: Grouping(found[0]).label),
    Cells("code", _("Mã"), lambda found: found[1].code),
    Cells("name", _("Tên"), lambda found: text(found[1].name)),
    _figure("carried_over", _("Kỳ trước chuyển sang")),
    _figure("received", _("Tiếp nhận")),
    _figure("handed_in", _("Nhận chuyển đến")),
    _figure("processed_before", _("Xử lý trước hạn")),
    _figure("processed_on", _("Xử lý đúng hạn")),
    _figure("processed_late", _("Xử lý quá hạn")),
    Cells(
        "on_time_rate",
        _("Đúng hạn trên đã xử lý (%)"),
        lambda found: statistics.percent(found[1].figures.on_time),
    ),
    Cells(
        "on_time_rate_of_received",
        _("Đúng hạn trên tiếp nhận (%)"),
        lambda found: statistics.percent(found[1].figures.on_time_of_received),
    ),
    _figure("ended", _("Kết thúc khác")),
    _figure("handed_out", _("Chuyển đi")),
    _figure("in_progress_within", _("Đang xử lý trong hạn")),
    _figure("in_progress_late", _("Đang xử lý quá hạn")),
)


def cells(report: Report) -> Iterator[tuple[str, Row]]:
    """The rows of the file: every breakdown, one after the other."""
    for grouping, rows in report.rows.items():
        yield from ((grouping, row) for row in rows)


HEADINGS = (
    _("Mã hồ sơ"),
    pgettext_lazy("cột", "Thủ tục"),
    _("Cơ quan tiếp nhận"),
    _("Tiếp nhận"),
    _("Hẹn trả"),
    _("Có kết quả"),
    _("Trạng thái"),
)
ROW = """<tr>
<th scope="row"><a href="{}">{}</a>{}</th>
<td data-h="{}">{}</td>
<td data-h="{}">{}</td>
<td data-h="{}">{}</td>
<td data-h="{}">{}</td>
<td data-h="{}">{}</td>
<td data-h="{}">{}</td>
</tr>
"""
BY = {"opened": 3, "done": 5, "closed": 5}  # the column of what rows are ordered by
DONE = 5
REFERENCE = "0000000000"  # stands for that of a dossier in the address of its page


def headings(order: Sequence[str]) -> list[tuple[str, str]]:
    """The headings of the rows in this order, each with the way in which they stand by it; what
    ended without a result has its end where others have theirs.
    """
    by, way = order[0].lstrip("-"), "descending" if order[0].startswith("-") else "ascending"
    words = [str(heading) for heading in HEADINGS]
    if by == "closed":
        words[DONE] = gettext("Kết thúc lúc")
    return [(one, way if place == BY[by] else "") for place, one in enumerate(words)]


def rows(dossiers: Sequence[Dossier], order: Sequence[str]) -> SafeString:
    """A row for each, with the columns of `headings`; what rows share is escaped once, moments are
    digits and names of days.
    """
    shown = [escape(heading) for heading, _way in headings(order)[1:]]
    is_ended = order[0] == "closed"
    synthetic = format_html(' <span class="tag tag--paper">{}</span>', gettext("mô phỏng"))
    names = {pk: escape(parameters.plan(pk).name) for pk in {one.revision_id for one in dossiers}}
    received_by = {one.receiving_agency_id for one in dossiers}
    agencies = {pk: escape(parameters.agency(pk).shown) for pk in received_by}
    states = {state: state_tag(state, State(state).label) for state in {d.state for d in dossiers}}
    before, after = map(escape, reverse("dossiers:desk_detail", args=[REFERENCE]).split(REFERENCE))
    made = []
    for dossier in dossiers:
        values = (
            names[dossier.revision_id],
            agencies[dossier.receiving_agency_id],
            dates.moment(dossier.received_at),
            dates.moment(dossier.due_at),
            dates.moment(dossier.ended_at if is_ended else dossier.done_at) or "—",
            states[dossier.state],
        )
        told = [part for pair in zip(shown, values, strict=True) for part in pair]
        mark = synthetic if dossier.is_synthetic else ""
        url = f"{before}{escape(dossier.reference)}{after}"
        made.append(ROW.format(url, escape(dossier.code or dossier.reference), mark, *told))
    return SafeString("".join(made))
