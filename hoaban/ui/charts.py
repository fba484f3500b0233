"""Charts drawn on the server: inline SVG with a title, a description and links on every mark.

Colours come from classes; each series also has its own hatch, dash and marker, so nothing is said
by colour alone. A page puts `table(...)` with the same figures beside the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, zip_longest
from typing import TypedDict

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hoaban.ui import numerals

Value = numerals.Number | None
WIDTH = 640
HEIGHT = 300
TOP = 48
BOTTOM = 28
RIGHT = 8
LETTER = 12  # the width a letter of an axis may need on a small screen
GAP = 0.28  # of a group's width
TICKS = 4
MANY = 6
ROW = 46
NICE = (1, 2, 2.5, 5, 10)
MARKERS = ("m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "m-5-5h10v10h-10z", "m-6 5l6-11 6 11z")
DASHES = ("", "9 5", "3 4")
HATCHES = (
    "",
    "M-2 2 2-2M0 8 8 0M6 10 10 6",
    "M4 2v4M2 4h4",
    "M0 4h8",
)
_ids = count(1)


class Said(TypedDict):
    """What every drawing says of itself to those who do not see it."""

    title: str
    desc: str


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures under the chart's labels; a link opens the rows behind a figure."""

    name: str
    values: Sequence[Value]
    links: Sequence[str] = ()

    def link(self, place: int) -> str:
        return self.links[place] if place < len(self.links) else ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the figures lie inside the drawing."""

    left: float
    highest: float
    slots: int

    @property
    def slot(self) -> float:
        return (WIDTH - self.left - RIGHT) / max(1, self.slots)

    def x(self, place: float) -> float:
        return self.left + self.slot * place

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / self.highest


def _nice(highest: float) -> float:
    """The step between ticks that reaches `highest` in few round steps."""
    rough = max(highest, 1) / TICKS
    scale = 10 ** (len(str(int(rough))) - 1)
    return next(float(step * scale) for step in NICE if step * scale >= rough)


def _shape(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _said(value: Value, unit: str) -> str:
    if value is None:
        return "—"
    return f"{numerals.number(value)} {unit}".strip()


def _short(value: numerals.Number, among: Sequence[Value]) -> str:
    """A figure above its bar: one decimal for all of a series where one of them has any."""
    whole = all(v is None or v == int(v) for v in among)
    return numerals.number(value, 0 if whole else 1)


def _fill(place: int, key: int) -> str:
    return f"url(#h{key}-{place})" if HATCHES[place % len(HATCHES)] else ""


def _hatches(series: Sequence[Series], key: int) -> SafeString:
    """A pattern for every series after the first."""
    drawn = [
        (key, place, place % len(HATCHES) + 1, HATCHES[place % len(HATCHES)])
        for place in range(len(series))
        if HATCHES[place % len(HATCHES)]
    ]
    return format_html_join(
        "",
        '<pattern id="h{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect width="8" height="8" class="f{}"/><path d="{}" class="hatch"/></pattern>',
        drawn,
    )


def _legend(series: Sequence[Series], key: int) -> SafeString:
    """Names of the series on one line; a single series is named by the caption."""
    if len(series) == 1:
        return SafeString("")
    marks, x = [], 0.0
    for place, one in enumerate(series):
        marks.append(
            (_shape(x), place % len(HATCHES) + 1, _paint(place, key), _shape(x + 20), one.name)
        )
        x += 40 + LETTER * len(one.name)
    return format_html_join(
        "",
        '<rect x="{}" y="4" width="14" height="14" class="c{}"{}/><text x="{}" y="16">{}</text>',
        marks,
    )


def _paint(place: int, key: int) -> SafeString:
    fill = _fill(place, key)
    return format_html(' fill="{}"', fill) if fill else SafeString("")


def _axes(frame: Frame, labels: Sequence[str], step: float, unit: str) -> SafeString:
    lines, value = [], 0.0
    while value <= frame.highest:
        y = _shape(frame.y(value))
        kind = "axis" if value else "axis0"
        lines.append(
            (kind, _shape(frame.left), WIDTH, y, y, _shape(frame.left - 6), y, _said(value, unit))
        )
        value += step
    named = [
        (
            "alt" if len(labels) > MANY and place % 2 else "",
            _shape(frame.x(place + 0.5)),
            HEIGHT - 8,
            label,
        )
        for place, label in enumerate(labels)
    ]
    return format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text x="{}" y="{}" dy="4" text-anchor="end">{}</text>',
        lines,
    ) + format_html_join("", '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>', named)


def _linked(url: str, said: str, inside: SafeString) -> SafeString:
    if url:
        return format_html(
            '<a href="{}" aria-label="{}"><title>{}</title>{}</a>', url, said, said, inside
        )
    return format_html("<g><title>{}</title>{}</g>", said, inside)


def _svg(
    title: str, desc: str, body: SafeString, *, linked: bool, height: float = HEIGHT
) -> SafeString:
    key = next(_ids)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="{}" aria-labelledby="t{}" aria-describedby="d{}">'
        '<title id="t{}">{}</title><desc id="d{}">{}</desc>{}</svg>',
        *(WIDTH, _shape(height), "group" if linked else "img", key, key, key, title, key, desc),
        body,
    )


def _frame(labels: Sequence[str], highest: float, unit: str) -> tuple[Frame, float]:
    step = _nice(highest)
    top = step * -(-max(highest, 1) // step)
    return Frame(LETTER * len(_said(top, unit)) + 12.0, top, len(labels)), step


def _columns(
    frame: Frame,
    series: Sequence[Series],
    labels: Sequence[str],
    key: int,
    *,
    stacked: bool,
    unit: str,
) -> list[SafeString]:
    across = frame.slot * (1 - GAP)
    width = across if stacked else across / max(1, len(series))
    floor = [0.0] * len(labels)
    drawn = []
    for nth, one in enumerate(series):
        for place, (label, value) in enumerate(zip(labels, one.values, strict=True)):
            if value is None:
                continue
            x = frame.x(place) + frame.slot * GAP / 2 + (0 if stacked else nth * width)
            base = floor[place] if stacked else 0.0
            y = frame.y(base + float(value))
            floor[place] = base + float(value)
            bar = format_html(
                '<rect class="c{}"{} x="{}" y="{}" width="{}" height="{}"/>',
                *(nth % len(HATCHES) + 1, _paint(nth, key), _shape(x), _shape(y), _shape(width)),
                _shape(frame.y(base) - y),
            )
            if len(series) == 1:
                bar += format_html(
                    '<text class="v{}" x="{}" y="{}" text-anchor="middle">{}</text>',
                    " alt" if len(labels) > MANY else "",
                    *(_shape(x + width / 2), _shape(y - 5), _short(value, one.values)),
                )
            said = f"{label}, {one.name}: {_said(value, unit)}"
            drawn.append(_linked(one.link(place), said, bar))
    return drawn


def bars(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    desc: str,
    stacked: bool = False,
    unit: str = "",
) -> SafeString:
    """Upright bars under each label, side by side or on top of each other; None is a gap."""
    columns = zip_longest(*(one.values for one in series))
    sums = [[float(v) for v in column if v is not None] for column in columns]
    highest = max((sum(c) if stacked else max(c, default=0.0) for c in sums), default=0.0)
    frame, step = _frame(labels, highest, unit)
    key = next(_ids)
    marks = _columns(frame, series, labels, key, stacked=stacked, unit=unit)
    body = format_html("<defs>{}</defs>{}", _hatches(series, key), _legend(series, key))
    body += _axes(frame, labels, step, unit) + format_html_join("", "{}", ((m,) for m in marks))
    return _svg(title, desc, body, linked=any(one.links for one in series))


def _line(frame: Frame, one: Series, nth: int, labels: Sequence[str], unit: str) -> SafeString:
    path, marks, pen = "", [], "M"
    for place, value in enumerate(one.values):
        if value is None:
            pen = "M"
            continue
        x, y = _shape(frame.x(place + 0.5)), _shape(frame.y(float(value)))
        path += f"{pen}{x} {y}"
        pen = "L"
        marker = format_html(
            '<path class="c{}" d="M{} {}{}"/>', nth % 3 + 1, x, y, SafeString(MARKERS[nth % 3])
        )
        said = f"{labels[place]}, {one.name}: {_said(value, unit)}"
        marks.append((_linked(one.link(place), said, marker),))
    line = format_html(
        '<path class="l{}" d="{}" stroke-dasharray="{}"/>',
        nth % 3 + 1,
        path,
        DASHES[nth % 3] or "none",
    )
    return line + format_html_join("", "{}", marks)


def _line_legend(series: Sequence[Series]) -> SafeString:
    if len(series) == 1:
        return SafeString("")
    marks, x = [], 0.0
    for nth, one in enumerate(series):
        marks.append(
            (nth % 3 + 1, _shape(x + 7), SafeString(MARKERS[nth % 3]), _shape(x + 20), one.name)
        )
        x += 40 + LETTER * len(one.name)
    return format_html_join(
        "", '<path class="c{}" d="M{} 11{}"/><text x="{}" y="16">{}</text>', marks
    )


def lines(
    labels: Sequence[str], series: Sequence[Series], *, title: str, desc: str, unit: str = ""
) -> SafeString:
    """Lines over the labels; each has its own dash and marker; None breaks the line."""
    highest = max((float(v) for one in series for v in one.values if v is not None), default=0.0)
    frame, step = _frame(labels, highest, unit)
    drawn = ((_line(frame, one, nth, labels, unit),) for nth, one in enumerate(series))
    body = _line_legend(series) + _axes(frame, labels, step, unit)
    body += format_html_join("", "{}", drawn)
    return _svg(title, desc, body, linked=any(one.links for one in series))


def rows(
    items: Sequence[tuple[str, Value, str]], *, title: str, desc: str, unit: str = ""
) -> SafeString:
    """Lying bars, each under its label: (label, value, link), in the order given."""
    highest = max((float(value) for _, value, _ in items if value is not None), default=0.0) or 1
    drawn = []
    for place, (label, value, url) in enumerate(items):
        y = place * ROW
        inside = format_html(
            '<text x="0" y="{}">{}</text><text class="v" x="{}" y="{}" text-anchor="end">{}</text>'
            '<rect class="c0" x="0" y="{}" width="{}" height="14"/>',
            *(y + 17, label, WIDTH, y + 17, _said(value, unit), y + 24, WIDTH),
        ) + format_html(
            '<rect class="c1" x="0" y="{}" width="{}" height="14"/>',
            *(y + 24, _shape(WIDTH * float(value or 0) / highest)),
        )
        drawn.append((_linked(url, f"{label}: {_said(value, unit)}", inside),))
    body = format_html_join("", "{}", drawn)
    linked = any(url for _, _, url in items)
    return _svg(title, desc, body, linked=linked, height=max(ROW, ROW * len(items)))


def _cell(value: Value, url: str) -> SafeString:
    shown = "—" if value is None else numerals.number(value)
    if url:
        return format_html('<td class="n"><a href="{}">{}</a></td>', url, shown)
    return format_html('<td class="n">{}</td>', shown)


def table(
    labels: Sequence[str], series: Sequence[Series], *, caption: str, heading: str
) -> SafeString:
    """The same figures and links as a table, for those who'd rather read."""
    heads = format_html_join(
        "", '<th scope="col" class="n">{}</th>', ((one.name,) for one in series)
    )
    body = [
        (
            label,
            format_html_join(
                "", "{}", ((_cell(one.values[place], one.link(place)),) for one in series)
            ),
        )
        for place, label in enumerate(labels)
    ]
    return format_html(
        '<div class="scroll" role="group" aria-label="{}" tabindex="0">'
        '<table class="table table--tight"><caption>{}</caption>'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>',
        *(caption, caption, heading, heads),
        format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', body),
    )
