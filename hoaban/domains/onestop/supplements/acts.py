"""Declares the acts about what is missing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts.acts import Act
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.supplements import actions, queries, rules
from hoaban.domains.onestop.supplements.forms import SupplementForm, SupplyForm


def _before(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    asked = queries.form_of(dossier, dossier.supplements_before)
    return asked | {"lacking": dossiers.lacking(dossier)}


def _decided(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    """As it was proposed, for the leader to change or to let go."""
    proposal = queries.open_proposal(dossier)
    asked = queries.form_of(dossier, dossier.supplements_after)
    return asked | {"items": proposal.items, "reason": proposal.reason} if proposal else asked


def _asked(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"asked": queries.papers_asked(dossier)}


def _taken(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return _asked(dossier) | {"is_there": dossier.state == State.SUPPLEMENT_SENT}


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
        scans=queries.codes_asked,
        is_for_outside=True,
        is_told=True,
    ),
    Act(
        rules.SUPPLY,
        _("Nộp bổ sung"),
        actions.supply,
        rules.check_supply,
        told=_("Nộp bổ sung, chờ nơi tiếp nhận kiểm tra"),
        place=115,
        is_for_outside=True,
        is_told=True,
    ),
    Act(
        rules.TAKE_SUPPLEMENT,
        _("Nhận đủ giấy tờ bổ sung"),
        actions.take_supplement,
        rules.check_take_supplement,
        told=_("Nhận đủ bổ sung, cấp lại giấy hẹn"),
        place=120,
        form=SupplyForm,
        given=_taken,
        scans=queries.codes_asked,
        key="b",
        is_told=True,
    ),
    Act(
        rules.ASK_SUPPLEMENT,
        _("Yêu cầu bổ sung"),
        actions.ask_supplement,
        rules.check_ask_supplement,
        told=_("Yêu cầu người nộp bổ sung"),
        place=182,
        form=SupplementForm,
        given=_decided,
        is_told=True,
    ),
)
