"""One act for many dossiers that were ticked in a list: one confirmation, one result each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_http_methods

from hoaban.casework.acts.acts import Act, once_key, refusal_of
from hoaban.casework.papers import actions as papers_actions
from hoaban.core import clock
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.access.desk import decided_on, waiting
from hoaban.domains.onestop.batches import forms
from hoaban.domains.onestop.batches.forms import Plain
from hoaban.domains.onestop.batches.refused import NoReceiptToPrint
from hoaban.domains.onestop.casefile import queries as casefile
from hoaban.domains.onestop.casefile.acts import ACTS
from hoaban.domains.onestop.copies import papers as copies
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.parameters import queries as parameters

MOST = 50  # dossiers of one confirmation: a page of the list
ASKED: dict[str, type[Plain]] = {
    "transfer": forms.Plain,
    "assign": forms.To,
    "hand_on": forms.To,
    "release": forms.Plain,
    "hand_over": forms.Way,
}
PRINT, RECEIPTS = "print", "receipts"


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier of the batch, and what was or would be said of it: nothing where all is well."""

    dossier: Dossier
    procedure: str
    variant: str
    refusal: str


@require_http_methods(["GET", "POST"])
def batch(request: ActingRequest) -> HttpResponse:
    """Show what would be done to which, then do it; what is refused leaves the rest."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, sent.getlist("pick"))
    name = sent.get("act", "")
    if name == PRINT:
        rows = [_row(one) for one in chosen]
        return render(request, "batches/desk/labels.html", {"rows": rows})
    if name == RECEIPTS:
        return _receipts(request, chosen)
    if name not in ASKED:
        raise Http404
    if not chosen:
        return redirect("desk:work")
    act, data = ACTS[name], request.POST if request.method == "POST" else None
    form = ASKED[name](data, chosen=chosen)
    is_done = form.is_valid()
    rows = list(_done(request, act, form) if is_done else _asked(request, act, chosen))
    context = {
        "act": act,
        "form": form,
        "rows": rows,
        "is_done": is_done,
        "possible": sum(not row.refusal for row in rows),
        "once": f"{name}:{get_random_string(12)}",
    }
    return render(request, "batches/desk/batch.html", context, status=422 if form.errors else 200)


def _receipts(request: ActingRequest, chosen: Sequence[Dossier]) -> HttpResponse:
    """The receipts that the applicants have now, in one file for the printer; while one of them is
    being drawn, a page that says so. Refuses NoReceiptToPrint.
    """
    by, now = request.actor, clock.now()
    told = [one for one in chosen if not access.is_only_asked(one, by)]
    given = [paper for one in told if (paper := papers.last_receipt(one))]
    if not given:
        raise NoReceiptToPrint
    for one in told:
        dossiers_actions.view(one.pk, by=by, at=now)
    missing = [paper for paper in given if paper.file is None]
    for paper in missing:
        papers_actions.want_paper(paper.pk, by=by, at=now)
    if missing:
        return waiting(request)
    whole = copies.together(paper.file for paper in given if paper.file)
    answer = HttpResponse(whole, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="giay-hen.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _chosen(request: ActingRequest, picked: Sequence[str]) -> list[Dossier]:
    """The dossiers that were ticked, in their order; what the actor may not see is not there."""
    seen = access.visible_to(request.actor)
    found = (access.by_reference(seen, one).first() for one in dict.fromkeys(picked[:MOST]))
    return [one for one in found if one is not None]


def _asked(request: ActingRequest, act: Act, chosen: Sequence[Dossier]) -> Iterator[Row]:
    """What would be refused, before anything is done."""
    for one in chosen:
        facts = dossiers.facts(one, by=request.actor, at=clock.now())
        refused = refusal_of(act, facts)
        yield _row(one, answers.cited(request, refused) if refused else "")


def _done(request: ActingRequest, act: Act, form: Plain) -> Iterator[Row]:
    """Each by itself: what is refused leaves the others as they are; sent twice it is done once."""
    for one in form.chosen:
        refusal = ""
        key = once_key(request, one.reference)
        try:
            act.do(one.pk, by=request.actor, at=clock.now(), key=key, **form.of(one))
        except Refusal as refused:
            refusal = answers.cited(request, refused)
        yield _row(one, refusal)


def _row(dossier: Dossier, refusal: str = "") -> Row:
    name = parameters.plan(dossier.revision_id).name
    return Row(dossier, name, casefile.variant_name(dossier), refusal)


@require_GET
def label(request: ActingRequest, reference: str) -> HttpResponse:
    """What is glued on the folder: code, name, procedure, the day promised."""
    dossier = decided_on(request, reference)
    context = {
        "dossier": dossier,
        "procedure_name": parameters.plan(dossier.revision_id).name,
        "variant_name": casefile.variant_name(dossier),
    }
    return render(request, "batches/desk/label.html", context)
