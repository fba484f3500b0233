"""Money that left the account: what it was, said by the counter."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.debits import actions, papers, queries
from hoaban.domains.onestop.debits.forms import (
    ReopenDebitForm,
    SettleDebitForm,
    TakeBackForm,
)
from hoaban.domains.onestop.transfers import desk as transfers
from hoaban.gateways.payments.enums import Nature

DOES: transfers.Doings = {
    "settle": (
        SettleDebitForm,
        lambda by, given: actions.settle(
            given["debit"],
            nature=Nature(given["nature"]),
            note=given["note"],
            by=by,
            at=clock.now(),
        ),
        _("Đã ghi khoản tiền ra là gì."),
    ),
    "take_back": (
        TakeBackForm,
        lambda by, given: actions.take_back(
            given["debit"], code=given["code"], by=by, at=clock.now()
        ),
        _("Đã ghi ngân hàng thu hồi khoản nộp: phí của hồ sơ lại phải nộp."),
    ),
    "reopen": (
        ReopenDebitForm,
        lambda by, given: actions.reopen(
            given["debit"], reason=given["reason"], by=by, at=clock.now()
        ),
        _("Khoản tiền ra lại nằm trong danh sách cần xử lý."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def went(request: ActingRequest) -> HttpResponse:
    """What left the account and nobody said what it was, the oldest first, or what is known, the
    newest first; the counter says what each was, or whose payment the bank took back.
    """
    unsettled, settled = (partial(queries.debits, is_settled=one) for one in (False, True))
    done, form = transfers.acted(request, DOES, "debit", unsettled, settled)
    if done:
        return redirect("dossiers:desk_went")
    is_settled = "settled" in request.GET
    found = queries.debits(request.actor, is_settled=is_settled)
    page = transfers.page(request, found, is_settled=is_settled)
    rows = papers.listed_debits(page.rows, request.actor)
    return transfers.listed(
        request, "debits/desk/went.html", page, rows, form=form, is_settled=is_settled
    )
