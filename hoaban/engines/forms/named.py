"""Where a person's name is typed: in small letters or capitals alone it is offered as names are
written, and stays as it was typed for whoever types it so once more.
"""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hoaban.core.people import names
from hoaban.engines.forms.inputs import TextInput, by_rule

TYPED = "--typed"  # behind the name of the input: what was typed where the page wrote it anew


class Name(str):
    """A name that came from a page which can offer another way to write it."""

    __slots__ = ("before",)

    def __new__(cls, text: str, before: str) -> Self:
        made = super().__new__(cls, text)
        made.before = before
        return made

    before: str  # what was typed when it was offered; '' before that

    @property
    def offered(self) -> str:
        """How names are written, where this one is not and nobody was asked; else ''."""
        written = names.as_written(self)
        asks = written != names.clean(self) and names.clean(self) != names.clean(self.before)
        return written if asks else ""


class NameWidget(forms.TextInput):
    """An input with, hidden beside it, what was typed before the name was written anew.

    A page that sends no such thing (a system, a list that is read in) is asked nothing.
    """

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:  # noqa: ANN401, ARG002 — Django's own
        value, before = data.get(name), data.get(name + TYPED)
        return Name(value, str(before)) if isinstance(value, str) and before is not None else value

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 — Django's own
        attrs: dict[str, Any] | None = None,  # Any: Django's own
        renderer: Any = None,  # noqa: ANN401 — Django's own
    ) -> SafeString:
        before = value.before if isinstance(value, Name) else ""
        if isinstance(value, Name) and value.offered:
            value, before = value.offered, str(value)
        told = _(
            "Đã viết lại tên theo lối viết hoa thông thường; nếu tên viết đúng như đã gõ thì gõ lại"
            " như vậy."
        )
        shown = super().render(name, value, {"data-name": told, **(attrs or {})}, renderer)
        beside = format_html('<input type="hidden" name="{}" value="{}">', name + TYPED, before)
        return SafeString(shown + beside)


def ask(given: object) -> None:
    """Ask about a name that a page sent in small letters or capitals alone."""
    if isinstance(given, Name) and (offered := given.offered):
        said = _(
            "Tên thường viết “%(offered)s”: đã viết lại như vậy, hãy xem và gửi lại. Nếu tên viết"
            " đúng như đã gõ (“%(typed)s”) thì gõ lại như vậy."
        )
        raise ValidationError(said % {"offered": offered, "typed": names.clean(given)})


def words(name: str) -> str:
    """How a name in small letters or capitals alone is written, in a sentence; '' of any other."""
    written = names.as_written(name)
    if written == names.clean(name):
        return ""
    return _("Tên thường viết “%(offered)s”.") % {"offered": written}


class NameInput(TextInput):
    """A name: a letter at least; of a person nothing but letters.

    `asks`: whether a name in small letters or capitals alone is asked about (`ask`); a form
    that takes organisations too asks by itself.
    """

    widget = NameWidget

    def __init__(
        self,
        *,
        of_person: bool = False,
        asks: bool = True,
        **options: Any,  # noqa: ANN401 — Django's own
    ) -> None:
        self.rule, self.asks = names.of_person if of_person else names.name, asks
        super().__init__(**options)

    def clean(self, value: Any) -> Any:  # noqa: ANN401 — Django's own
        cleaned = super().clean(value)
        if self.asks:
            ask(value)
        return cleaned

    def to_python(self, value: Any) -> str | None:  # noqa: ANN401 — what the page sent
        text = super().to_python(value)
        return by_rule(self.rule, text) if text else text
