"""Declares the act by which a part of what was asked comes in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parts import actions, rules
from hoaban.domains.onestop.supplements import queries
from hoaban.domains.onestop.supplements.forms import SupplyForm


def _asked(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    """An empty page is refused by the action, which answers a second press first."""
    return {"asked": queries.papers_asked(dossier), "is_there": True}


ACTS = (
    Act(
        rules.BRING_PART,
        _("Nhận một phần, phần còn lại nộp sau"),
        actions.bring_part,
        rules.check_bring_part,
        told=_("Nộp một phần giấy tờ được yêu cầu"),
        place=121,
        form=SupplyForm,
        given=_asked,
        scans=queries.codes_asked,
        kind="quiet",
        is_for_outside=True,
        is_told=True,
    ),
)
