"""Asks to whom a step goes and why."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.forms import area


class UndoForm(forms.Form):
    reason = area(_("Lý do"), _("Bắt buộc khi hoàn tác việc của người khác."), required=False)


class ReturnForm(forms.Form):
    note = area(_("Vì sao trả lại bước trước"))


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

    def arguments(self) -> dict[str, Any]:  # Any: cleaned values
        """What was typed, as the action names it."""
        return self.cleaned_data | {"to": self.cleaned_data["to"].pk}


class HandOnForm(ColleagueForm):
    note = area(_("Ghi chú"), required=False)
