"""The rows of a list as its page has them.

Written by hand and not as a template: a page has fifty, and the template was half of its work.
What is not escaped here is written by this program: tags, and moments in digits and names of days.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import Choices
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hoaban.casework.lists.queries import Line
from hoaban.ui import dates, deadlines
from hoaban.ui.parts.formatting import due_tag, state_tag

ROW = """<tr>
{pick}<td data-h="{h_due}">{due} {stands}{promised}</td>
<th scope="row"><a href="{url}{trail}" class="num">{code}</a>{mark}</th>
<td data-h="{h_title}"><span class="short">{title}</span></td>
<td data-h="{h_subject}"><span class="clamp" title="{about}">{subject}</span>{agency}</td>
<td data-h="{h_state}">{state}</td>
</tr>
"""
PICK = (
    '<td class="pick"><input class="tick" type="checkbox" name="pick" value="{}" form="batch"'
    ' aria-label="{} {}"></td>\n'
)
SUB = '<span class="sub">{}</span>'
STANDS = '<span class="sub">{}{}</span>'
NAMED = "{}: "
PROMISED = ' <span class="sub">{}: {} ({})</span>'
TO_DO = '<b>{}</b><span class="sub">{}</span>'


def rows(
    lines: Sequence[Line], headings: Mapping[str, str], trail: str, *, ticks: bool = False
) -> SafeString:
    """A row for every line, with the columns of these names; on a small screen each value stands
    beside its heading. `trail` is the query that the address of a case takes along; `ticks` lets
    one choose rows for the form `batch` of the page.
    """
    has_agency, has_todo = "agency" in headings, "todo" in headings
    told = gettext("Hạn bước"), gettext("Hẹn trả"), gettext("Có kết quả")
    words = _Words(*map(escape, told))
    synthetic = " " + SUB.format(escape(gettext("mô phỏng")))
    heads = {f"h_{name}": escape(headings[name]) for name in ("due", "title", "subject")}
    heads["h_state"] = escape(headings["todo" if has_todo else "state"])
    states, query = _states(lines, has_todo=has_todo), escape(trail)
    choose = gettext("Chọn")
    made = [
        ROW.format(
            **heads,
            pick=PICK.format(escape(line.code), choose, escape(line.code)) if ticks else "",
            due=_due(line),
            stands=_stands(line, words),
            promised=_promised(line, words),
            url=escape(line.url),
            trail=query,
            code=escape(line.code),
            mark=synthetic if line.is_synthetic else "",
            title=escape(line.title),
            subject=escape(line.subject),
            about=escape(line.about),
            agency=SUB.format(escape(line.agency)) if has_agency else "",
            state=states[_told(line)],
        )
        for line in lines
    ]
    return SafeString("".join(made))


class _Words(NamedTuple):
    """What moments of a line are called, in the language of the page."""

    step: str
    promised: str
    result: str


def _stands(line: Line, words: _Words) -> str:
    """The moment by which a line stands where it does."""
    if line.waits_from:
        return STANDS.format(NAMED.format(words.result), dates.moment(line.waits_from))
    return STANDS.format(
        NAMED.format(words.step) if line.promised else "", dates.moment(line.act_by)
    )


def _promised(line: Line, words: _Words) -> str:
    """The moment that was promised, and how it stands to it, where it stands by another one."""
    if line.waits_from:
        return " " + STANDS.format(NAMED.format(words.promised), dates.moment(line.act_by))
    if line.promised is None or line.promised_left is None:
        return ""
    left = line.promised_left
    told = deadlines.left(left.days, clock=line.clock, minutes=left.minutes).words
    return PROMISED.format(words.promised, dates.moment(line.promised), escape(told))


def _due(line: Line) -> str:
    left = line.left
    return due_tag(line.act_by, left=left.days, minutes=left.minutes, clock=line.clock)


Told = tuple[Choices, str, str]  # of a line: its state, its step, what there is to do


def _told(line: Line) -> Told:
    return line.state, line.step, line.todo


def _states(lines: Sequence[Line], *, has_todo: bool) -> dict[Told, SafeString]:
    """What stands in the last column, written once for all lines of which it is the same."""
    return {told: _state(*told, has_todo=has_todo) for told in {_told(line) for line in lines}}


def _state(state: Choices, step: str, todo: str, *, has_todo: bool) -> SafeString:
    if has_todo:
        return format_html(TO_DO, todo, state.label)
    return state_tag(state) + (format_html(SUB, step) if step else SafeString())
