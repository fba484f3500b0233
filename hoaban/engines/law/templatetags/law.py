"""Tags for pages that name the law or an institution of today."""

from django import template

from hoaban.core import clock
from hoaban.core.http import citing
from hoaban.engines.law import lookup

register = template.Library()


@register.simple_tag
def article(topic: str) -> str:
    """The article that speaks of a topic today, with a quiet word where its text was not seen."""
    return citing.doubted(lookup.article(topic, clock.today()), for_officials=False)


@register.filter
def citation(text: str) -> str:
    """A citation as content writes it, as officials read it; what is none stays as it is."""
    return citing.doubted(lookup.cited(text), for_officials=True)


@register.simple_tag
def term(name: str) -> str:
    """What something is called today."""
    return lookup.term(name, clock.today())
