"""What is asked of the applicant, and what the applicant brings."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hoaban.domains.onestop.custody.forms import CountsForm
from hoaban.domains.onestop.dossiers.forms import LONG, ReasonForm, area
from hoaban.domains.procedures.catalogue.models import Component
from hoaban.engines.forms.inputs import writable

if TYPE_CHECKING:
    from hoaban.domains.onestop.supplements.queries import Asked


class SupplementForm(ReasonForm):
    """One complete list: for each paper of the procedure what to do with it, and other papers."""

    items = area(
        _("Giấy tờ, nội dung khác cần bổ sung"),
        _("Mỗi dòng một giấy tờ, theo mẫu: tên giấy tờ | việc cần làm"),
        required=False,
    )
    head_reason = area(
        _("Lý do yêu cầu thêm lần nữa"),
        _("Chỉ người đứng đầu cơ quan được yêu cầu lần thứ hai ở cùng giai đoạn."),
        required=False,
    )
    field_order = ["items", "reason", "head_reason"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        components: Sequence[Component] = (),
        is_again: bool = True,
        language: str = "vi",
    ) -> None:
        super().__init__(data)
        self.components = components
        for each in components:
            name = each.name_en if language == "en" else each.name
            self.fields[f"what-{each.code}"] = forms.CharField(
                label=name, max_length=LONG, required=False, validators=[writable]
            )
        if not is_again:
            del self.fields["head_reason"]

    def asked(self) -> list[forms.BoundField]:
        """A line for each paper of the procedure: what to do with it, empty where all is well."""
        return [self[f"what-{each.code}"] for each in self.components]

    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("what-")]

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        typed = [(each, cleaned.pop(f"what-{each.code}", "").strip()) for each in self.components]
        named = [
            {"component": each.code, "name": each.name, "what": what}
            for each, what in typed
            if what
        ]
        if "items" in cleaned:
            cleaned["items"] = named + cleaned["items"]
            if not cleaned["items"]:
                self.add_error("items", _("Cần ghi ít nhất một giấy tờ và việc cần làm."))
        return cleaned

    def clean_items(self) -> list[dict[str, str]]:
        """Lines as {component, name, what}."""
        listed = []
        for line in str(self.cleaned_data["items"]).splitlines():
            name, bar, what = line.partition("|")
            if line.strip() and not (bar and name.strip() and what.strip()):
                raise forms.ValidationError(
                    _("Dòng “%(line)s” cần có tên giấy tờ, dấu | và việc cần làm."),
                    params={"line": line.strip()[:60]},
                )
            if line.strip():
                listed.append({"component": "", "name": name.strip(), "what": what.strip()})
        return listed


class SupplyForm(CountsForm):
    """What the applicant brings of the papers that were asked for, on paper or as scans."""

    def __init__(
        self, data: QueryDict | None = None, *, asked: "Sequence[Asked]", scanned: Collection[str]
    ) -> None:
        super().__init__(data, components=asked, language=get_language() or "vi")
        self.scanned = scanned

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()) and not self.scanned:
            raise forms.ValidationError(_("Cần ghi số bản đã nhận hoặc đính tệp quét."))
        return cleaned
