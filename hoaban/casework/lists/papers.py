"""The rows of a list as its page has them.

Written by hand and not as a template: a page has fifty, and the template was half of its work.
"""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hoaban.casework.lists.queries import Line
from hoaban.ui import dates
from hoaban.ui.parts.formatting import due_tag, state_tag

ROW = """<tr>
<td data-h="{h_due}">{due} <span class="sub">{moment}</span>{promised}</td>
<th scope="row"><a href="{url}{trail}" class="num">{code}</a>{mark}</th>
<td data-h="{h_title}"><span class="short">{title}</span></td>
<td data-h="{h_subject}"><span class="clamp" title="{subject}">{subject}</span>{agency}</td>
<td data-h="{h_state}">{state}</td>
</tr>
"""
SUB = '<span class="sub">{}</span>'
PROMISED = ' <span class="sub">{} {}</span>'
TO_DO = '<b>{}</b><span class="sub">{}</span>'


def rows(lines: Sequence[Line], headings: Mapping[str, str], trail: str) -> SafeString:
    """A row for every line, with the columns of these names; on a small screen each value stands
    beside its heading. `trail` is the query that the address of a case takes along.
    """
    has_agency, has_todo = "agency" in headings, "todo" in headings
    promised = gettext("hẹn trả kết quả")
    synthetic = format_html(" " + SUB, gettext("mô phỏng"))
    heads = {f"h_{name}": headings[name] for name in ("due", "title", "subject")}
    heads["h_state"] = headings["todo" if has_todo else "state"]
    made = [
        format_html(
            ROW,
            **heads,
            due=_due(line),
            moment=dates.moment(line.act_by),
            promised=format_html(PROMISED, promised, dates.moment(line.promised))
            if line.promised
            else "",
            url=line.url,
            trail=trail,
            code=line.code,
            mark=synthetic if line.is_synthetic else "",
            title=line.title,
            subject=line.subject,
            agency=format_html(SUB, line.agency) if has_agency else "",
            state=format_html(TO_DO, line.todo, line.state.label) if has_todo else _state(line),
        )
        for line in lines
    ]
    return SafeString("".join(made))


def _due(line: Line) -> str:
    left = line.left
    return due_tag(line.act_by, left=left.days, minutes=left.minutes, clock=line.clock)


def _state(line: Line) -> SafeString:
    return state_tag(line.state) + (format_html(SUB, line.step) if line.step else SafeString())
