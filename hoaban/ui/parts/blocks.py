"""Components with something inside: notices, tables, details, facts, figures, crumbs, forms."""

import re

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hoaban.core.http import drawn
from hoaban.ui import numerals

register = Library()
_SORTED = re.compile(r'<th\b[^>]*aria-sort="(ascending|descending)"[^>]*>([^<]+)')
NOTICES = frozenset({"", "soon", "late", "ban"})


@register.simple_block_tag
def notice(content: SafeString, kind: str = "", title: object = "", *, alert: bool = False) -> str:
    """A paragraph that must be seen; `alert=True` is read out at once."""
    if kind not in NOTICES:
        raise ValueError(f"no such kind of notice: {kind}")
    return format_html(
        '<div class="notice{}"{}>{}{}</div>',
        f" notice--{kind}" if kind else "",
        SafeString(' role="alert"' if alert else ""),
        format_html("<h2>{}</h2>", title) if title else "",
        content,
    )


@register.simple_block_tag
def table(
    content: SafeString,
    caption: object,
    *,
    fold: bool = False,
    tight: bool = False,
    flush: bool = False,
    walk: bool = False,
    run: bool = False,
    hide_caption: bool = False,
) -> str:
    """A table with its caption; it folds into blocks on a small screen, or scrolls by itself.

    `walk=True` lets J and K go through its rows; `run=True` folds figures into running lines. A
    folded table has no headings: a line above says by which moment its rows stand (`aria-sort`).
    """
    variants = {"fold": fold, "tight": tight, "flush": flush, "work": walk, "run": run}
    classes = "".join(f" table--{name}" for name, on in variants.items() if on)
    grid = format_html(
        '<table class="table{}"><caption{}>{}</caption>{}</table>',
        classes,
        SafeString(' class="hidden-text"' if hide_caption else ""),
        caption,
        content,
    )
    if fold:
        return format_html("{}{}", _order(content), grid)
    return format_html(
        '<div class="scroll" role="group" aria-label="{}" tabindex="0">{}</div>', caption, grid
    )


def _order(content: SafeString) -> str:
    """By which moment the rows of a table stand, for a screen on which it has no headings."""
    found = _SORTED.search(content)
    if not found:
        return ""
    kind, column = found[1], SafeString(found[2].strip())  # it is escaped where it stands
    said = (
        gettext("Xếp theo: %(column)s, sớm trước")
        if kind == "ascending"
        else gettext("Xếp theo: %(column)s, mới trước")
    )
    return format_html(
        '<p class="order quiet small" aria-hidden="true">{}</p>',
        SafeString(said % {"column": column}),
    )


@register.simple_block_tag
def details(content: SafeString, summary: object, *, open: bool = False) -> str:  # noqa: A002
    """More, for who wants it."""
    return format_html(
        '<details class="details"{}><summary>{}</summary><div>{}</div></details>',
        SafeString(" open" if open else ""),
        summary,
        content,
    )


@register.simple_block_tag
def facts(content: SafeString, *, tight: bool = False) -> str:
    """A list of names and values; fill it with `fact`."""
    return format_html(
        '<dl class="facts facts--do{}">{}</dl>', " facts--tight" if tight else "", content
    )


@register.simple_tag
def fact(name: object, value: object = "", change: str = "", lang: str = "") -> SafeString:
    """One name and its value, with a link to change it where that is possible; `lang` where the
    value is in another language than the page.
    """
    link = (
        format_html(
            '<dd class="facts__do"><a href="{}">{}<span class="hidden-text"> {}</span></a></dd>',
            change,
            gettext("Sửa"),
            str(name).lower(),
        )
        if change
        else ""
    )
    shown = "—" if value is None or value == "" else value
    other = format_html(' lang="{}"', lang) if lang else ""
    return format_html("<div><dt>{}</dt><dd{}>{}</dd>{}</div>", name, other, shown, link)


@register.simple_block_tag
def figures(content: SafeString, *, inner: bool = False, many: bool = False) -> str:
    """A row of big numbers; fill it with `figure`. `many` stand closer, the next row smaller."""
    kind = " figures--in" if inner else " figures--many" if many else ""
    return format_html('<ul class="figures{}">{}</ul>', kind, content)


@register.simple_tag
def figure(value: object, label: object, url: str = "", kind: str = "") -> SafeString:
    """A number that opens the rows behind it."""
    shown = numerals.number(value) if isinstance(value, int | float) else value
    number = (
        format_html('<a href="{}">{}</a>', url, shown) if url else format_html("<b>{}</b>", shown)
    )
    return format_html(
        "<li{}>{} <span>{}</span></li>",
        format_html(' class="{}"', kind) if kind else "",
        number,
        label,
    )


@register.simple_block_tag
def crumbs(content: SafeString) -> str:
    """Where this page lies; fill it with `crumb`."""
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', gettext("Vị trí trang"), content
    )


@register.simple_tag
def crumb(label: object, url: str = "") -> SafeString:
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li aria-current="page">{}</li>', label)


@register.simple_block_tag
def fieldset(content: SafeString, legend: object, hint: object = "", error: object = "") -> str:
    """Fields that answer one question together."""
    return format_html(
        '<fieldset class="field{}"><legend>{}</legend>{}{}{}</fieldset>',
        " field--bad" if error else "",
        legend,
        format_html('<p class="field__hint">{}</p>', hint) if hint else "",
        format_html(
            '<p class="field__error"><span class="hidden-text">{}</span>{}</p>',
            gettext("Lỗi: "),
            error,
        )
        if error
        else "",
        content,
    )


@register.simple_block_tag
def hero(content: SafeString, title: object) -> str:
    """The first thing on the portal: a question, a search, the flower over the ridges."""
    return render_to_string("components/hero.html", {"title": title, "content": content})


@register.simple_block_tag(takes_context=True)
def post_form(
    context: Context, content: SafeString, url: str = "", *, multipart: bool = False
) -> str:
    """A form that posts, with its token."""
    return format_html(
        '<form method="post"{}{} novalidate>{}{}</form>',
        format_html(' action="{}"', url) if url else "",
        SafeString(' enctype="multipart/form-data"' if multipart else ""),
        drawn.fields(context.get("csrf_token")),
        content,
    )
