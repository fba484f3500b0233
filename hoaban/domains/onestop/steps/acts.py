"""Declares the acts of the work inside the agency."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.copies import papers
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import Facts
from hoaban.domains.onestop.steps import actions, rules
from hoaban.domains.onestop.steps.forms import (
    ColleagueForm,
    HandOnForm,
    ReturnForm,
    StepForm,
    UndoForm,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _colleagues(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"colleagues": dossiers.colleagues(dossier, clock.today())}


def _others(dossier: Dossier, by: Actor) -> dict[str, Any]:  # Any: what a form is made with
    return {"others": dossiers.others(dossier, by, clock.today())}


def _giving_out(facts: Facts) -> "str | _StrPromise":
    return _("Phân công") if facts.gives_out else ""


def _following(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    return {"colleagues": dossiers.following(dossier, clock.today())}


ACTS = (
    Act(
        rules.DO_STEP,
        _("Hoàn thành bước"),
        actions.do_step,
        rules.check_do_step,
        told=pgettext_lazy("diễn biến", "Hoàn thành bước"),
        place=80,
        form=StepForm,
        given=_following,
        shows=papers.to_read,
        called=_giving_out,
        key="h",
        is_told=True,
    ),
    Act(
        rules.ASSIGN,
        _("Phân công"),
        actions.assign,
        rules.check_assign,
        told=pgettext_lazy("diễn biến", "Phân công"),
        place=130,
        form=ColleagueForm,
        given=_colleagues,
        offers=_others,
        kind="quiet",
    ),
    Act(
        rules.HAND_ON,
        _("Chuyển người khác"),
        actions.hand_on,
        rules.check_hand_on,
        told=_("Chuyển người khác xử lý"),
        place=140,
        form=HandOnForm,
        given=_colleagues,
        offers=_others,
        kind="quiet",
    ),
    Act(
        rules.RETURN_STEP,
        _("Trả lại bước trước"),
        actions.return_step,
        rules.check_return_step,
        told=pgettext_lazy("diễn biến", "Trả lại bước trước"),
        place=150,
        form=ReturnForm,
        kind="quiet",
    ),
    Act(
        rules.ISSUE_SHEET,
        _("Lập phiếu kiểm soát"),
        actions.issue_sheet,
        rules.check_issue_sheet,
        told=pgettext_lazy("diễn biến", "Lập phiếu kiểm soát"),
        place=160,
        kind="quiet",
    ),
    Act(
        rules.UNDO,
        _("Hoàn tác việc vừa làm"),
        actions.undo,
        rules.check_undo,
        told=pgettext_lazy("diễn biến", "Hoàn tác việc vừa làm"),
        place=170,
        form=UndoForm,
        kind="quiet",
        is_told=True,
    ),
)
