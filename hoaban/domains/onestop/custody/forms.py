"""How many sheets of each component were handed in."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import Words, text
from hoaban.engines.forms.inputs import NameInput
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
    ) -> None:
        super().__init__(data, initial=initial, prefix=prefix)
        self.components = components
        self.language = language
        for component in components:
            asked = (component.originals, component.certified_copies, component.copies)
            for kind, number in zip(self.KINDS, asked, strict=True):
                self.fields[f"{component.code}-{kind}"] = WholeInput(
                    min_value=0,
                    max_value=MOST_SHEETS,
                    required=False,
                    initial=number if component.is_required else 0,
                )

    def rows(self) -> list[dict[str, Any]]:  # Any: bound fields
        """Each component with its three inputs."""
        return [
            {
                "code": c.code,
                "name": text(c.name, self.language),
                "what": getattr(c, "what", ""),
                "is_required": c.is_required,
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


class OriginalsForm(forms.Form):
    """Who takes the originals."""

    receiver = NameInput(
        label=_("Người nhận lại bản chính"),
        max_length=120,
        error_messages={"required": _("Cần ghi người nhận lại bản chính.")},
    )
