"""How form widgets are written: a list of options by hand, all else by the library's templates.

The library renders a template for each option, which for the communes of a province is half a page.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

SELECT = "django/forms/widgets/select.html"
Widget = Mapping[str, Any]  # as the library describes it to its templates


class Renderer(DjangoTemplates):
    """The library's own, but for lists of options."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: Widget) -> SafeString:
    groups = []
    for label, options, _place in widget["optgroups"]:
        inner = SafeString("".join(_option(option) for option in options))
        groups.append(
            format_html('<optgroup label="{}">{}</optgroup>', label, inner) if label else inner
        )
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        _attributes(widget["attrs"]),
        SafeString("".join(groups)),
    )


def _option(option: Widget) -> SafeString:
    attributes = _attributes(option["attrs"])
    return format_html(
        '<option value="{}"{}>{}</option>', option["value"], attributes, option["label"]
    )


def _attributes(given: Mapping[str, object]) -> SafeString:
    """` name="value"` for each, the name alone for what is true, nothing for what is false."""
    return SafeString(
        "".join(
            format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
            for name, value in given.items()
            if value is not False
        )
    )
