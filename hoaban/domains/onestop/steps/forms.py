"""Asks to whom a step goes and why."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.forms import PostField, area


class UndoForm(forms.Form):
    needed_sometimes = frozenset({"reason"})

    reason = area(_("Lý do"), _("Bắt buộc khi hoàn tác việc của người khác."), required=False)


class ReturnForm(forms.Form):
    note = area(_("Vì sao trả lại bước trước"))


class ColleagueForm(forms.Form):
    """Somebody else: `others` are offered of the `colleagues`. A press that is sent again names who
    has it by then, whom only the action refuses.
    """

    to = PostField(
        label=_("Giao cho"),
        queryset=Post.objects.none(),
        empty_label=_("Chọn người nhận"),
        error_messages={
            "required": _("Cần chọn người nhận."),
            "invalid_choice": _("Người này không có vị trí phù hợp với bước đang làm."),
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        colleagues: QuerySet[Post],
        others: QuerySet[Post] | None = None,
    ) -> None:
        super().__init__(data)
        offered = colleagues if others is None or data is not None else others
        self.fields["to"].queryset = offered  # type: ignore[attr-defined] # a ModelChoiceField

    def arguments(self) -> dict[str, Any]:  # Any: cleaned values
        """What was typed, as the action names it."""
        return self.cleaned_data | {"to": self.cleaned_data["to"].pk}


class HandOnForm(ColleagueForm):
    note = area(_("Ghi chú"), required=False)


class StepForm(ColleagueForm):
    """A note, and who has the next step, where it is one person's."""

    note = area(_("Ghi chú"), required=False)
    field_order = ["to", "note"]

    def __init__(self, data: QueryDict | None = None, *, colleagues: QuerySet[Post]) -> None:
        super().__init__(data, colleagues=colleagues)
        field = self.fields["to"]
        field.label, field.required = _("Giao bước sau cho"), False
        field.empty_label = _("Ai nhận trước thì làm")  # type: ignore[attr-defined] # so here
        if not colleagues:
            del self.fields["to"]

    def arguments(self) -> dict[str, Any]:  # Any: cleaned values
        """What was typed; nobody is named where it stays open."""
        to = self.cleaned_data.get("to")
        return {"note": self.cleaned_data["note"]} | ({"to": to.pk} if to else {})
