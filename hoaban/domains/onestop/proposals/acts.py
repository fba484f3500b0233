"""Declares the acts between whoever examines and the leader, before the applicant is asked."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.proposals import actions, rules
from hoaban.domains.onestop.proposals.forms import NoteForm
from hoaban.domains.onestop.supplements import queries
from hoaban.domains.onestop.supplements.forms import SupplementForm


def _after(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return queries.form_of(dossier, 0)


ACTS = (
    Act(
        rules.PROPOSE_SUPPLEMENT,
        _("Đề nghị yêu cầu bổ sung"),
        actions.propose_supplement,
        rules.check_propose_supplement,
        told=_("Đề nghị lãnh đạo yêu cầu bổ sung"),
        place=180,
        form=SupplementForm,
        given=_after,
        kind="quiet",
    ),
    Act(
        rules.DECLINE_SUPPLEMENT,
        _("Trả lại đề nghị bổ sung"),
        actions.decline_supplement,
        rules.check_decline_supplement,
        told=_("Lãnh đạo trả lại đề nghị bổ sung"),
        place=184,
        form=NoteForm,
        kind="quiet",
    ),
)
