"""Declares the act of correcting what was declared."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.corrections import actions, rules
from hoaban.domains.onestop.corrections.forms import CorrectionForm
from hoaban.domains.onestop.dossiers.models import Dossier


def _declared(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"dossier": dossier}


ACTS = (
    Act(
        rules.CORRECT,
        _("Sửa nội dung khai"),
        actions.correct,
        rules.check_correct,
        told=pgettext_lazy("diễn biến", "Sửa nội dung khai"),
        place=75,
        form=CorrectionForm,
        given=_declared,
        kind="quiet",
        is_told=True,
    ),
)
