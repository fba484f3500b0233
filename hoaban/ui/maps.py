"""Maps drawn on the server from our own outlines: one colour a class, hatched where nothing is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, pairwise
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFilesByKey
from hoaban.ui import numerals

COLOURS = {1: (1, 4), 2: (1, 3, 4), 3: (1, 2, 3, 4)}  # number of inner bounds -> colours
FEW = 20  # so many areas still take their turn with the tab key; a table carries the others
MARGIN = 4
_ids = count(1)


class UnknownLayer(LookupError):
    """There is no map of this name under content."""


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Layer:
    """Outlines on one common grid, so that layers lie on top of each other."""

    name: str
    valid_from: date
    valid_to: date | None
    width: int
    height: int
    areas: tuple[Area, ...]


def outlines(name: str) -> Layer:
    """The outlines called `name`, a file under `maps` of the province's content."""
    return _outlines.get(name)


def _paths() -> list[Path]:
    return sorted((folders.province() / "maps").glob("*.json"))


def _read(name: str) -> Layer:
    if name not in names():
        raise UnknownLayer(name)
    kept = json.loads((folders.province() / "maps" / f"{name}.json").read_text(encoding="utf-8"))
    end = kept["valid_to"]
    return Layer(
        name=name,
        valid_from=date.fromisoformat(kept["valid_from"]),
        valid_to=date.fromisoformat(end) if end else None,
        width=kept["width"],
        height=kept["height"],
        areas=tuple(Area(one["code"], one["name"], one["path"]) for one in kept["areas"]),
    )


_outlines = KeptFilesByKey(_paths, _read)


def names() -> frozenset[str]:
    return frozenset(path.stem for path in _paths())


def layer_for(on: date) -> str:
    """The communes as they are on that day."""
    kept = sorted(name for name in names() if name.startswith("communes-"))
    return [name for name in kept if outlines(name).valid_from <= on or name == kept[0]][-1]


def colour(value: float | None, classes: Sequence[float]) -> int:
    """The class of a value among inner bounds, each bound opening the next; 0 is "no data"."""
    if value is None:
        return 0
    return COLOURS[len(classes)][sum(value >= bound for bound in classes)]


def _hatch(key: int) -> SafeString:
    return format_html(
        '<defs><pattern id="n{}" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="7" height="7" class="m0"/>'
        '<rect width="1.5" height="7" class="m0__line"/></pattern></defs>',
        key,
    )


def _area(area: Area, said: str, paint: SafeString, url: str, *, tab: bool) -> SafeString:
    shape = format_html('<path {} d="{}"/>', paint, area.path)
    if not url:
        return format_html("<g><title>{}</title>{}</g>", said, shape)
    return format_html(
        '<a href="{}" aria-label="{}"{}><title>{}</title>{}</a>',
        *(url, said, SafeString("" if tab else ' tabindex="-1"'), said, shape),
    )


def _paint(level: int, key: int) -> SafeString:
    if level:
        return format_html('class="m{}"', level)
    return format_html('class="none" fill="url(#n{})"', key)


def choropleth(
    values: Mapping[str, float | None],
    *,
    layer: str,
    classes: Sequence[float],
    title: str,
    desc: str,
    labels: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    unit: str = "",
    edges: str = "",
) -> SafeString:
    """Areas coloured by class; None or missing is hatched. `edges` draws another layer's outline.

    `classes` are one to three inner bounds. Refuses an unknown layer (UnknownLayer).
    """
    drawn, key = outlines(layer), next(_ids)
    shapes = []
    for area in drawn.areas:
        value = values.get(area.code)
        name = (labels or {}).get(area.code, area.name)
        known = gettext("không có số liệu")
        said = f"{name}: {known if value is None else f'{numerals.number(value)} {unit}'.strip()}"
        url = (links or {}).get(area.code, "")
        paint = _paint(colour(value, classes), key)
        shapes.append((_area(area, said, paint, url, tab=len(drawn.areas) <= FEW),))
    outline = ((area.path,) for area in outlines(edges).areas) if edges else ()
    return format_html(
        '<svg class="map" viewBox="{} {} {} {}" role="{}" aria-labelledby="mt{}" '
        'aria-describedby="md{}"><title id="mt{}">{}</title><desc id="md{}">{}</desc>{}{}{}</svg>',
        *(-MARGIN, -MARGIN, drawn.width + 2 * MARGIN, drawn.height + 2 * MARGIN),
        *("group" if links else "img", key, key, key, title, key, desc, _hatch(key)),
        format_html_join("", "{}", shapes),
        format_html_join("", '<path class="edge" d="{}"/>', outline),
    )


def _ranges(classes: Sequence[float], unit: str) -> list[str]:
    said = [f"{numerals.number(bound)} {unit}".strip() for bound in classes]
    plain = [numerals.number(bound) for bound in classes]
    middle = [
        gettext("từ %(low)s đến dưới %(high)s") % {"low": low, "high": f"{high} {unit}".strip()}
        for low, high in pairwise(plain)
    ]
    return [
        gettext("dưới %(bound)s") % {"bound": said[0]},
        *middle,
        gettext("từ %(bound)s trở lên") % {"bound": said[-1]},
    ]


def legend(classes: Sequence[float], unit: str = "") -> SafeString:
    """What the colours mean, with the hatched one first."""
    key = next(_ids)
    marks = [(_paint(0, key), gettext("không có số liệu"))]
    levels = COLOURS[len(classes)]
    marks += [
        (_paint(level, key), words)
        for level, words in zip(levels, _ranges(classes, unit), strict=True)
    ]
    return format_html(
        '<ul class="legend">{}</ul>',
        format_html_join(
            "",
            '<li><svg class="map" viewBox="0 0 20 20" aria-hidden="true">{}'
            '<rect width="20" height="20" {}/></svg>{}</li>',
            ((_hatch(key) if not place else "", *mark) for place, mark in enumerate(marks)),
        ),
    )
