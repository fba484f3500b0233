"""A case on one page for officials, and the pages of its acts."""

from base64 import b64encode
from dataclasses import dataclass

from django import forms as django_forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET, require_http_methods

from hoaban.casework.acts.acts import Act, once_key, refusal_of
from hoaban.casework.lists import desk as lists
from hoaban.casework.notices import actions as inbox
from hoaban.casework.timeline.enums import Reader
from hoaban.core import clock
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import current
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.documents import forms as documents
from hoaban.domains.documents.forms import Proof
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.access.desk import asked_for, looked_at
from hoaban.domains.onestop.casefile import acts, queries
from hoaban.domains.onestop.casefile.acts import ACTS
from hoaban.domains.onestop.consultations import queries as consultations
from hoaban.domains.onestop.correspondence import queries as correspondence
from hoaban.domains.onestop.counter import forms as counter
from hoaban.domains.onestop.counter.forms import Scans
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.repeats import queries as repeats
from hoaban.domains.onestop.results import queries as results
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.onestop.tracking import queries as tracking
from hoaban.domains.onestop.transfers import queries as transfers

WHOLE = "numbers"  # in the address: identity numbers are compared with the papers


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act asks of whoever presses: its form, scans, and the proof that a key wants."""

    form: django_forms.Form | None
    come: Scans
    proof: Proof

    def is_whole(self) -> bool:
        """Whether all that is asked is there; the code, which counts once, is looked at last."""
        is_filled = not self.come.wrong and (self.form is None or self.form.is_valid())
        return is_filled and self.proof.is_shown()

    def is_wrong(self) -> bool:
        parts = getattr(self.form, "parts", ())
        forms = [form for form in (self.form, *parts, self.proof.form) if form is not None]
        return bool(self.come.wrong) or any(form.errors for form in forms)


@require_http_methods(["GET", "POST"])
def act(request: ActingRequest, reference: str, action: str) -> HttpResponse:
    """Do one thing to a case; where it needs words, ask for them on a page of its own."""
    dossier = asked_for(request, reference)
    chosen = ACTS.get(action)
    if chosen is None:
        raise Http404
    asked = _asked(request, chosen, dossier)
    form = asked.form
    after = lists.trail(request).done(dossier.act_by)  # of before the act
    if request.method == "POST" and asked.is_whole():
        try:
            _do(request, chosen, dossier, form)
        except NotAllowed:
            raise
        except Refusal as refused:
            if form is None:
                raise
            form.add_error(None, answers.cited(request, refused))  # what was typed comes back
            dossier = asked_for(request, reference)  # what is possible now, not when it was opened
        else:
            return redirect(reverse("dossiers:desk_detail", args=[reference]) + after)
    return _ask(request, chosen, dossier, asked)


def _asked(request: ActingRequest, chosen: Act, dossier: Dossier) -> Asked:
    """What an act asks, its form bound to what was sent, and the scans that came with it."""
    come, proof = Scans(), documents.proof(request) if chosen.signs else Proof()
    if chosen.form is None:
        return Asked(None, come, proof)
    given = dict(chosen.given(dossier)) if chosen.given else {}
    if chosen.offers:
        given |= chosen.offers(dossier, request.actor)
    if chosen.scans:
        come = counter.taken(request, chosen.scans(dossier))
        given["scanned"] = come.come
    form = chosen.form(request.POST if request.method == "POST" else None, **given)
    return Asked(form, come, proof)


def _do(
    request: ActingRequest, chosen: Act, dossier: Dossier, form: django_forms.Form | None
) -> None:
    """What was typed goes to the action as the form names it; a second press does nothing more."""
    typed = getattr(form, "arguments", None)
    arguments = typed() if typed else form.cleaned_data if form else {}
    key = once_key(request, dossier.reference)
    chosen.do(dossier.pk, by=request.actor, at=clock.now(), key=key, **arguments)


def _ask(request: ActingRequest, chosen: Act, dossier: Dossier, asked: Asked) -> HttpResponse:
    facts = dossiers.facts(dossier, by=request.actor, at=clock.now())
    refused = refusal_of(chosen, facts)
    if isinstance(refused, NotAllowed):
        raise refused
    context = {
        "act": chosen,
        "label": chosen.words(facts),
        "trail": lists.trail(request),
        "dossier": dossier,
        "procedure_name": parameters.plan(dossier.revision_id).name,
        "questions": consultations.questions(dossier, request.actor),
        "form": asked.form,
        "proof": asked.proof,
        "scans": asked.come,
        "refusal": answers.cited(request, said) if (said := refused or asked.proof.refusal) else "",
        "blocked": said,
        "late_since": dossier.late_since(clock.now()) if chosen.signs else None,
        "pages": _pages(chosen, dossier, request) if refused is None else [],
        "once": f"{chosen.name}:{get_random_string(12)}",
    }
    status = 422 if asked.is_wrong() else 200
    return render(request, "casefile/desk/act.html", context, status=status)


def _pages(chosen: Act, dossier: Dossier, request: ActingRequest) -> list[str]:
    """What is decided upon, as pictures that stand in the page itself: they have no address."""
    found = chosen.shows(dossier, request.actor, clock.now()) if chosen.shows else []
    return [f"data:image/png;base64,{b64encode(page).decode()}" for page in found]


@require_GET
def detail(request: ActingRequest, reference: str) -> HttpResponse:
    """The whole case without a click; who opens it has read what the inbox tells of it."""
    dossier = looked_at(request, reference)
    inbox.look(dossier.pk, by=request.actor)
    now, language = clock.now(), current()
    trail = lists.trail(request)
    previous, following = lists.beside(request, dossier.pk, dossier.act_by)
    works_on = access.works_on(dossier, request.actor)
    is_whole = works_on and WHOLE in request.GET
    if is_whole:
        dossiers_actions.view_numbers(dossier.pk, by=request.actor, at=now)
    shown = queries.case(
        dossier,
        now=now,
        language=language,
        reader=Reader.OFFICIAL,
        conceals=not is_whole,
    )
    is_only_asked = access.is_only_asked(dossier, request.actor)
    if is_only_asked:
        shown |= {"papers": [], "result": None, "copies": []}
    context = shown | {
        "proposal": supplements.open_proposal(dossier),
        "declined": supplements.declined(dossier),
        "draft": None if is_only_asked else results.draft_shown(dossier, conceals=not is_whole),
        "rates_at": _rates_at(dossier) if not is_only_asked else "",
        "thread": [] if is_only_asked else correspondence.thread(dossier),
        "may_write": correspondence.may_write(dossier, by=request.actor, at=now),
        "consultations": consultations.shown(dossier, request.actor, at=now),
        "is_only_asked": is_only_asked,
        "was_only_asked": access.was_only_asked(dossier, request.actor),
        "is_counter": request.actor.role == Role.CLERK and works_on,
        "partly": transfers.partly(dossier),
        "may_compare": works_on and not is_whole,
        "is_just_received": "just" in request.GET,
        "national": tracking.national(dossier.state, clock.day(now)),
        "trail": trail,
        "previous": previous,
        "following": following,
        "acts": acts.possible(dossier, by=request.actor, at=now, query=trail.own),
        "alike": repeats.like(dossier, by=request.actor, at=now),
    }
    return render(request, "casefile/desk/detail.html", context)


def _rates_at(dossier: Dossier) -> str:
    """Where the applicant rates, for the square code on the clerk's screen; "" while it is open."""
    if dossier.state != State.RETURNED:
        return ""
    page = reverse("dossiers:portal_rate_by_code")
    return f"{settings.PORTAL_ADDRESS}{page}?code={dossier.reference}"
