"""Pages for officials: the outgoing register, and one document."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.journal import queries as journal
from hoaban.core.refusals import NotWellFormed, why_not
from hoaban.domains.documents import actions, queries, rules
from hoaban.domains.documents.enums import Event
from hoaban.domains.documents.forms import RegisterForm, WithdrawForm

LINES = 50


@require_safe
def register(request: ActingRequest) -> HttpResponse:
    """The outgoing register of a year, newest first, and the drafts that wait for a signature."""
    form = RegisterForm(request.GET)
    if not form.is_valid():
        raise NotWellFormed(what=_("năm của sổ văn bản đi"))
    years = queries.years(request.actor)
    year = form.cleaned_data["year"] or (years[0] if years else clock.today().year)
    rows = queries.register(request.actor, year=year, kind=form.cleaned_data["kind"])
    page = paging.keyset(
        rows, order=("-issued_on", "-id"), after=form.cleaned_data["after"], size=LINES
    )
    printed = "print" in request.GET
    context = {
        "page": page,
        "year": year,
        "years": years,
        "kind": form.cleaned_data["kind"],
        "kinds": queries.kinds(),
        "drafts": queries.drafts(request.actor)[:LINES],
    }
    name = "documents/desk/print.html" if printed else "documents/desk/register.html"
    return render(request, name, context)


@require_safe
def detail(request: ActingRequest, public_id: str) -> HttpResponse:
    document = get_object_or_404(queries.visible_to(request.actor), public_id=public_id)
    actions.view(document.pk, by=request.actor, at=clock.now())
    context = {
        "document": document,
        "kind": queries.kind(document.kind),
        "register_page": queries.register_page(document, LINES),
        "timeline": queries.timeline(journal.of(document).exclude(verb=Event.VIEWED)),
        "withdraw_refusal": why_not(rules.check_withdrawal, document.paper(request.actor)),
        "form": WithdrawForm(),
    }
    return render(request, "documents/desk/detail.html", context)


@require_safe
def file(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The signed PDF, byte for byte."""
    sealed = queries.visible_to(request.actor).filter(signed__isnull=False)
    document = get_object_or_404(sealed, public_id=public_id)
    assert document.signed  # noqa: S101  the filter says so
    actions.view(document.pk, by=request.actor, at=clock.now())
    return serving.http_response(document.signed, inline="show" in request.GET)


@require_POST
def want(request: ActingRequest, public_id: str) -> HttpResponse:
    document = get_object_or_404(queries.visible_to(request.actor), public_id=public_id)
    actions.want(document.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Tệp đang được dựng và ký; tải lại trang sau ít giây."))
    return redirect("documents:desk_detail", public_id)


@require_POST
def withdraw(request: ActingRequest, public_id: str) -> HttpResponse:
    document = get_object_or_404(queries.visible_to(request.actor), public_id=public_id)
    reason = request.POST.get("reason", "")[:500]
    actions.withdraw(document.pk, reason=reason, by=request.actor, at=clock.now())
    messages.success(request, _("Đã thu hồi văn bản số %s.") % document.symbol)
    return redirect("documents:desk_detail", public_id)
