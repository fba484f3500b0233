"""A bank's statement read line by line."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.onestop.debits import actions as debits
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.statements import papers
from hoaban.domains.onestop.statements.forms import (
    StatementForm,
)
from hoaban.domains.onestop.statements.papers import Line, Verdict
from hoaban.domains.onestop.transfers import actions, queries
from hoaban.domains.onestop.transfers.desk import provider
from hoaban.gateways.payments import actions as payments
from hoaban.gateways.payments import contract, enums
from hoaban.gateways.payments import queries as payments_queries


@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: ActingRequest) -> HttpResponse:
    """Read a bank's statement: each line that names a reference pays its fee, once."""
    if request.actor.role != Role.CLERK:
        raise NotAllowed
    found = provider(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StatementForm(*sent, accounts=queries.accounts(request.actor.agency))
    verdicts: list[Verdict] = []
    if found and form.is_valid():
        became = [_verdict(request, found, line) for line in papers.lines(form.rows, form.heads)]
        verdicts = papers.with_names(became, request.actor)
    agency = request.actor.agency_pk
    context = {
        "form": form,
        "verdicts": verdicts,
        "has_account": found is not None,
        "agency": parameters.agency(agency).shown if agency else "",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "statements/desk/statement.html", context, status=status)


def _verdict(request: ActingRequest, read: contract.Provider, line: Line) -> Verdict:
    """Each line by itself: money is written down first, then the fee recorded by it."""
    if line.why:
        return Verdict(line, None, line.why, is_new=False)
    at = clock.now()
    try:
        said = read.read(line.message, request.actor.agency)
        if clock.day(said.paid_at) > clock.day(at):
            return Verdict(line, None, papers.not_yet(said.paid_at), is_new=False)
        if line.is_out:
            return _went(request, line, said)
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


def _went(request: ActingRequest, line: Line, said: contract.Said) -> Verdict:
    """What left is written down first, then what it clearly was."""
    at = clock.now()
    debit = payments.debit(said, by=request.actor, at=at)
    debit = debits.match(debit.pk, by=request.actor, at=at)
    words, about = debit.get_nature_display(), (debit.about,) if debit.about else ()
    return Verdict(line, None, words, is_new=debit.at == at, about=about, debit=debit)
