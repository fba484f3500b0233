"""Declares the acts about the result."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.core.language import text
from hoaban.domains.onestop.copies import papers
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Method
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results import actions, queries, rules
from hoaban.domains.onestop.results.forms import HandOverForm, ResultForm, SignForm


def _drafted(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    """The draft as it stands, to be worded anew and not typed again; what the result states."""
    finding = parameters.plan(dossier.revision_id).revision.result_finding
    given = {
        "finding": text(finding),
        "is_needed": finding.get("required", False),
        "lines": [(text(line), line["before"]) for line in finding.get("lines", ())],
    }
    draft = dossiers.draft_of(dossier)
    if draft is None:
        return given | {"initial": {}}
    said = {name: str(draft.content.get(name, "")) for name in ("reason", "basis")}
    body = "\n".join(draft.content.get("body", ()))
    return given | {"initial": said | {"outcome": dossier.outcome, "body": body}}


def _read(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    """Which draft is read: what was drafted anew meanwhile is not signed unread."""
    return {"initial": {"seen": queries.drafted(dossier)}}


def _receiver(dossier: Dossier) -> dict[str, Any]:  # Any: what a form is made with
    wanted = Method.POST if dossier.wants_post else Method.COUNTER
    initial = {"receiver": dossier.filer.get("full_name", ""), "method": wanted}
    return {
        "initial": initial,
        "post_to": dossier.post_to if dossier.wants_post else "",
        "copies": copies.counted(dossier),
    }


ACTS = (
    Act(
        rules.DRAFT_RESULT,
        _("Dự thảo kết quả"),
        actions.draft_result,
        rules.check_draft_result,
        told=pgettext_lazy("diễn biến", "Dự thảo kết quả"),
        place=95,
        form=ResultForm,
        given=_drafted,
        shows=papers.to_read,
        key="d",
    ),
    Act(
        rules.SIGN,
        _("Ký kết quả"),
        actions.sign,
        rules.check_sign,
        told=pgettext_lazy("diễn biến", "Ký kết quả"),
        place=90,
        form=SignForm,
        given=_read,
        shows=papers.to_read,
        signs=True,
        key="y",
        is_told=True,
    ),
    Act(
        rules.RELEASE,
        _("Chuyển kết quả ra quầy"),
        actions.release,
        rules.check_release,
        told=_("Chuyển kết quả ra quầy trả kết quả"),
        place=100,
        key="r",
        is_told=True,
    ),
    Act(
        rules.HAND_OVER,
        _("Trả kết quả"),
        actions.hand_over,
        rules.check_hand_over,
        told=pgettext_lazy("diễn biến", "Trả kết quả"),
        place=110,
        form=HandOverForm,
        given=_receiver,
        key="t",
        is_for_outside=True,
        is_told=True,
    ),
)
