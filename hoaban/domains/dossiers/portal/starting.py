"""The first page of a filing: what is needed, which case, which agency; a draft begins."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoaban.core import clock
from hoaban.core.http import ActingRequest, kept
from hoaban.domains.dossiers import actions, queries, rules
from hoaban.domains.dossiers.portal import forms, places, way, words
from hoaban.domains.dossiers.queries import Draft, own
from hoaban.domains.procedures import queries as procedures


def _revision(code: str, on: date) -> procedures.Revision:
    """The version of the day; a code that never was is not found, one that ended is told."""
    if not procedures.valid(on).filter(procedure__code=code).exists():
        if procedures.entry(code) is not None:
            raise rules.NotOnline
        if not own.was_ever_offered(code):
            raise Http404
    revision = procedures.revision_at(code, on)
    if not revision.is_fileable_online:
        raise rules.NotOnline
    return revision


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActingRequest, code: str) -> HttpResponse:
    """What is needed before one begins; choosing case and agency begins a draft."""
    on = clock.today()
    revision = _revision(code, on)
    plan = queries.plan(revision.pk)
    procedures.check_channel(plan.facts, words.ONLINE)
    data = request.POST if request.method == "POST" else kept.take(request)
    form = _form(request, plan, on, data)
    if request.method == "POST" and form.is_valid():
        draft = actions.keep_draft(
            _untouched(request, revision.pk),
            revision=plan.revision,
            changes=_chosen(form, plan, on) | _carried(request),
            by=request.actor,
            at=clock.now(),
        )
        return redirect(way.step_url(draft, way.WHO))
    context = {
        "name": words.said(revision, "name"),
        "summary": words.said(revision, "summary"),
        "code": code,
        "revision": revision,
        "cases": words.cases(plan),
        "form": form,
        "drafts": [d for d in queries.drafts_of(request.actor) if d.revision_id == revision.pk],
        "days": own.draft_days(on),
        "carried": (data or request.GET).get("from", ""),
    }
    wrong = request.method == "POST"
    return render(request, "dossiers/portal/start.html", context, status=422 if wrong else 200)


def _form(
    request: ActingRequest, plan: queries.Plan, on: date, data: QueryDict | None
) -> forms.StartForm:
    default = next(case.code for case in plan.cases.values() if case.is_default)
    area = own.usual_area(request.actor)
    nearest = places.nearest(plan.revision, area, on)
    initial = {"case": request.GET.get("case") or default, "agency": nearest}
    return start_form(plan, on, data, initial)


def start_form(
    plan: queries.Plan, on: date, data: QueryDict | None, initial: dict[str, str]
) -> forms.StartForm:
    """The two questions of the start, with the choices of the day."""
    hints = {
        "commune": _("Ủy ban nhân dân xã, phường, thị trấn nơi bạn cư trú."),
        "district": _("Ủy ban nhân dân huyện, thị xã, thành phố nơi bạn cư trú."),
    }
    return forms.StartForm(
        data,
        initial=initial,
        cases=[(case.code, case.name) for case in words.cases(plan)],
        agencies=places.choices(plan.revision, on),
        hint=hints.get(plan.revision.level, ""),
    )


def _chosen(form: forms.StartForm, plan: queries.Plan, on: date) -> dict[str, object]:
    """Case and agency as the draft keeps them."""
    chosen = form.cleaned_data
    case = next(case for case in plan.cases.values() if case.code == chosen["case"])
    agency = places.lives(plan.revision, chosen["agency"], on)
    return {"case_id": case.pk, "agency_id": agency.pk if agency else None}


def _untouched(request: ActingRequest, revision_pk: int) -> str | None:
    """A draft of this version in which nothing has been typed: beginning twice begins one."""
    found = queries.drafts_of(request.actor).filter(revision=revision_pk)
    empty = (d for d in found if not (d.answers or d.owner or d.files))
    return next((draft.public_id for draft in empty), None)


def _carried(request: ActingRequest) -> dict[str, object]:
    """What a draft under an ended version held; what does not fit the new one shows as missing."""
    before = own.draft(request.actor, request.POST.get("from", ""))
    if before is None or before.dossier is not None:
        return {}
    return {"answers": before.answers, "owner": before.owner, "files": before.files}


@require_http_methods(["GET", "HEAD", "POST"])
def where(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Choose another case or agency for a draft that has begun."""
    found = way.opened(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    data = request.POST if request.method == "POST" else kept.take(request)
    form = start_form(found.plan, found.on, data, _kept_choice(found.draft))
    if request.method == "POST" and form.is_valid():
        actions.keep_draft(
            draft,
            revision=found.plan.revision,
            changes=_chosen(form, found.plan, found.on),
            by=request.actor,
            at=clock.now(),
        )
        return redirect(found.url(way.CHECK))
    context = {"way": found, "form": form, "title": _("Trường hợp và cơ quan giải quyết")}
    wrong = request.method == "POST"
    return render(request, "dossiers/portal/step.html", context, status=422 if wrong else 200)


def _kept_choice(draft: Draft) -> dict[str, str]:
    return {
        "case": draft.case.code if draft.case else "",
        "agency": draft.agency.code if draft.agency else "",
    }


@require_safe
def resume(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Go on where the draft was left."""
    found = way.opened(request, code, draft)
    if isinstance(found, HttpResponse):
        return found
    left = found.draft.step
    return redirect(found.url(left if found.place(left) else way.WHO))


@require_POST
def drop(request: ActingRequest, code: str, draft: str) -> HttpResponse:
    """Forget a draft: the citizen's own wish."""
    found = own.draft(request.actor, draft)
    if found is None or found.revision.code != code:
        raise Http404
    actions.drop_draft(draft, by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ bài viết dở."))
    return redirect("dossiers:portal_my")
