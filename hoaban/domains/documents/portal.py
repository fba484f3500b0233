"""The public validation page: who signed, when, whole or changed. What is uploaded is not kept."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hoaban.casework.papers import actions as papers
from hoaban.core import clock, language
from hoaban.core.files import queries as files
from hoaban.core.files import serving
from hoaban.core.files.models import Use
from hoaban.core.http import answers, throttle
from hoaban.core.http.requests import ActingRequest
from hoaban.core.http.throttle import TooManyAttempts
from hoaban.domains.documents import actions, forms, queries
from hoaban.domains.documents.queries import Checked, Document
from hoaban.gateways.signing import contract as signing
from hoaban.gateways.signing.contract import Verdict

OF_BROWSER, OF_ADDRESS, OF_CODE = 60, 600, 10  # tries; a school or an office has one address
WINDOW_SECONDS = 600
OF_CODE_A_DAY, DAY_SECONDS = 40, 86_400  # tries with wrong digits: ten thousand take months then
VERDICT_SECONDS = 300


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Two ways in: the file, or the code printed at its foot."""
    by_file, by_code = forms.PdfForm(), forms.CodeForm()
    if request.method == "POST":
        _share("verify", request)
        if "code" in request.POST:
            by_code = forms.CodeForm(request.POST)
            if by_code.is_valid():
                return redirect("documents:portal_verify_one", by_code.cleaned_data["code"])
        else:
            sent = {"sender": throttle.browser(request), "among": throttle.address(request)}
            by_file = forms.PdfForm(request.POST, request.FILES, **sent)
            if by_file.is_valid():
                return _answer(request, by_file)
    context = {"by_file": by_file, "by_code": by_code}
    wrong = by_file.errors or by_code.errors
    return render(request, "documents/portal/verify.html", context, status=422 if wrong else 200)


def _share(scope: str, request: HttpRequest) -> None:
    throttle.share(scope, request, each=OF_BROWSER, together=OF_ADDRESS, seconds=WINDOW_SECONDS)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify_one(request: ActingRequest, public_id: str) -> HttpResponseBase:
    """A paper by its code: what it says, in short; the file itself for the last four digits.

    Wrong digits are tried a few times a code and an address, and not many times a day; a code that
    nobody knows is no page.
    """
    found = queries.checked(public_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, found, forms.TailForm())
    form = forms.TailForm(request.POST)
    try:
        _limit(request, public_id)
    except TooManyAttempts as refusal:
        form.add_error("tail", answers.sentence(refusal))
        return _shown(request, found, form, status=429)
    if form.is_valid() and form.cleaned_data["tail"] not in found.tails:
        form.add_error("tail", _("Bốn chữ số này không khớp với người đứng tên văn bản."))
    if not form.is_valid() or found.withdrawn_at:
        return _shown(request, found, form, status=422)
    if found.file is None:
        _want(found, request)
        return _shown(request, found, form, status=202)
    throttle.take_back("verify-file-day", public_id, seconds=DAY_SECONDS)
    given = serving.http_response(found.file, inline=True)
    _note(found, request)
    return given


def _limit(request: ActingRequest, public_id: str) -> None:
    _share("verify-file", request)
    throttle.limit("verify-file-code", public_id, most=OF_CODE, seconds=WINDOW_SECONDS)
    throttle.limit("verify-file-day", public_id, most=OF_CODE_A_DAY, seconds=DAY_SECONDS)


def _want(found: Checked, request: ActingRequest) -> None:
    if found.is_document:
        actions.want(found.row.pk, by=request.actor, at=clock.now())
    else:
        papers.want_paper(found.row.pk, by=request.actor, at=clock.now())


def _note(found: Checked, request: ActingRequest) -> None:
    """Who was given the file is an entry, also where it is somebody who did not sign in."""
    view = actions.view if found.is_document else papers.view
    view(found.row.pk, by=request.actor, at=clock.now())


def _shown(
    request: ActingRequest, found: Checked, form: forms.TailForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "form": form,
        "replaced_by": found.row.replaced_by if isinstance(found.row, Document) else None,
        "is_waiting": status == HTTPStatus.ACCEPTED,
        "verdicts": _verdicts(found.file) if found.file else [],
    }
    return render(request, "documents/portal/checked.html", context, status=status)


def _verdicts(signed: Use) -> list[Verdict]:
    """What our own copy's signatures are worth. The file never changes, a certificate expires by
    the day: an answer is good for some minutes, so that a page many open is judged once in each
    language, whose words a verdict has.
    """
    kept = f"verdicts.{language.current()}.{signed.sha256}"
    found: list[Verdict] | None = caches["process"].get(kept)
    if found is None:
        with files.open(signed) as file:
            found = signing.get().verify_pdf(file.read(), is_ours=True)
        caches["process"].set(kept, found, VERDICT_SECONDS)
    return found


def _answer(request: HttpRequest, form: forms.PdfForm) -> HttpResponse:
    holds = bool(form.verdicts) and all(verdict.holds for verdict in form.verdicts)
    original = bool(form.verdicts) and all(
        verdict.holds or verdict.needs_original for verdict in form.verdicts
    )
    signed = [verdict.signed_sha256 for verdict in form.verdicts] if original else []
    document = queries.by_digest(form.digest, *signed)
    context = {
        "document": document,
        "replaced_by": document.replaced_by if document else None,
        "paper": None if document else queries.checked_paper(form.digest, *signed),
        "kind": queries.kind(document.kind) if document else None,
        "verdicts": form.verdicts,
        "name": form.cleaned_data["file"].name,
        "holds": holds,
        "needs_original": original,
        "is_as_issued": bool(
            document
            and any(
                kept and kept.sha256 == form.digest
                for kept in (document.signed, document.signed_once)
            )
        ),
    }
    return render(request, "documents/portal/verdict.html", context)
