"""Money that came into the account: a bank's statement read line by line, and what fits nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.transfers import actions, papers, queries
from hoaban.domains.onestop.transfers.forms import SettleForm, StatementForm
from hoaban.domains.onestop.transfers.papers import Line, Verdict
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import contract
from hoaban.gateways.payments import queries as payments_queries
from hoaban.gateways.payments.enums import TRANSFER


@require_http_methods(["GET", "HEAD", "POST"])
def came(request: ActingRequest) -> HttpResponse:
    """What came and fits nothing, the oldest first; the counter says what it did with each."""
    settles = request.actor.role == Role.CLERK
    if not money.may_read(request.actor) or (request.method == "POST" and not settles):
        raise NotAllowed
    form = SettleForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and _settled(request, form):
        messages.success(request, _("Đã ghi cách xử lý khoản tiền."))
        return redirect("dossiers:desk_came")
    after = request.GET.get("after")
    page = paging.keyset(queries.unsettled(request.actor), order=queries.ORDER, after=after)
    context = {
        "page": page,
        "form": form,
        "settles": settles,
        "imports": _provider(request) is not None,
    }
    status = 422 if form is not None else 200
    return render(request, "transfers/desk/came.html", context, status=status)


def _settled(request: ActingRequest, form: SettleForm) -> bool:
    pk = form.cleaned_data["payment"]
    if not queries.unsettled(request.actor).filter(pk=pk).exists():
        raise NotAllowed
    note, by = form.cleaned_data["note"], request.actor
    done = answers.attempt(form, lambda: actions.settle(pk, note=note, by=by, at=clock.now()))
    return done is not None


def _provider(request: ActingRequest) -> contract.Provider | None:
    """Transfers, where the clerk's agency has an account on this day."""
    found = contract.providers().get(TRANSFER)
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
        is_new = payments_queries.seen(said) is None
        payment = payments.confirm(said, by=request.actor, at=at)
        payment = actions.take(payment.pk, by=queries.RECORDER, at=at)
    except Refusal as refused:
        return Verdict(line, None, answers.sentence(refused), is_new=False)
    return Verdict(line, payment, payment.get_verdict_display(), is_new=is_new)
