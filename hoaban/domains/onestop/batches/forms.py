"""What is asked once for many dossiers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.forms import PostField
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.results.forms import HandOverForm

Given = dict[str, Any]  # Any: arguments of an action


class Plain(forms.Form):
    """Nothing to ask."""

    def __init__(self, data: QueryDict | None, *, chosen: Sequence[Dossier]) -> None:
        super().__init__(data)
        self.chosen = chosen

    def of(self, _dossier: Dossier) -> Given:
        """What the action is told of one dossier."""
        return {}


class To(Plain):
    """Who gets the steps: whoever may have one of them; the action asks for each again."""

    to = PostField(
        label=_("Giao cho"),
        queryset=Post.objects.none(),
        empty_label=_("Chọn người nhận"),
        error_messages={"required": _("Cần chọn người nhận.")},
    )

    def __init__(self, data: QueryDict | None, *, chosen: Sequence[Dossier]) -> None:
        super().__init__(data, chosen=chosen)
        found = Post.objects.none()
        for one in chosen:
            found |= dossiers.colleagues(one, clock.today())
        self.fields["to"].queryset = found  # type: ignore[attr-defined] # a ModelChoiceField

    def of(self, _dossier: Dossier) -> Given:
        return {"to": self.cleaned_data["to"].pk}


class Way(Plain):
    """How the results are handed over, each to whoever filed."""

    method = HandOverForm.base_fields["method"]

    def of(self, dossier: Dossier) -> Given:
        return {
            "receiver": str(dossier.filer.get("full_name") or ""),
            "method": self.cleaned_data["method"],
        }
