"""My work: what waits for a post, in cases of all kinds."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from hoaban.casework.lists import desk as lists
from hoaban.casework.lists import queries
from hoaban.casework.lists.desk import Given, Listing
from hoaban.casework.lists.enums import Group
from hoaban.casework.lists.forms import Choice
from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import KEEPERS, WORKERS, Role
from hoaban.domains.documents import queries as documents
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.reminders import queries as reminders
from hoaban.domains.onestop.signatures import queries as signatures
from hoaban.faces.desk import watch

MOST = 99  # a tab counts so far


def _group(given: Given) -> Group:
    part = given.get("part", "")
    return Group(part) if part in Group.values else Group.TO_DO


# As the one-stop calls them: no other room has cases yet.
CODE = replace(lists.CODE, heading=_("Mã hồ sơ"))
SUBJECT = replace(lists.SUBJECT, heading=pgettext_lazy("cột", "Thủ tục"))
WORK = Listing(
    name="work",
    title=_("Việc của tôi"),
    page="desk:work",
    template="desk/work.html",
    file="viec-cua-toi",
    rows=lambda actor, given, now: queries.work(actor, _group(given), now),
    columns=[lists.DUE, CODE, lists.TITLE, SUBJECT, lists.TO_DO, lists.STATE],
    ticks=lambda actor: actor.role in WORKERS,
    filters=[Choice("part", "", [(group.value, group.label) for group in Group if group])],
)


@require_GET
def work(request: ActingRequest) -> HttpResponse:
    """What waits for this post, the least time left first; what waits to be fetched apart."""
    group, now = _group(request.GET.dict()), clock.now()
    role = request.actor.role
    more: dict[str, object] = {
        "part": group,
        "tabs": _tabs(request.actor, group, now),
        "is_worker": role in WORKERS,
        "is_counter": role == Role.CLERK,
        "is_reader": role not in KEEPERS,
        "batch": _batch(request.actor),
        "waiting": watch.waiting(request.actor, now),
        "drawn": watch.drawn(request.actor, now),
        "unheld": watch.unheld(request.actor, now),
    }
    return lists.show(request, WORK, more)


def _tabs(actor: Actor, chosen: Group, now: datetime) -> list[dict[str, object]]:
    """The groups of the work with how much is in each, counted no further than anyone looks."""
    if actor.role not in WORKERS:
        return []
    shown = [group for group in Group if group != Group.READY or actor.role == Role.CLERK]
    counts = queries.counted(actor, shown, now, most=MOST + 1)
    groups = [
        {
            "label": group.label,
            "url": f"?part={group.value}" if group else reverse("desk:work"),
            "current": group == chosen,
            "count": min(counts[group], MOST),
            "is_more": counts[group] > MOST,
        }
        for group in shown
    ]
    return groups + _to_end(actor, now) + _to_sign(actor) + _to_seal(actor)


# What may be closed, or refused in writing, as nothing came in time: never by itself.
ENDING = (
    (State.AWAITING_SUPPLEMENT, _("Hết hạn bổ sung")),
    (State.AWAITING_COMPLETION, _("Hết hạn hoàn thiện")),
    (State.AWAITING_PAYMENT, _("Hết hạn nộp tiền")),
)


def _to_end(actor: Actor, now: datetime) -> list[dict[str, object]]:
    """The way of a clerk to what may be ended, while something may be."""
    if actor.role != Role.CLERK:
        return []
    found = [
        (label, state, reminders.counted(actor, state, now, most=MOST + 1))
        for state, label in ENDING
    ]
    return [
        _way(label, "dossiers:desk_overview", count, f"?state={state}&late=1")
        for label, state, count in found
        if count
    ]


def _to_seal(actor: Actor) -> list[dict[str, object]]:
    """The way of a clerk to what has to be sealed, while something has to be."""
    count = documents.count_to_seal(actor, most=MOST + 1)
    return [_way(_("Chờ đóng dấu"), "documents:desk_seal", count)] if count else []


def _way(label: Promise, page: str, count: int, asked: str = "") -> dict[str, object]:
    return {
        "label": label,
        "url": reverse(page) + asked,
        "current": False,
        "count": min(count, MOST),
        "is_more": count > MOST,
    }


def _to_sign(actor: Actor) -> list[dict[str, object]]:
    """The way of who signs for the agency to the papers that wait for it."""
    if not signatures.signs(actor):
        return []
    count = signatures.counted(actor, most=MOST + 1)
    return [_way(_("Chờ ký"), "dossiers:desk_signing", count)]


# What may be done to many at once, by the names of the acts.
BATCH = (
    ("transfer", _("Chuyển xử lý"), {Role.CLERK}),
    ("hand_over", _("Trả kết quả"), {Role.CLERK}),
    ("assign", _("Phân công"), {Role.SPECIALIST, Role.LEADER}),
    ("hand_on", _("Chuyển người khác"), {Role.SPECIALIST, Role.LEADER}),
    ("release", _("Chuyển kết quả ra quầy"), {Role.CLERK}),
    ("receipts", _("In giấy tiếp nhận và hẹn trả"), {Role.CLERK}),
    ("print", _("In nhãn bìa"), {Role.CLERK}),
)


def _batch(actor: Actor) -> list[tuple[str, str]]:
    """The acts that this post may do to many dossiers."""
    return [(name, str(label)) for name, label, roles in BATCH if actor.role in roles]
