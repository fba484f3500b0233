"""Declares the acts about the result."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.core.language import text
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results import actions, rules
from hoaban.domains.onestop.results.forms import HandOverForm, ResultForm


def _drafted(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    """The draft as it stands, to be worded anew and not typed again; what the result states."""
    finding = parameters.plan(dossier.revision_id).revision.result_finding
    given = {
        "finding": text(finding),
        "is_needed": finding.get("required", False),
    }
    draft = dossiers.draft_of(dossier)
    if draft is None:
        return given | {"initial": {}}
    said = {name: str(draft.content.get(name, "")) for name in ("reason", "basis")}
    body = "\n".join(draft.content.get("body", ()))
    return given | {"initial": said | {"outcome": dossier.outcome, "body": body}}


def _receiver(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    came = dossier.submitter or dossier.owner
    return {"initial": {"receiver": came.get("full_name", ""), "method": "counter"}}


ACTS = (
    Act(
        "draft_result",
        _("Dự thảo kết quả"),
        actions.draft_result,
        rules.check_draft_result,
        place=70,
        form=ResultForm,
        given=_drafted,
        key="d",
    ),
    Act("sign", _("Ký kết quả"), actions.sign, rules.check_sign, place=90, key="y"),
    Act(
        "release",
        _("Chuyển kết quả ra quầy"),
        actions.release,
        rules.check_release,
        place=100,
        key="r",
    ),
    Act(
        "hand_over",
        _("Trả kết quả"),
        actions.hand_over,
        rules.check_hand_over,
        place=110,
        form=HandOverForm,
        given=_receiver,
        key="t",
        is_applicants=True,
    ),
)
