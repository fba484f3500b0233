"""Things drawn: deadlines, progress, charts, codes."""

import io
from typing import Any

import segno
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hoaban.ui import dates, deadlines

register = Library()
LONGEST_TRACK = 40


def _track(left: int, total: int, clock: str) -> list[str]:
    """One mark a unit: used, today, rest; held clocks show their last mark as paused."""
    if left < 0:
        return ["used"] * total + ["over"] * (-left - 1) + ["today"]
    used = max(0, total - left)
    marks = ["used"] * used + ["rest"] * (total - used)
    if marks and clock not in deadlines.OVER:
        here = min(used, total - 1)
        marks[here] = "paused" if clock in deadlines.HELD else "today"
    return marks


@register.inclusion_tag("components/clock.html")
def clock(
    due: dates.Time | None,
    *,
    left: int,
    unit: str = "working_days",
    minutes: int | None = None,
    total: int = 0,
    clock: str = "running",
    since: dates.Time | None = None,
) -> dict[str, Any]:
    """The deadline in words, the day itself, and a track of days; `since` is when it was held."""
    shown = deadlines.left(left, unit, clock, minutes=minutes)
    drawn = total and total + max(0, -left) <= LONGEST_TRACK
    return {
        "words": shown.words,
        "kind": shown.kind,
        "until": "" if clock in deadlines.HELD else deadlines.until(due, left, clock),
        "since": dates.long_day(since),
        "track": _track(left, total, clock) if drawn else [],
    }


@register.inclusion_tag("components/progress.html")
def progress(value: float, label: object = "") -> dict[str, Any]:
    """How much of a hundred is done."""
    return {"value": max(0, min(100, round(value))), "label": label}


@register.simple_tag
def chart(svg: SafeString, caption: object = "") -> SafeString:
    """A drawing of `charts` or `maps` with its caption."""
    return format_html(
        '<figure class="chart">{}{}</figure>',
        format_html("<figcaption>{}</figcaption>", caption) if caption else "",
        svg,
    )


@register.simple_tag
def qr(text: str, label: object = "") -> SafeString:
    """A QR code as inline SVG, black on white in every theme."""
    code = segno.make(text, error="m", micro=False)
    drawn = io.BytesIO()
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        light="#fff",
        border=2,
    )
    return format_html(
        '<span class="qr" role="img" aria-label="{}">{}</span>',
        label or text,
        SafeString(drawn.getvalue().decode()),
    )
