"""Pages for officials: the outgoing register, and one document."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoaban.casework.acts.acts import once_key
from hoaban.core import clock
from hoaban.core.files import serving
from hoaban.core.http import answers, paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.journal import queries as journal
from hoaban.core.refusals import NotAllowed, NotWellFormed, Refusal, why_not
from hoaban.domains.documents import actions, forms, papers, queries, rules
from hoaban.domains.documents.enums import Event, Sealing
from hoaban.domains.documents.forms import RegisterForm, WithdrawForm
from hoaban.domains.documents.queries import Document

LINES = 50
MOST_SEALED = 200  # documents of one confirmation


@dataclass(frozen=True, slots=True)
class Row:
    """A document that was to be sealed, and why it was not; nothing where all is well."""

    document: Document
    refusal: str


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
        "to_seal": queries.count_to_seal(request.actor, most=MOST_SEALED),
    }
    name = "documents/desk/print.html" if printed else "documents/desk/register.html"
    return render(request, name, context)


@require_safe
def detail(request: ActingRequest, public_id: str) -> HttpResponse:
    found = queries.visible_to(request.actor).select_related("case", "replaced_by")
    document = get_object_or_404(found, public_id=public_id)
    actions.view(document.pk, by=request.actor, at=clock.now())
    seal_refused = why_not(rules.check_put_seal, document.paper(request.actor))
    context = {
        "document": document,
        "kind": queries.kind(document.kind),
        "register_page": queries.register_page(document, LINES),
        "timeline": queries.timeline(journal.of(document).exclude(verb=Event.VIEWED)),
        "seal_refusal": seal_refused,
        "may_seal": document.sealing == Sealing.CLERK and not isinstance(seal_refused, NotAllowed),
        "withdraw_refusal": why_not(rules.check_withdrawal, document.paper(request.actor)),
        "form": WithdrawForm(),
    }
    return render(request, "documents/desk/detail.html", context)


@require_safe
def file(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """The signed PDF, byte for byte; of one that was withdrawn a copy that says so on each page,
    and the file as it is kept where `original` asks for it.
    """
    sealed = queries.visible_to(request.actor).filter(signed__isnull=False)
    document = get_object_or_404(sealed, public_id=public_id)
    assert document.signed  # noqa: S101  the filter says so
    actions.view(document.pk, by=request.actor, at=clock.now())
    copy = None if "original" in request.GET else papers.copy_to_give(document, document.signed)
    return serving.http_response(document.signed, inline="show" in request.GET, copy=copy)


@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: ActingRequest) -> HttpResponse:
    """What waits for the agency's seal; those that are ticked get it by one press, each by itself:
    what is refused leaves the rest as it is.
    """
    if request.actor.role not in rules.SEAL_KEEPERS:
        raise NotAllowed
    proof = forms.proof(request)  # the agency's key lies with us as a person's does
    is_done = request.method == "POST" and proof.is_shown()
    rows = list(_sealed(request)) if is_done else []
    waiting = queries.to_seal(request.actor)[: MOST_SEALED + 1]
    context = {
        "rows": rows,
        "done": sum(not row.refusal for row in rows),
        "waiting": waiting[:MOST_SEALED],
        "is_more": len(waiting) > MOST_SEALED,
        "most": MOST_SEALED,
        "proof": proof,
        "refusal": answers.cited(request, proof.refusal) if proof.refusal else "",
        "picked": request.GET.get("pick") or request.POST.getlist("pick"),
        "kinds": queries.kinds(),
        "once": f"seal:{get_random_string(12)}",
    }
    status = 422 if proof.form and proof.form.errors else 200
    answer = render(request, "documents/desk/seal.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"  # the way back shows it as it is then
    return answer


def _sealed(request: ActingRequest) -> Iterator[Row]:
    picked = request.POST.getlist("pick")[:MOST_SEALED]
    for document in queries.visible_to(request.actor).filter(public_id__in=picked).order_by("id"):
        refusal, key = "", once_key(request, document.public_id)
        try:
            actions.put_seal(document.pk, by=request.actor, at=clock.now(), key=key)
        except Refusal as refused:
            refusal = answers.cited(request, refused)
        yield Row(document, refusal)


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
