"""`csrf_token` of every template, allauth's too, with the field that says for whom it was drawn.

Settings load this library after Django's own tags.
"""

from django.template import Context, Library
from django.utils.safestring import SafeString

from hoaban.core.http import drawn

register = Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """The hidden fields that a form needs which posts."""
    return drawn.fields(context.get("csrf_token"))
