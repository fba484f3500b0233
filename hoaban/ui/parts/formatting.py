"""Small marks inside a line: moments, tags of state, deadlines, money, what need not be there."""

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hoaban.ui import browsers, dates, deadlines, numerals, states

register = Library()


@register.filter
def when(value: dates.Time | None) -> str:
    """A time element: what people read, and what machines read."""
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', dates.machine(value), dates.moment(value))


@register.filter
def browser(said: str) -> str:
    """A browser and its machine as people call them."""
    return browsers.named(said)


@register.simple_tag
def tag(word: object, kind: str = "") -> SafeString:
    """A word with a shape and a colour; kinds: nothing, ok, soon, late, stop, paper."""
    if kind not in states.SHAPES:
        raise ValueError(f"no such kind of tag: {kind}")
    if not kind:
        return format_html('<span class="tag">{}</span>', word)
    return format_html('<span class="tag tag--{}">{}</span>', kind, word)


@register.simple_tag
def state_tag(state: object, word: object = "") -> SafeString:
    """A state of a closed list: its own word, the colour and shape from `states`."""
    return tag(word or states.word(state), states.kind(state))


@register.simple_tag
def due_tag(
    due: dates.Time | None,
    left: int | None = None,
    unit: str = "working_days",
    clock: str = "running",
    *,
    minutes: int | None = None,
) -> str:
    """What is left until `due`, small enough for a row; the exact moment is its title.

    `minutes` is the opening time by which it is late, where that is less than a working day.
    """
    if left is None:
        return ""
    shown = deadlines.left(left, unit, clock, minutes=minutes)
    return format_html(
        '<span class="tag tag--{}" title="{}">{}</span>',
        shown.kind,
        deadlines.until(due, left, clock),
        shown.words,
    )


@register.simple_tag(name="money")
def money_tag(amount: numerals.Number | None) -> str:
    return numerals.money(amount)


@register.simple_tag
def if_any(condition: str, is_required: bool) -> SafeString | str:  # noqa: FBT001 - of a template
    """Behind a name, when it must be there, or that it need not; nothing where it always must."""
    said = condition or ("" if is_required else gettext("nếu có"))
    return format_html(' <span class="quiet small">({})</span>', said) if said else ""
