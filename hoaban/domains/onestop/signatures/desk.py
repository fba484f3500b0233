"""What waits for a signature: the list, each paper as it will be signed, many signed at once."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_http_methods

from hoaban.casework.acts.acts import once_key
from hoaban.core import clock
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import NotAllowed, Refusal, why_not
from hoaban.domains.documents import forms as documents
from hoaban.domains.onestop.access.desk import looked_at
from hoaban.domains.onestop.copies import papers as pages
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.results import queries as drafts
from hoaban.domains.onestop.results import rules
from hoaban.domains.onestop.signatures import forms, queries
from hoaban.domains.onestop.signatures.forms import Picked, ReadPapers
from hoaban.domains.onestop.signatures.queries import Paper, Waiting
from hoaban.domains.onestop.steps import actions as steps
from hoaban.domains.onestop.steps import rules as steps_rules
from hoaban.domains.onestop.steps.forms import ReturnForm


def _check_signs(request: ActingRequest) -> None:
    if not queries.signs(request.actor):
        raise NotAllowed


@require_GET
def waiting(request: ActingRequest) -> HttpResponse:
    """One row a paper, the least time left first; what was read may be signed together."""
    _check_signs(request)
    found, read = queries.waiting(request.actor, clock.now()), ReadPapers(request)
    rows = [(paper, read.is_read(paper.reference, paper.digest)) for paper in found]
    context = {
        "rows": rows,
        "read": sum(is_read for _paper, is_read in rows),
        "first": _unread(found, read),
        "most": queries.MOST,
    }
    answer = render(request, "signatures/desk/waiting.html", context)
    answer["Cache-Control"] = "private, no-store"  # the way back shows it anew
    return answer


def _unread(found: Sequence[Waiting], read: ReadPapers, after: str = "") -> str:
    """The next paper that was not read: after this one, else from the first on; '' for none."""
    order = [one.reference for one in found]
    here = order.index(after) + 1 if after in order else 0
    around = [*found[here:], *found[:here]]
    return next((p.reference for p in around if not read.is_read(p.reference, p.digest)), "")


@require_http_methods(["GET", "POST"])
def review(request: ActingRequest, reference: str) -> HttpResponse:
    """A paper as it will be signed beside its facts: read, sent back with a reason, or left."""
    _check_signs(request)
    dossier = looked_at(request, reference)
    is_sent_back = request.POST.get("do") == "return"
    form = ReturnForm(request.POST if is_sent_back else None)
    if request.method == "POST" and not is_sent_back:
        return _marked(request, dossier)
    if is_sent_back and form.is_valid() and _sent_back(request, dossier, form):
        ReadPapers(request).forget([dossier.reference])
        return _next(request, reference)
    return _shown(request, dossier, form)


def _marked(request: ActingRequest, dossier: Dossier) -> HttpResponse:
    """The draft that the page showed is the one that was read; then the next one that was not."""
    ReadPapers(request).mark(dossier.reference, request.POST.get("seen", "")[:64])
    return _next(request, dossier.reference)


def _next(request: ActingRequest, after: str) -> HttpResponse:
    found = queries.waiting(request.actor, clock.now())
    following = _unread(found, ReadPapers(request), after)
    where = ["dossiers:desk_review", following] if following else ["dossiers:desk_signing"]
    return redirect(*where)


def _sent_back(request: ActingRequest, dossier: Dossier, form: ReturnForm) -> bool:
    key = once_key(request, dossier.reference)
    note, at = form.cleaned_data["note"], clock.now()
    try:
        steps.return_step(dossier.pk, note=note, by=request.actor, at=at, key=key)
    except NotAllowed:
        raise
    except Refusal as refused:
        form.add_error(None, answers.cited(request, refused))
        return False
    return True


def _shown(request: ActingRequest, dossier: Dossier, form: ReturnForm) -> HttpResponse:
    now, by = clock.now(), request.actor
    draft = dossiers.draft_of(dossier)
    if draft is None:
        return redirect("dossiers:desk_signing")
    facts = dossiers.facts(dossier, by=by, at=now)
    refused = why_not(rules.check_sign, facts)
    found = queries.waiting(by, now)
    previous, following = queries.beside(found, dossier.reference)
    seen = drafts.drafted(dossier)
    images = pages.draft_pages(dossier, draft, by, on=clock.day(now))
    context = {
        "dossier": dossier,
        "procedure_name": parameters.plan(dossier.revision_id).name,
        "draft": draft,
        "drafted_by": queries.drafter(dossier),
        "pages": [f"data:image/png;base64,{b64encode(one).decode()}" for one in images],
        "seen": seen,
        "is_read": ReadPapers(request).is_read(dossier.reference, seen),
        "refusal": answers.cited(request, refused) if refused else "",
        "may_return": why_not(steps_rules.check_return_step, facts) is None,
        "form": form,
        "previous": previous,
        "following": following,
        "once": f"return_step:{get_random_string(12)}",
    }
    status = 422 if form.errors else 200
    return render(request, "signatures/desk/review.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Row:
    """A paper of the confirmation, and what was or would be said of it; nothing where all is well.

    `pick` names it with the draft that was read.
    """

    paper: Paper
    pick: str
    refusal: str


@require_http_methods(["GET", "POST"])
def sign(request: ActingRequest) -> HttpResponse:
    """Show what would be signed, ask once, then sign each by itself; what is refused leaves the
    rest as it is.
    """
    _check_signs(request)
    read = ReadPapers(request)
    picked = forms.picked(request, read)
    papers = queries.papers(request.actor, [one.reference for one in picked])
    chosen = [one for one in picked if one.reference in papers]
    if not chosen:
        return redirect("dossiers:desk_signing")
    proof = documents.proof(request)
    is_done = request.method == "POST" and proof.is_shown()
    rows = list(_signed(request, chosen, papers) if is_done else _asked(request, chosen, papers))
    if is_done:
        read.forget(row.paper.dossier.reference for row in rows if not row.refusal)
    context = {
        "rows": rows,
        "is_done": is_done,
        "possible": sum(not row.refusal for row in rows),
        "proof": proof,
        "refusal": answers.cited(request, proof.refusal) if proof.refusal else "",
        "once": f"sign:{get_random_string(12)}",
    }
    status = 422 if proof.form and proof.form.errors else 200
    return render(request, "signatures/desk/sign.html", context, status=status)


def _asked(
    request: ActingRequest, chosen: Sequence[Picked], papers: dict[str, Paper]
) -> Iterator[Row]:
    """What would be refused, before anything is signed."""
    for one in chosen:
        dossier = papers[one.reference].dossier
        facts = dossiers.facts(dossier, by=request.actor, at=clock.now())
        refused = why_not(rules.check_sign, facts)
        said = answers.cited(request, refused) if refused else ""
        yield Row(papers[one.reference], one.pick, said)


def _signed(
    request: ActingRequest, chosen: Sequence[Picked], papers: dict[str, Paper]
) -> Iterator[Row]:
    """Each in a transaction of its own: whatever ends the request leaves whole papers behind."""
    for one in chosen:
        refusal, pk = "", papers[one.reference].dossier.pk
        key = once_key(request, one.reference)
        try:
            results.sign(pk, by=request.actor, at=clock.now(), seen=one.seen, key=key)
        except Refusal as refused:
            refusal = answers.cited(request, refused)
        yield Row(papers[one.reference], one.pick, refusal)
