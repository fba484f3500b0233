"""What officials and citizens may type about a dossier, and the words for what is wrong."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hoaban.core.http import answers
from hoaban.core.people import areas, names
from hoaban.core.people.models import Post
from hoaban.core.refusals import Refusal
from hoaban.domains.dossiers.enums import Outcome
from hoaban.domains.procedures import forms as questions
from hoaban.domains.procedures.models import Component

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from hoaban.domains.dossiers.queries import Asked

LONG = 1000
MOST_SHEETS = 999


def _area(
    label: "_StrPromise", hint: "str | _StrPromise" = "", *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Cần ghi nội dung này.")},
    )


class NoteForm(forms.Form):
    """A note that may stay empty."""

    note = _area(_("Ghi chú"), required=False)


class ReasonForm(forms.Form):
    """A reason in words, which the applicant reads."""

    reason = _area(_("Lý do"), _("Viết để người nộp hồ sơ hiểu; không chỉ ghi mã."))


class UndoForm(forms.Form):
    reason = _area(_("Lý do"), _("Bắt buộc khi hoàn tác việc của người khác."), required=False)


class ReturnForm(forms.Form):
    note = _area(_("Vì sao trả lại bước trước"))


class RefusalForm(ReasonForm):
    basis = _area(_("Căn cứ pháp lý"), _("Điều, khoản và số hiệu văn bản."))


class SupplementForm(ReasonForm):
    """One complete list: for each paper of the procedure what to do with it, and other papers."""

    items = _area(
        _("Giấy tờ, nội dung khác cần bổ sung"),
        _("Mỗi dòng một giấy tờ, theo mẫu: tên giấy tờ | việc cần làm"),
        required=False,
    )
    head_reason = _area(
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
                label=name, max_length=LONG, required=False
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


class ExtensionForm(ReasonForm):
    until = forms.DateField(
        label=_("Ngày hẹn mới"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Cần chọn ngày hẹn mới."),
            "invalid": _("Ngày không đúng; ví dụ 15/04/2020."),
        },
    )
    field_order = ["until", "reason"]


class ResultForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Kết quả giải quyết"),
        choices=[(o.value, o.label) for o in (Outcome.POSITIVE, Outcome.NEGATIVE)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Cần chọn kết quả.")},
    )
    body = _area(
        _("Nội dung ghi thêm trên kết quả"),
        _("Mỗi đoạn một dòng; để trống nếu mẫu đã đủ."),
        required=False,
    )
    reason = _area(
        _("Lý do không đủ điều kiện"),
        _("Bắt buộc khi không đủ điều kiện giải quyết."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == Outcome.NEGATIVE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Cần ghi lý do không đủ điều kiện."))
        return cleaned


class ColleagueForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Giao cho"),
        queryset=Post.objects.none(),
        error_messages={
            "required": _("Cần chọn người nhận."),
            "invalid_choice": _("Người này không có vị trí phù hợp với bước đang làm."),
        },
    )

    def __init__(self, data: QueryDict | None = None, *, colleagues: QuerySet[Post]) -> None:
        super().__init__(data)
        field = self.fields["to"]
        field.queryset = colleagues  # type: ignore[attr-defined] # a ModelChoiceField
        field.label_from_instance = lambda post: f"{post.person.full_name}, {post.title}"  # type: ignore[attr-defined]


class HandOnForm(ColleagueForm):
    note = _area(_("Ghi chú"), required=False)


class HandOverForm(forms.Form):
    receiver = forms.CharField(
        label=_("Người nhận kết quả"),
        max_length=120,
        error_messages={"required": _("Cần ghi tên người nhận.")},
    )
    method = forms.ChoiceField(
        label=_("Cách trả"),
        choices=[("counter", _("Tại Bộ phận Một cửa")), ("post", _("Qua bưu chính"))],
        widget=forms.RadioSelect,
        initial="counter",
    )
    proxy = forms.CharField(
        label=_("Giấy ủy quyền"),
        help_text=_("Nếu người nhận thay: ghi số, ngày giấy ủy quyền."),
        max_length=200,
        required=False,
    )


class PayForm(forms.Form):
    amount = forms.IntegerField(
        label=_("Số tiền đã thu (đồng)"),
        min_value=0,
        error_messages={"required": _("Cần ghi số tiền."), "invalid": _("Số tiền là số nguyên.")},
    )


class Communes(BaseChoiceIterator):
    """The communes of a day as choices, read only when they are drawn or compared."""

    def __init__(self, on: date) -> None:
        self.on = on

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield "", str(_("Ngoài tỉnh hoặc chưa rõ"))
        yield from ((area.code, area.name) for area in areas.communes(self.on))


class OwnerForm(forms.Form):
    """Whose dossier it is: the block that is copied into it."""

    full_name = forms.CharField(
        label=_("Họ và tên người đứng tên hồ sơ"),
        max_length=120,
        error_messages={"required": _("Cần ghi họ và tên.")},
    )
    kind = forms.ChoiceField(
        label=_("Là"),
        choices=[("person", _("Cá nhân")), ("organisation", _("Tổ chức"))],
        initial="person",
    )
    identity_number = forms.CharField(
        label=_("Số căn cước, chứng minh nhân dân hoặc mã số tổ chức"),
        max_length=20,
        required=False,
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        help_text=_("Để báo tin và tra cứu hồ sơ."),
        max_length=20,
        error_messages={"required": _("Cần ghi số điện thoại.")},
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Thư điện tử không đúng, ví dụ ten@vidu.vn.")},
    )
    area_code = forms.ChoiceField(label=_("Xã, phường, thị trấn"), required=False)
    address = forms.CharField(
        label=_("Số nhà, đường, bản, tổ dân phố"), max_length=240, required=False
    )
    wants_post = forms.BooleanField(label=_("Nhận kết quả qua bưu chính"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: kept values
        on: date,
    ) -> None:
        super().__init__(data, initial=initial)
        self.on = on
        self.fields["area_code"].choices = Communes(on)  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        return self._refused_as_error(names.phone, "phone")

    def clean_full_name(self) -> str:
        return names.clean(self.cleaned_data["full_name"])

    def clean_identity_number(self) -> str:
        given: str = self.cleaned_data["identity_number"]
        if given and self.data.get("kind", "person") == "person":
            return self._refused_as_error(names.identity_number, "identity_number")
        return names.clean(given)

    def _refused_as_error(self, rule: Callable[[str], str], name: str) -> str:
        try:
            return rule(self.cleaned_data[name])
        except Refusal as refusal:
            raise forms.ValidationError(answers.sentence(refusal)) from refusal

    def block(self) -> dict[str, Any]:  # Any: JSON
        """The owner's block as the dossier keeps it."""
        taken = ("full_name", "kind", "identity_number", "phone", "email", "area_code", "address")
        block = {name: self.cleaned_data[name] for name in taken}
        block["address_text"] = questions.written(block["area_code"], block["address"], self.on)
        return block


