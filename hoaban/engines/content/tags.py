"""What every template may say of content without loading a library: settings name this one."""

from django import template

from hoaban.engines.content import province as provinces

register = template.Library()


@register.simple_tag
def province(what: str) -> str:
    """A name of the province in the page's language, such as `portal`."""
    return provinces.called(what)
