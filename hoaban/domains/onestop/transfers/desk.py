"""Money that came into the account: a bank's statement read line by line, and what fits nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.transfers import actions, papers, queries
from hoaban.domains.onestop.transfers.forms import (
    AllotForm,
    ReopenForm,
    SettleForm,
    StatementForm,
)
from hoaban.domains.onestop.transfers.papers import Line, Verdict
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import contract, enums
from hoaban.gateways.payments import queries as payments_queries

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Did = Callable[[Actor, dict[str, Any]], object]  # Any: what the form says
DOES: dict[str, tuple[type[forms.Form], Did, "_StrPromise"]] = {
    "settle": (
        SettleForm,
        lambda by, given: actions.settle(
            given["payment"], note=given["note"], by=by, at=clock.now()
        ),
        _("Đã ghi cách xử lý khoản tiền."),
    ),
    "allot": (
        AllotForm,
        lambda by, given: actions.allot(
            given["payment"], code=given["code"], by=by, at=clock.now()
        ),
        _("Đã tính khoản tiền cho hồ sơ."),
    ),
    "reopen": (
        ReopenForm,
        lambda by, given: actions.reopen(
            given["payment"], reason=given["reason"], by=by, at=clock.now()
        ),
        _("Khoản tiền lại nằm trong danh sách cần xử lý."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def came(request: ActingRequest) -> HttpResponse:
    """What came and fits nothing, the oldest first, or what was settled, the newest first; the
    counter says what it did with each, or whose fee it is.
    """
    settles = request.actor.role == Role.CLERK
    if not money.may_read(request.actor) or (request.method == "POST" and not settles):
        raise NotAllowed
    kind, does, said = DOES.get(request.POST.get("does", ""), DOES["settle"])
    form = kind(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and _is_done(request, form, does):
        messages.success(request, said)
        return redirect("dossiers:desk_came")
    is_settled = "settled" in request.GET
    listed = (queries.settled if is_settled else queries.unsettled)(request.actor)
    order = queries.LAST_FIRST if is_settled else queries.ORDER
    page = paging.keyset(listed, order=order, after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": papers.listed(page.rows),
        "form": form,
        "settles": settles,
        "is_settled": is_settled,
        "imports": _provider(request) is not None,
    }
    status = 422 if form is not None else 200
    return render(request, "transfers/desk/came.html", context, status=status)


def _is_done(request: ActingRequest, form: forms.Form, does: Did) -> bool:
    pk = form.cleaned_data["payment"]
    seen = (queries.unsettled(request.actor), queries.settled(request.actor))
    if not any(found.filter(pk=pk).exists() for found in seen):
        raise NotAllowed
    done = answers.attempt(form, lambda: does(request.actor, form.cleaned_data))
    return done is not None


def _provider(request: ActingRequest) -> contract.Provider | None:
    """Transfers, where the clerk's agency has an account on this day."""
    found = contract.providers().get(enums.TRANSFER)
    serves = found and found.serves(request.actor.agency, clock.today())
    return found if serves and request.actor.role == Role.CLERK else None


@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: ActingRequest) -> HttpResponse:
    """Read a bank's statement: each line that names a reference pays its fee, once."""
    if request.actor.role != Role.CLERK:
        raise NotAllowed
    provider = _provider(request)
    form = StatementForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    verdicts: list[Verdict] = []
    if provider and form.is_valid():
        verdicts = [
            _verdict(request, provider, line) for line in papers.lines(form.rows, form.heads)
        ]
    agency = request.actor.agency_pk
    context = {
        "form": form,
        "verdicts": verdicts,
        "has_account": provider is not None,
        "agency": parameters.agency(agency).shown if agency else "",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "transfers/desk/statement.html", context, status=status)


def _verdict(request: ActingRequest, provider: contract.Provider, line: Line) -> Verdict:
    """Each line by itself: money is written down first, then the fee recorded by it."""
    if line.why:
        return Verdict(line, None, line.why, is_new=False)
    at = clock.now()
    try:
        said = provider.read(line.message, request.actor.agency)
        if clock.day(said.paid_at) > clock.day(at):
            return Verdict(line, None, papers.not_yet(said.paid_at), is_new=False)
        kept = payments.confirm(said, by=request.actor, at=at)
        payment = kept
        if kept.verdict == enums.Verdict.UNKNOWN:
            payment = actions.match(kept.pk, by=request.actor, at=at)
        elif kept.verdict in enums.TAKES:
            payment = actions.take(kept.pk, by=queries.RECORDER, at=at)
        for share in payments_queries.shares(kept) if kept.whole != kept.amount else ():
            actions.take(share.pk, by=queries.RECORDER, at=at)
    except Refusal as refused:
        return Verdict(line, None, answers.sentence(refused), is_new=False)
    told = payment.get_verdict_display()
    return Verdict(line, payment, told, is_new=kept.at == at, about=papers.about(payment))
