"""Declares the acts that tell what is missing still."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.shortfalls import actions, rules
from hoaban.domains.onestop.shortfalls.forms import LackingForm
from hoaban.domains.onestop.supplements import queries as supplements


def _asked(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"asked": supplements.papers_asked(dossier)}


ACTS = (
    Act(
        rules.TELL_COMPLETION_LACKS,
        _("Báo phần nộp lại còn thiếu"),
        actions.tell_completion_lacks,
        rules.check_tell_completion_lacks,
        told=_("Phần nộp lại chưa đủ, báo người nộp"),
        place=25,
        form=LackingForm,
        given=_asked,
        kind="quiet",
        is_told=True,
    ),
    Act(
        rules.TELL_SUPPLEMENT_LACKS,
        _("Báo phần bổ sung còn thiếu"),
        actions.tell_supplement_lacks,
        rules.check_tell_supplement_lacks,
        told=_("Phần bổ sung chưa đủ, báo người nộp"),
        place=122,
        form=LackingForm,
        given=_asked,
        kind="quiet",
        is_told=True,
    ),
)
