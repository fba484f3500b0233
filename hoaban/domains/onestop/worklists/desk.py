"""Everything open in the agency, and what has ended there, as lists on the desk."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from hoaban.casework.lists import desk as lists
from hoaban.casework.lists.desk import Listing
from hoaban.casework.lists.forms import Choice, Of, Words, broken, late, unheld
from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.states import OPEN
from hoaban.domains.onestop.worklists import papers, queries
from hoaban.engines.search import actions as searches

STEP_DUE = replace(lists.DUE, heading=_("Hạn bước"))
CODE = replace(lists.CODE, heading=_("Mã hồ sơ"))
SUBJECT = replace(lists.SUBJECT, heading=pgettext_lazy("cột", "Thủ tục"))
OVERVIEW = Listing(
    name="overview",
    title=_("Hồ sơ của cơ quan"),
    page="dossiers:desk_overview",
    template="worklists/desk/overview.html",
    file="ho-so-cua-co-quan",
    rows=lambda actor, _given, _now: [queries.of_agency(actor)],
    columns=[
        STEP_DUE, lists.PROMISED, CODE, lists.TITLE, SUBJECT, lists.AGENCY, lists.STATE, lists.STEP
    ],
    filters=[
        Words("q", queries.all_open),
        Choice("state", "state", [(s.value, s.label) for s in State if s in OPEN]),
        Of("agency", access.sees_everything),
        late("late"),
        broken("broken"),
        unheld("unheld"),
    ],
)  # fmt: skip


APOLOGIES = Listing(
    name="apologies",
    title=_("Hồ sơ cần xin lỗi"),
    page="dossiers:desk_apologies",
    template="worklists/desk/apologies.html",
    file="ho-so-can-xin-loi",
    rows=lambda actor, _given, now: queries.without_apology(actor, now),
    columns=[STEP_DUE, lists.PROMISED, CODE, lists.TITLE, SUBJECT, lists.STATE, lists.STEP],
)  # fmt: skip
APOLOGISING = frozenset({Role.CLERK, Role.LEADER})


def _apologises(actor: Actor) -> bool:
    return actor.role in APOLOGISING


@require_GET
def overview(request: ActingRequest) -> HttpResponse:
    """Everything open in the agency: who has it, how much time is left."""
    due = queries.apologies_due(request.actor, clock.now()) if _apologises(request.actor) else 0
    takes = request.actor.role in APOLOGISING | {Role.AUDITOR}
    shown = {"apologies": due, "most": queries.MOST_COUNTED, "reads_takings": takes}
    shown["leads"] = request.actor.role == Role.LEADER
    return lists.show(request, OVERVIEW, shown)


@require_GET
def apologies(request: ActingRequest) -> HttpResponse:
    """What is late without an apology; whoever may give it drafts it from here in one press."""
    if not _apologises(request.actor):
        raise NotAllowed
    return lists.show(request, APOLOGIES, {"gives": request.actor.role == Role.LEADER})


SIZE = 50


@require_GET
def ended(request: ActingRequest) -> HttpResponse:
    """What is done or has ended in the agency, the newest first."""
    text = searching.text(request)
    parts = queries.ended(request.actor, text)
    after = request.GET.get("after")
    page = paging.keyset(*parts, order=queries.ENDED, after=after, size=SIZE)
    searches.note(text, place="ended", found=len(page.rows), by=request.actor, at=clock.now())
    rows = papers.ended(page.rows, clock.now())
    context = {"page": page, "rows": rows, "text": text}
    return render(request, "worklists/desk/ended.html", context)
