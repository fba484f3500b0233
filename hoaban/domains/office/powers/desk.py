"""What waits for a second person: posts with powers, and passwords that a keeper drew."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hoaban.core import clock
from hoaban.core.accounts import actions as accounts
from hoaban.core.accounts import queries as accounts_queries
from hoaban.core.accounts import rules as accounts_rules
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import actions as people
from hoaban.core.people import powers
from hoaban.core.people import queries as people_queries
from hoaban.core.people import rules as people_rules
from hoaban.core.people.models import Nomination, Person
from hoaban.core.people.roles import KEEPERS
from hoaban.core.refusals import why_not

PAGE = 50
_TWO = 2  # who keep the system: one confirms what the other enters


@require_safe
def waiting(request: ActingRequest) -> HttpResponse:
    """What waits until somebody else confirms it; the queries do not grow with the rows."""
    by, today = request.actor, clock.today()
    nominations = list(powers.nominations(by)[:PAGE])
    asked = powers.waiting(nominations, by, today)
    is_asked = by.role in KEEPERS or people_rules.heads(by, by.agency)
    drawn = powers.drawn(by, today)[:PAGE] if is_asked else []
    known = accounts_queries.contacts([person for person, _posts in drawn])
    drawings = accounts_queries.drawings(drawn, by, today)
    facts = {
        "nominations": [
            (each, why_not(people_rules.may_confirm, of))
            for each, of in zip(nominations, asked, strict=True)
        ],
        "drawn": [
            (person, posts, known[person.pk], why_not(accounts_rules.may_confirm, of))
            for (person, posts), of in zip(drawn, drawings, strict=True)
        ],
        "unchanged": [
            (person, _days_since(person.password_drawn_at), _ran_out(person))
            for person in accounts_queries.unchanged(by)[:PAGE]
        ],
        "first_days": settings.FIRST_PASSWORD_DAYS,
        "is_alone": powers.keepers(today).count() < _TWO,
    }
    return render(request, "office/powers/desk/waiting.html", facts)


def _days_since(at: datetime | None) -> int:
    return (clock.now() - at).days if at else 0


def _ran_out(person: Person) -> bool:
    return accounts_queries.ran_out(person, clock.now()) is not None


def _nomination(request: ActingRequest, public_id: str) -> Nomination:
    return get_object_or_404(powers.nominations(request.actor), public_id=public_id)


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("powers:desk_waiting"))


@require_POST
def confirm(request: ActingRequest, public_id: str) -> HttpResponse:
    """Let a post with powers take effect."""
    found = _nomination(request, public_id)
    people.confirm(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã xác nhận: vị trí có hiệu lực."))
    return _back()


@require_POST
def decline(request: ActingRequest, public_id: str) -> HttpResponse:
    found = _nomination(request, public_id)
    people.decline(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã từ chối: vị trí không được giao."))
    return _back()


@require_POST
def vouch(request: ActingRequest, public_id: str) -> HttpResponse:
    """Vouch that whoever signs holds the password that a keeper drew."""
    seen = people_queries.visible_to(request.actor, clock.today())
    found = get_object_or_404(seen, public_id=public_id)
    accounts.confirm_password(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã xác nhận: người này làm việc lại được ở mọi vị trí."))
    return _back()


@require_POST
def take_factor(request: ActingRequest, public_id: str) -> HttpResponse:
    """Take a lost authenticator app away; another person confirms who holds the account then."""
    seen = people_queries.visible_to(request.actor, clock.today())
    found = get_object_or_404(seen, public_id=public_id)
    accounts.take_factor(found.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã gỡ ứng dụng xác thực; người thứ hai cần xác nhận người này."))
    return redirect("people:desk_person", found.public_id)
