"""How many sheets of each component were handed in."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import Words, text
from hoaban.engines.forms.named import NameInput
from hoaban.engines.forms.written import WholeInput

MOST_SHEETS = 999


class Countable(Protocol):
    """A component whose sheets are counted: how many of each kind are asked for."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Words: ...
    @property
    def originals(self) -> int: ...
    @property
    def certified_copies(self) -> int: ...
    @property
    def copies(self) -> int: ...
    @property
    def is_required(self) -> bool: ...


# What is looked at and given back at once; a count beside it says that it stays here instead.
SEEN, UNSEEN = "yes", "no"
SHOWN = ((SEEN, _("Xuất trình, trả ngay")), (UNSEEN, _("Không xuất trình")))


class CountsForm(forms.Form):
    """How many originals, certified copies and plain copies were handed in of each paper."""

    KINDS = ("originals", "certified", "copies")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: kept values
        components: Sequence[Countable],
        language: str = "vi",
        prefix: str | None = None,  # of the names of its inputs, beside other forms on a page
        is_whole: bool = False,  # what has to be shown must have been, or be handed in
    ) -> None:
        super().__init__(data, initial=initial, prefix=prefix)
        self.components = components
        self.language = language
        self.is_whole = is_whole
        for component in components:
            asked = (component.originals, component.certified_copies, component.copies)
            for kind, number in zip(self.KINDS, asked, strict=True):
                self.fields[f"{component.code}-{kind}"] = WholeInput(
                    min_value=0,
                    max_value=MOST_SHEETS,
                    required=False,
                    initial=number if component.is_required else 0,
                )
            if _is_shown(component):
                self.fields[f"{component.code}-shown"] = forms.ChoiceField(
                    choices=SHOWN,
                    required=False,
                    initial=SEEN if component.is_required else UNSEEN,
                )

    def rows(self) -> list[dict[str, Any]]:  # Any: bound fields
        """Each component with its three inputs, and whether it is shown, where it may be."""
        return [
            {
                "code": c.code,
                "name": text(c.name, self.language),
                "what": getattr(c, "what", ""),
                "condition": text(getattr(c, "condition", {}), self.language),
                "is_required": c.is_required,
                "shown": self[f"{c.code}-shown"] if _is_shown(c) else None,
                "fields": [self[f"{c.code}-{kind}"] for kind in self.KINDS],
            }
            for c in self.components
        ]

    def counts(self) -> dict[str, dict[str, int]]:
        """{component: {originals, certified, copies}}, those that were handed in."""
        found = {
            c.code: {kind: self.cleaned_data.get(f"{c.code}-{kind}") or 0 for kind in self.KINDS}
            for c in self.components
        }
        return {code: counts for code, counts in found.items() if any(counts.values())}

    def shown(self) -> set[str]:
        """The components that were looked at and given back; whose original stays is not."""
        return {code for code in self._showable() if self._seen(code)}

    def clean(self) -> dict[str, Any] | None:  # Any: cleaned values
        """Refuses a paper that has to be shown and was neither shown nor handed in."""
        came = self.counts().keys() | self.shown()
        for code, one in self._showable().items():
            if self.is_whole and one.is_required and code not in came:
                self.add_error(f"{code}-shown", _("Giấy tờ này phải xuất trình, hoặc nộp."))
        return self.cleaned_data

    def _showable(self) -> dict[str, Countable]:
        return {c.code: c for c in self.components if _is_shown(c)}

    def _seen(self, code: str) -> bool:
        field = f"{code}-shown"
        said = self.cleaned_data.get(field) or self.fields[field].initial
        return said == SEEN and not self.cleaned_data.get(f"{code}-originals")


def _is_shown(component: Countable) -> bool:
    return bool(getattr(component, "is_shown_only", False))


class OriginalsForm(forms.Form):
    """Who takes the originals."""

    receiver = NameInput(
        label=_("Người nhận lại bản chính"),
        max_length=120,
        error_messages={"required": _("Cần ghi người nhận lại bản chính.")},
    )
