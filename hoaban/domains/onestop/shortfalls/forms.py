"""What is still missing, as the counter writes it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.language import text
from hoaban.domains.onestop.dossiers.forms import area

if TYPE_CHECKING:
    from hoaban.domains.onestop.supplements.queries import Asked


class LackingForm(forms.Form):
    """What is still missing of each paper that was asked for; nothing beside them."""

    def __init__(self, data: QueryDict | None = None, *, asked: "Sequence[Asked]") -> None:
        super().__init__(data)
        self.asked_for = {f"lacks-{one.code}": one.code for one in asked}
        for one in asked:
            hint = _("Đã yêu cầu: %(what)s. Đã đủ thì để trống.") % {"what": one.what}
            field = area(_("Giấy tờ"), hint, required=False)
            field.label = text(one.name)
            self.fields[f"lacks-{one.code}"] = field

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        if not self.errors and not any(str(words).strip() for words in cleaned.values()):
            raise forms.ValidationError(_("Cần ghi ít nhất một giấy tờ còn thiếu gì."))
        return cleaned

    def arguments(self) -> dict[str, Any]:  # Any: what the action takes
        said = ((code, self.cleaned_data[name]) for name, code in self.asked_for.items())
        return {"lacking": {code: words for code, words in said if words.strip()}}
