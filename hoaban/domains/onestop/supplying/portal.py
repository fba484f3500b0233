"""What was asked for is sent: files for each paper, the sections to be declared anew.

All of it, or what there is of it as a part, with the rest to follow.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hoaban.casework.acts.acts import once_key
from hoaban.core import clock
from hoaban.core.files.models import Use
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import Words, text
from hoaban.core.refusals import Refusal
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.access.portal import own
from hoaban.domains.onestop.corrections.forms import Reopened
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.filing.queries import ACCEPT
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parts import actions as parts
from hoaban.domains.onestop.supplements import actions as supplements_actions
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.supplements import rules as supplements_rules
from hoaban.domains.onestop.uploads import portal as uploads
from hoaban.engines.forms.page import SectionForm

ALL_SENT = gettext_lazy("Đã gửi phần bổ sung. Nơi tiếp nhận kiểm tra rồi báo bạn biết.")
PART_SENT = gettext_lazy("Đã nhận phần bạn gửi. Gửi nốt phần còn lại thì cơ quan mới xem tiếp.")


@dataclass
class Wanted:
    """A paper of the request: what to do with it, and what is wrong with what was sent.

    `forms` are the sections of the declaration that the request opens again, `kept` the files that
    came with an answer that could not be sent yet.
    """

    code: str  # of the component
    name: Words
    what: str
    field: str
    sections: tuple[str, ...] = ()
    least: int = 1  # so many files answer it
    error: str = ""
    forms: Sequence[SectionForm] = ()
    kept: list[Use] = dataclasses.field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
def supply(request: ActingRequest, reference: str) -> HttpResponse:
    """Send what was asked for, or a part: files for each paper, sections to be declared anew."""
    dossier = own(request, reference)
    asked = supplements.open_supplement(dossier)
    if asked is None:
        messages.info(request, _("Hồ sơ này không còn yêu cầu bổ sung nào."))
        return redirect("dossiers:portal_my_detail", reference)
    wanted = _wanted(dossier)
    reopened = _reopened(request, dossier, wanted)
    refused, grows = "", "add_row" in request.POST
    if request.method == "POST":
        _take(request, dossier, wanted)
    if request.method == "POST" and not grows:
        missing = _missing(wanted, reopened)
        is_part = bool(missing) and "part" in request.POST
        if not is_part:
            _say(missing, reopened)
        fits = reopened is None or reopened.is_valid()
        if fits and not any(one.error for one in wanted):
            try:
                _send(request, dossier, wanted, reopened, is_part=is_part)
            except Refusal as refusal:
                refused = answers.cited(request, refusal)
            else:
                messages.success(request, PART_SENT if is_part else ALL_SENT)
                return redirect("dossiers:portal_my_detail", reference)
    context = {
        "dossier": dossier,
        "name": text(parameters.plan(dossier.revision_id).revision.name),
        "asked": asked,
        "wanted": wanted,
        "refused": refused,
        "shop": shops.shop(dossiers.answering(dossier, clock.today()), clock.now()),
        "hint": uploads.hint() if any(not one.forms and not one.sections for one in wanted) else "",
        "accept": ACCEPT,
        "wrong": [
            {
                "text": f"{text(w.name)}: {w.error}",
                "field": f"h-{w.field}" if w.forms else f"id_{w.field}",
            }
            for w in wanted
            if w.error
        ],
        "reopened": reopened,
        "may_part": dossiers.facts(dossier, by=request.actor, at=clock.now()).awaits_several,
        "once": request.POST.get("once") or f"supply:{get_random_string(12)}",
    }
    status = 200 if request.method != "POST" or grows else 409 if refused else 422
    return render(request, "supplying/portal/supply.html", context, status=status)


def _wanted(dossier: Dossier) -> list[Wanted]:
    """The papers of the request, each with a field for its files."""
    return [
        Wanted(one.code, one.name, one.what, f"item-{one.place}", one.sections, one.least)
        for one in supplements.papers_asked(dossier)
    ]


def _reopened(request: ActingRequest, dossier: Dossier, wanted: list[Wanted]) -> Reopened | None:
    """The sections to be declared anew, prefilled; None where the request names none."""
    only = {code for one in wanted for code in one.sections}
    if not only:
        return None
    data = request.POST if request.method == "POST" else None
    reopened = Reopened(data, dossier=dossier, only=only)
    first = next(one for one in wanted if one.sections)
    first.forms = reopened.sections
    return reopened


def _take(request: ActingRequest, dossier: Dossier, wanted: list[Wanted]) -> None:
    """Store what was chosen beside what came before, each for its paper."""
    owner, seen = f"dossier:{dossier.reference}", uploads.Seen()
    for one in wanted:
        one.kept = uploads.kept(request, one.field, owner=owner)
        sent = uploads.came(request, one.field)
        uses, one.error = uploads.stored(request, sent, one.kept, owner=owner, seen=seen)
        one.kept += uses
    seen.drop()


def _come(wanted: Sequence[Wanted]) -> dict[str, list[Use]]:
    """What came, by component."""
    return {one.code: one.kept for one in wanted if one.kept}


def _missing(wanted: Sequence[Wanted], reopened: Reopened | None) -> Sequence[Wanted]:
    """What of the request did not come."""
    files = {code: len(uses) for code, uses in _come(wanted).items()}
    is_declared = bool(reopened and reopened.changed)
    return supplements_rules.lacking(wanted, come=files, is_declared=is_declared)


def _say(missing: Sequence[Wanted], reopened: Reopened | None) -> None:
    """Each paper is told what it still lacks."""
    for one in missing:
        no_file = _("Hãy chọn ít nhất một tệp cho giấy tờ này.")
        if one.least > 1:
            no_file = _("Cần ít nhất %(least)s tệp, mỗi giấy tờ một tệp.") % {"least": one.least}
        is_fit = reopened is not None and reopened.is_valid()
        unchanged = _("Bạn chưa sửa chỗ nào trong các mục này.") if is_fit else ""
        one.error = one.error or (unchanged if one.sections else no_file)


def _send(
    request: ActingRequest,
    dossier: Dossier,
    wanted: Sequence[Wanted],
    reopened: Reopened | None,
    *,
    is_part: bool,
) -> None:
    act = (
        supplements_actions.complete
        if dossier.state == State.AWAITING_COMPLETION
        else supplements_actions.supply
    )
    (parts.bring_part if is_part else act)(
        dossier.pk,
        answers=reopened.answers() if reopened else None,
        files=_come(wanted),
        by=request.actor,
        at=clock.now(),
        key=once_key(request, dossier.reference),
    )
