"""Things in order: timelines, steps, tabs, pages, summaries, and the state of having nothing."""

from collections.abc import Iterable, Mapping, Sized
from typing import Any, Protocol

from django.http import QueryDict
from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


class KeysetPage(Protocol):
    """What a pager needs to know of a page of rows: opaque tokens, nothing of the rows."""

    @property
    def rows(self) -> Sized: ...
    @property
    def next(self) -> str | None: ...
    @property
    def previous(self) -> str | None: ...


@register.inclusion_tag("components/timeline.html")
def timeline(items: Iterable[object]) -> dict[str, Any]:
    """What happened, in order: items with title, at, state (done, now), by, text, url."""
    return {"items": items}


@register.inclusion_tag("components/steps.html")
def steps(items: Iterable[object], current: int = 0) -> dict[str, Any]:
    """Where one is on a way of several pages; `current` is counted from one."""
    return {
        "steps": [
            {
                "label": item.get("label", "") if isinstance(item, Mapping) else item,
                "url": item.get("url", "") if isinstance(item, Mapping) else "",
                "done": place < current,
                "now": place == current,
            }
            for place, item in enumerate(items, start=1)
        ],
        "current": current,
    }


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Mapping[str, object]], label: object = "") -> dict[str, Any]:
    """Pages beside each other: items with label, url, current, count, is_more (than counted)."""
    return {"items": items, "label": label}


def _address(query: QueryDict | None, token: str | None, name: str) -> str:
    """The same page with another place in the list."""
    if not token:
        return ""
    kept = query.copy() if query is not None else QueryDict(mutable=True)
    kept[name] = token
    return f"?{kept.urlencode()}"


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(
    context: Context,
    page: KeysetPage | None,
    total: int | None = None,
    name: str = "after",
    label: object = "",
) -> dict[str, Any]:
    """Forward and back through a keyset page; all else in the address stays."""
    query = getattr(context.get("request"), "GET", None)
    return {
        "next": _address(query, getattr(page, "next", None), name),
        "previous": _address(query, getattr(page, "previous", None), name),
        "total": total,
        "label": label,
        "shown": len(page.rows) if page is not None else 0,
    }


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title: object, text: object = "", url: str = "", link: object = ""
) -> dict[str, Any]:
    """Nothing here, and what to do about it."""
    return {"title": title, "text": text, "url": url, "link": link}


@register.inclusion_tag("components/summary.html")
def summary(rows: Iterable[Mapping[str, object]]) -> dict[str, Any]:
    """Answers to look over before sending: rows with label, value, change."""
    return {"rows": rows}


@register.simple_tag(takes_context=True)
def menu_item(context: Context, label: object, url: str) -> SafeString:
    """A line of the main menu; the one we stand under is marked."""
    path = getattr(context.get("request"), "path", "")
    here = path == url or (url != "/" and path.startswith(url))
    mark = SafeString(' aria-current="page"' if here else "")
    return format_html('<li><a href="{}"{}>{}</a></li>', url, mark, label)
