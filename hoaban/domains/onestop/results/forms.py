"""Asks what a result says and who takes it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.people import names
from hoaban.domains.onestop.dossiers.enums import Outcome
from hoaban.domains.onestop.dossiers.forms import LONG, area, legal_basis
from hoaban.engines.forms.inputs import NUMBERED, Read, TextInput
from hoaban.engines.forms.named import NameInput
from hoaban.engines.forms.writing import writable
from hoaban.engines.law import lookup as law


class ResultForm(forms.Form):
    needed_sometimes = frozenset({"reason", "basis"})

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

    basis = legal_basis(
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
        lines: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`finding`: what the official finds and the result states, in the page's language;
        `lines`: what each line of it says and what is printed before it, asked one by one.
        """
        super().__init__(data, initial=initial)
        self.finding = finding if is_needed else ""
        self.befores = {f"line-{number}": before for number, (_, before) in enumerate(lines)}
        if lines:
            self._ask_lines(lines)
        elif finding:
            body = self.fields["body"]
            body.label = finding
            body.help_text = (
                _("Mỗi đoạn một dòng; in trên kết quả, bắt buộc khi đồng ý.")
                if is_needed
                else _("Mỗi đoạn một dòng; in trên kết quả.")
            )

    def _ask_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """A field for each line in the place of the body, filled with what the draft says."""
        del self.fields["body"]
        written = str(self.initial.get("body", "")).splitlines()
        for (label, before), name in zip(lines, self.befores, strict=True):
            said = next((line for line in written if line.startswith(before)), "")
            if said:
                written.remove(said)
            self.fields[name] = forms.CharField(
                label=label,
                max_length=LONG,
                required=False,
                validators=[writable],
                initial=said.removeprefix(before),
            )
        self.order_fields(["outcome", *self.befores])

    def clean(self) -> dict[str, Any]:  # Any: cleaned values
        cleaned = super().clean() or {}
        if self.befores:
            said = {name: cleaned.pop(name, "").strip() for name in self.befores}
            found = [f"{self.befores[name]}{words}" for name, words in said.items() if words]
            cleaned["body"] = "\n".join(found)
        where = next(iter(self.befores), "body")
        outcome = cleaned.get("outcome")
        if outcome == Outcome.POSITIVE and self.finding and not cleaned.get("body", "").strip():
            self.add_error(where, _("Cần ghi: %(what)s.") % {"what": self.finding})
        if outcome == Outcome.NEGATIVE:
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", _("Cần ghi lý do không đủ điều kiện."))
            if not cleaned.get("basis", "").strip():
                self.add_error("basis", _("Cần ghi căn cứ pháp lý của việc từ chối."))
        return cleaned

    def arguments(self) -> dict[str, Any]:  # Any: JSON facts of the template
        """What was typed, as the action names it."""
        given = dict(self.cleaned_data)
        lines = [line.strip() for line in given.pop("body").splitlines() if line.strip()]
        given["content"] = {"body": lines} if lines else {}
        if basis := given.pop("basis", "").strip():
            given["content"]["basis"] = basis
        return given


def _ways() -> list[tuple[str, str]]:
    """How a result is handed over, the one-stop shop by its name of today."""
    counter = gettext("Tại %(counter)s") % {"counter": law.term("counter", clock.today())}
    return [("counter", counter), ("post", gettext("Qua bưu chính"))]


class HandOverForm(forms.Form):
    receiver = NameInput(
        label=_("Người nhận kết quả"),
        max_length=120,
        error_messages={"required": _("Cần ghi tên người nhận.")},
    )
    identity_number = Read(
        names.identity_if_any,
        label=_("Số giấy tờ của người nhận"),
        max_length=NUMBERED,
        required=False,
    )
    method = forms.ChoiceField(
        label=_("Cách trả"),
        choices=_ways,
        widget=forms.RadioSelect,
        initial="counter",
    )
    proxy = TextInput(
        label=_("Giấy ủy quyền"),
        help_text=_("Nếu người nhận thay: ghi số, ngày giấy ủy quyền."),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,  # Any: what is known before
        post_to: str = "",
        copies: int = 0,
    ) -> None:
        """`post_to` is the address of an applicant who chose the post, `copies` how many copies
        are handed over."""
        super().__init__(data, initial=initial)
        if copies:
            counted = _("Trả kèm %(copies)s bản: đếm đủ trước khi trao.") % {"copies": copies}
            self.fields["receiver"].help_text = counted
        if post_to:
            chosen = _("Người nộp chọn nhận qua bưu chính. Gửi đến: %(place)s")
            self.fields["method"].help_text = chosen % {"place": post_to}


class SignForm(forms.Form):
    """Nothing is typed: it carries which draft was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
