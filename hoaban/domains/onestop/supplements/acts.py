"""Declares the acts about what is missing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.core.language import current
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.supplements import actions, queries, rules
from hoaban.domains.onestop.supplements.forms import SupplementForm, SupplyForm


def _components(dossier: Dossier, asked: int) -> dict[str, Any]:  # Any: what a form is made with
    components = parameters.plan(dossier.revision_id).components[dossier.variant_id]
    language = current()
    return {
        "components": components,
        "is_again": asked > 0,
        "language": language,
        "sections": queries.sections(dossier),
    }


def _before(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    asked = _components(dossier, dossier.supplements_before)
    return asked | {"lacking": queries.lacking(dossier)}


def _after(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return _components(dossier, dossier.supplements_after)


def _asked(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"asked": queries.papers_asked(dossier)}


def _scans(dossier: Dossier) -> list[str]:
    return [one.code for one in queries.papers_asked(dossier)]


ACTS = (
    Act(
        rules.ASK_COMPLETION,
        _("Yêu cầu hoàn thiện"),
        actions.ask_completion,
        rules.check_ask_completion,
        told=_("Yêu cầu hoàn thiện trước khi tiếp nhận"),
        place=20,
        form=SupplementForm,
        given=_before,
        kind="quiet",
        is_told=True,
    ),
    Act(
        rules.COMPLETE,
        _("Nhận hồ sơ nộp lại"),
        actions.complete,
        rules.check_complete,
        told=_("Nộp lại hồ sơ"),
        place=40,
        form=SupplyForm,
        given=_asked,
        scans=_scans,
        is_for_outside=True,
        is_told=True,
    ),
    Act(
        rules.SUPPLY,
        _("Nhận giấy tờ bổ sung"),
        actions.supply,
        rules.check_supply,
        told=_("Nhận bổ sung, tính lại thời hạn"),
        place=120,
        form=SupplyForm,
        given=_asked,
        scans=_scans,
        key="b",
        is_for_outside=True,
        is_told=True,
    ),
    Act(
        rules.ASK_SUPPLEMENT,
        _("Yêu cầu bổ sung"),
        actions.ask_supplement,
        rules.check_ask_supplement,
        told=_("Yêu cầu bổ sung, tạm dừng thời hạn"),
        place=180,
        form=SupplementForm,
        given=_after,
        kind="quiet",
        is_told=True,
    ),
)