class CountsForm(forms.Form):
    """How many originals, certified copies and plain copies were handed in of each paper."""

    KINDS = ("originals", "certified", "copies")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: kept values
        components: "Sequence[Component | Asked]",
        language: str = "vi",
    ) -> None:
        super().__init__(data, initial=initial)
        self.components = components
        self.language = language
        for component in components:
            asked = (component.originals, component.certified_copies, component.copies)
            for kind, number in zip(self.KINDS, asked, strict=True):
                self.fields[f"{component.code}-{kind}"] = forms.IntegerField(
                    min_value=0,
                    max_value=MOST_SHEETS,
                    required=False,
                    initial=number if component.is_required else 0,
                    error_messages={"invalid": _("Cần một số nguyên.")},
                )

    def rows(self) -> list[dict[str, Any]]:  # Any: bound fields
        """Each component with its three inputs."""
        return [
            {
                "code": c.code,
                "name": (self.language == "en" and c.name_en) or c.name,
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


class SubmitterForm(forms.Form):
    """Whoever stands at the counter for the owner; left empty where it is the owner."""

    full_name = forms.CharField(label=_("Họ và tên người nộp thay"), max_length=120, required=False)
    identity_number = forms.CharField(
        label=_("Số căn cước, chứng minh nhân dân"), max_length=20, required=False
    )
    phone = forms.CharField(label=_("Số điện thoại"), max_length=20, required=False)

    def is_typed(self) -> bool:
        """Whether anything stands in it, so that the page shows it open."""
        return any(self[name].value() for name in self.fields)

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        for name, rule in (("phone", names.phone), ("identity_number", names.identity_number)):
            try:
                cleaned[name] = rule(cleaned[name]) if cleaned.get(name) else ""
            except Refusal as refusal:
                self.add_error(name, answers.sentence(refusal))
        if any(cleaned.values()) and not (cleaned.get("full_name") and cleaned.get("phone")):
            self.add_error(None, _("Người nộp thay: cần họ tên và số điện thoại."))
        return cleaned

    def block(self) -> dict[str, Any]:  # Any: JSON
        """The submitter's block as the dossier keeps it; empty where the owner came."""
        if not self.cleaned_data.get("full_name"):
            return {}
        return {"kind": "person"} | self.cleaned_data
