"""What an official types to do something to a case, and the words for what is wrong."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.people.models import Post
from hoaban.domains.dossiers.enums import Outcome
from hoaban.engines.forms.inputs import writable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


LONG = 1000


def area(
    label: "_StrPromise", hint: "str | _StrPromise" = "", *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        validators=[writable],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Cần ghi nội dung này.")},
    )


class NoteForm(forms.Form):
    """A note that may stay empty."""

    note = area(_("Ghi chú"), required=False)


class ReasonForm(forms.Form):
    """A reason in words, which the applicant reads."""

    reason = area(_("Lý do"), _("Viết để người nộp hồ sơ hiểu; không chỉ ghi mã."))


class UndoForm(forms.Form):
    reason = area(_("Lý do"), _("Bắt buộc khi hoàn tác việc của người khác."), required=False)


class ReturnForm(forms.Form):
    note = area(_("Vì sao trả lại bước trước"))


class RefusalForm(ReasonForm):
    basis = area(_("Căn cứ pháp lý"), _("Điều, khoản và số hiệu văn bản."))


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
    body = area(
        _("Nội dung ghi thêm trên kết quả"),
        _("Mỗi đoạn một dòng; để trống nếu mẫu đã đủ."),
        required=False,
    )
    reason = area(
        _("Lý do không đủ điều kiện"),
        _("Bắt buộc khi không đủ điều kiện giải quyết."),
        required=False,
    )

    basis = area(
        _("Căn cứ pháp lý"),
        _("Bắt buộc khi không đủ điều kiện: điều, khoản và số hiệu văn bản."),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: the draft as it stands
        finding: str = "",
        is_needed: bool = False,
    ) -> None:
        """`finding`: what the official finds and the result states, in the page's language."""
        super().__init__(data, initial=initial)
        self.finding = finding if is_needed else ""
        if finding:
            body = self.fields["body"]
            body.label = finding
            body.help_text = (
                _("Mỗi đoạn một dòng; in trên kết quả, bắt buộc khi đồng ý.")
                if is_needed
                else _("Mỗi đoạn một dòng; in trên kết quả.")
            )

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        outcome = cleaned.get("outcome")
        if outcome == Outcome.POSITIVE and self.finding and not cleaned.get("body", "").strip():
            self.add_error("body", _("Cần ghi: %(what)s.") % {"what": self.finding})
        if outcome == Outcome.NEGATIVE:
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", _("Cần ghi lý do không đủ điều kiện."))
            if not cleaned.get("basis", "").strip():
                self.add_error("basis", _("Cần ghi căn cứ pháp lý của việc từ chối."))
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
    note = area(_("Ghi chú"), required=False)


class HandOverForm(forms.Form):
    receiver = forms.CharField(
        label=_("Người nhận kết quả"),
        max_length=120,
        error_messages={"required": _("Cần ghi tên người nhận.")},
    )
    identity_number = forms.CharField(
        label=_("Số giấy tờ của người nhận"), max_length=20, required=False
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
