"""Lists of cases on the desk, declared and not written again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hoaban.casework.lists import forms, queries
from hoaban.casework.lists.forms import Filter
from hoaban.casework.lists.queries import ORDER, Line, Rows
from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.engines.sheets import writing
from hoaban.engines.sheets.writing import Column

DUE = Column[Line]("due", _("Thời hạn"), lambda line: line.act_by)
CODE = Column[Line]("code", _("Mã hồ sơ"), lambda line: line.code)
TITLE = Column[Line]("title", _("Người đứng tên"), lambda line: line.title)
SUBJECT = Column[Line]("subject", pgettext_lazy("cột", "Thủ tục"), lambda line: line.subject)
AGENCY = Column[Line]("agency", _("Cơ quan"), lambda line: line.agency)
TODO = Column[Line]("todo", _("Việc cần làm"), lambda line: line.todo)
STATE = Column[Line]("state", _("Trạng thái"), lambda line: str(line.state.label))
STEP = Column[Line]("step", _("Bước"), lambda line: line.step)
MOST_EXPORTED = 5000  # lines of a file
BATCH = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its template, the name of its file, its columns, what narrows it, its pages."""

    template: str
    file: str
    columns: Sequence[Column[Line]]
    filters: Sequence[Filter] = ()
    size: int = 50


def show(
    request: ActingRequest,
    listing: Listing,
    parts: Sequence[Rows],
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """A page of the list with `page`, `lines`, `chosen`, `options`; with `format=csv` its file.

    The parts have no case in common and are walked by the time left.
    """
    given, now = {**request.GET.dict(), "q": searching.text(request)}, clock.now()
    chosen: Q = forms.narrowed(listing.filters, given, request.actor, now)
    found = [part.filter(chosen) for part in parts] if chosen else parts
    if given.get("format") == "csv":
        exported, note = _exported(found)
        return writing.answer(listing.columns, exported, name=listing.file, note=note)
    page = _page(found, request.GET.get("after"), listing.size)
    facts = {
        "page": page,
        "lines": queries.lines(page.rows, now),
        "columns": {column.name for column in listing.columns},
        "chosen": {one.name: given.get(one.name, "") for one in listing.filters},
        "options": {one.name: getattr(one, "options", ()) for one in listing.filters},
        "file": _address(request),
    }
    answer = render(request, listing.template, facts | dict(more or {}))
    answer["Cache-Control"] = "private, no-store"  # the way back shows it as it is then
    return answer


def _page(parts: Sequence[Rows], after: str | None, size: int) -> paging.Page[Any]:
    """Any: turns or involvements."""
    page: paging.Page[Any] = paging.keyset(*parts, order=ORDER, after=after, size=size)
    return page


def _exported(parts: Sequence[Rows]) -> tuple[list[Line], str]:
    """The lines of a file as far as a file goes, and what it says where there are more."""
    lines: list[Line] = []
    now, after = clock.now(), None
    for begins in range(0, MOST_EXPORTED, BATCH):
        page = _page(parts, after, min(BATCH, MOST_EXPORTED - begins))
        lines += queries.lines(page.rows, now)
        after = page.next
        if after is None:
            return lines, ""
    return lines, gettext("Tệp dừng ở %(most)s dòng: hãy lọc hẹp hơn để lấy phần còn lại.") % {
        "most": MOST_EXPORTED
    }


def _address(request: ActingRequest) -> str:
    """The same list as a file, from its first line on."""
    asked = request.GET.copy()
    asked.pop("after", None)
    asked["format"] = "csv"
    return f"?{asked.urlencode()}"
