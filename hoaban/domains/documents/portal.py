"""The public validation page: who signed, when, whole or changed. What is uploaded is not kept."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hoaban.core import language
from hoaban.core.files import queries as files
from hoaban.core.files.models import Use
from hoaban.core.http import throttle
from hoaban.domains.documents import forms, queries
from hoaban.gateways.signing import contract as signing
from hoaban.gateways.signing.contract import Verdict

MOST_A_WINDOW, WINDOW_SECONDS = 60, 600
VERDICT_SECONDS = 300


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Two ways in: the file, or the code printed at its foot."""
    by_file, by_code = forms.PdfForm(), forms.CodeForm()
    if request.method == "POST":
        throttle.limit(
            "verify", throttle.address(request), most=MOST_A_WINDOW, seconds=WINDOW_SECONDS
        )
        if "code" in request.POST:
            by_code = forms.CodeForm(request.POST)
            if by_code.is_valid():
                return redirect("documents:portal_verify_one", by_code.cleaned_data["code"])
        else:
            by_file = forms.PdfForm(request.POST, request.FILES)
            if by_file.is_valid():
                return _answer(request, by_file)
    context = {"by_file": by_file, "by_code": by_code}
    wrong = by_file.errors or by_code.errors
    return render(request, "documents/portal/verify.html", context, status=422 if wrong else 200)


@login_not_required
@require_safe
def verify_one(request: HttpRequest, public_id: str) -> HttpResponse:
    """A document by its code: what our register and our own copy of the file say."""
    document = queries.by_public_id(public_id)
    if document is None:
        raise Http404
    context = {
        "document": document,
        "verdicts": _verdicts(document.signed) if document.signed else [],
        "kind": queries.kind(document.kind),
    }
    return render(request, "documents/portal/verdict.html", context)


def _verdicts(signed: Use) -> list[Verdict]:
    """What our own copy's signatures are worth. The file never changes, a certificate expires by
    the day: an answer is good for some minutes, so that a page many open is judged once in each
    language, whose words a verdict has.
    """
    kept = f"verdicts.{language.current()}.{signed.sha256}"
    found: list[Verdict] | None = cache.get(kept)
    if found is None:
        with files.open(signed) as file:
            found = signing.get().verify_pdf(file.read())
        cache.set(kept, found, VERDICT_SECONDS)
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
        "kind": queries.kind(document.kind) if document else None,
        "verdicts": form.verdicts,
        "name": form.cleaned_data["file"].name,
        "is_upload": True,
        "holds": holds,
        "needs_original": original,
        "is_as_issued": bool(
            document and document.signed and document.signed.sha256 == form.digest
        ),
    }
    return render(request, "documents/portal/verdict.html", context)
