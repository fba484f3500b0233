"""Asks to which agency a request is sent on, and why."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core.people.models import Agency
from hoaban.domains.onestop.dossiers.forms import ReasonForm


class RerouteForm(ReasonForm):
    agency = forms.TypedChoiceField(
        label=_("Cơ quan có thẩm quyền"),
        coerce=int,
        error_messages={
            "required": _("Cần chọn cơ quan."),
            "invalid_choice": _("Cơ quan này không giải quyết thủ tục của hồ sơ."),
        },
    )
    field_order = ("agency", "reason")

    def __init__(
        self, data: QueryDict | None = None, *, agencies: Iterable[Agency], proposed: int | None
    ) -> None:
        super().__init__(data, initial={"agency": proposed or ""})
        chosen = [(str(row.pk), row.shown_in_full) for row in agencies]
        self.fields["agency"].choices = [("", ""), *chosen]  # type: ignore[attr-defined] # a ChoiceField
