"""What every template may say of content without loading a library: settings name this one."""

from django import template

from hoaban.core import language
from hoaban.core.language import Words
from hoaban.engines.content import province as provinces

register = template.Library()


@register.simple_tag
def province(what: str) -> str:
    """A name of the province in the page's language, such as `portal`."""
    return provinces.called(what)


@register.filter
def text(words: Words, of: str | None = None) -> str:
    """A text of a row in the page's language, or in the one that is named."""
    return language.text(words, of)
