"""Money that came into the account and fits nothing."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.transfers import actions, papers, queries
from hoaban.domains.onestop.transfers.forms import (
    AllotForm,
    ReopenForm,
    SettleForm,
)
from hoaban.gateways.payments import contract
from hoaban.gateways.payments import queries as payments_queries
from hoaban.gateways.payments.enums import SAID_BY_HAND, TRANSFER

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Did = Callable[[Actor, dict[str, Any]], object]  # Any: what the form says
Doings = Mapping[str, tuple[type[forms.Form], Did, "_StrPromise"]]
Seen = Callable[[Actor], QuerySet[Any]]  # Any: payments or debits
DOES: Doings = {
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
    done, form = acted(request, DOES, "payment", queries.unsettled, queries.settled)
    if done:
        return redirect("dossiers:desk_came")
    is_settled = "settled" in request.GET
    found = (queries.settled if is_settled else queries.unsettled)(request.actor)
    shown = page(request, found, is_settled=is_settled)
    rows = papers.listed(shown.rows, request.actor)
    return listed(
        request, "transfers/desk/came.html", shown, rows, form=form, is_settled=is_settled
    )


def acted(
    request: ActingRequest, acts: Doings, name: str, *seen: Seen
) -> tuple[bool, forms.Form | None]:
    """Whether what was sent is done; else its form with what is wrong, if anything was sent. `name`
    is the field with the row, which must be among those `seen`.
    """
    settles = request.actor.role == Role.CLERK
    if not money.may_read(request.actor) or (request.method == "POST" and not settles):
        raise NotAllowed
    if request.method != "POST":
        return False, None
    kind, does, said = acts.get(request.POST.get("does", ""), acts["settle"])
    form = kind(request.POST)
    if not form.is_valid():
        return False, form
    pk = form.cleaned_data[name]
    if not any(found(request.actor).filter(pk=pk).exists() for found in seen):
        raise NotAllowed
    if answers.attempt(form, lambda: does(request.actor, form.cleaned_data)) is None:
        return False, form
    messages.success(request, said)
    return True, form


def page(
    request: ActingRequest, found: QuerySet[Any], *, is_settled: bool
) -> paging.Page[Any]:  # Any: payments or debits
    order = queries.LAST_FIRST if is_settled else queries.ORDER
    return paging.keyset(found, order=order, after=request.GET.get("after"))


def listed(
    request: ActingRequest,
    template: str,
    page: paging.Page[Any],  # Any: payments or debits
    rows: Sequence[object],
    *,
    form: forms.Form | None,
    is_settled: bool,
) -> HttpResponse:
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "settles": request.actor.role == Role.CLERK,
        "is_settled": is_settled,
        "imports": provider(request) is not None,
        "natures": [(one.value, one.label) for one in SAID_BY_HAND],
    }
    status = 422 if form is not None else 200
    return render(request, template, context, status=status)


def provider(request: ActingRequest) -> contract.Provider | None:
    """Transfers, where the clerk's agency, or one for which it answers, has an account that day."""
    found, today = contract.providers().get(TRANSFER), clock.today()
    if found is None or request.actor.role != Role.CLERK:
        return None
    codes = payments_queries.together(request.actor.agency, today)
    return found if any(found.serves(code, today) for code in codes) else None
