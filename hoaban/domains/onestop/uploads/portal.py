"""The page of papers: a place for the files of each, what came is listed and can be taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.files import actions as files_actions
from hoaban.core.files import limits, serving
from hoaban.core.files.limits import MEGABYTE
from hoaban.core.files.models import Use
from hoaban.core.http import answers, throttle
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.drafts import actions as drafts_actions
from hoaban.domains.onestop.drafts import queries as drafts
from hoaban.domains.onestop.drafts.portal import CHECK, PAPERS, Way
from hoaban.domains.onestop.drafts.queries import PaperFacts
from hoaban.domains.onestop.filing.queries import ACCEPT, TAKEN

MOST_FILES = 10  # of one paper
MOST_AN_HOUR, HOUR = 200, 3600  # of one person


@dataclass(frozen=True)
class Asked:
    """A paper on the page: what is asked, what came, what is wrong."""

    code: str
    name: str
    note: str
    is_required: bool
    files: Sequence[Use]
    error: str = ""

    @property
    def field(self) -> str:
        return f"paper-{self.code}"


def hint() -> str:
    """Which files are taken."""
    most = limits.max_bytes() // MEGABYTE
    return _("Ảnh chụp rõ (JPG, PNG) hoặc PDF, mỗi tệp đến %(most)s MB.") % {"most": most}


def papers(request: ActingRequest, found: Way) -> HttpResponse:
    """Take files in, take one away, or go on; what came whole is kept even if another did not."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _take(request, found)
        missing = _missing(request, found) if "next" in request.POST else {}
        errors = missing | errors
        if not errors:
            return _on(request, found)
    return _shown(request, found, errors)


def _take(request: ActingRequest, found: Way) -> dict[str, str]:
    """Store what was chosen; words for what was not taken, by paper."""
    errors: dict[str, str] = {}
    come: dict[str, list[str]] = {}
    present = drafts.files_of(found.draft)
    for paper in found.files_asked():
        sent = request.FILES.getlist(f"paper-{paper.code}")
        here = list(present.get(paper.code, ()))
        uses, wrong = stored(request, sent, here, owner=f"draft:{found.draft.public_id}")
        if wrong:
            errors[paper.code] = wrong
        if uses:
            come[paper.code] = [use.public_id for use in uses]
    removed = request.POST.get("remove", "")
    if come or removed:
        drafts_actions.keep_draft(
            found.draft.public_id,
            revision=found.plan.revision,
            changes={"files": come, "remove_file": removed, "step": PAPERS},
            by=request.actor,
            at=clock.now(),
        )
    return errors


def stored(
    request: ActingRequest, sent: Sequence[Any], here: Sequence[Use], *, owner: str
) -> tuple[list[Use], str]:  # Any: what Django's upload handlers give
    """Keep what was sent beside what is here; the same file twice is one. Words for the rest."""
    uses: list[Use] = []
    wrong: list[str] = []
    known = {use.sha256 for use in here}
    for file in sent:
        if len(here) + len(uses) >= MOST_FILES:
            wrong.append(_("Mỗi giấy tờ nhận nhiều nhất %(most)s tệp.") % {"most": MOST_FILES})
            break
        try:
            use = _store(request, file, owner)
        except Refusal as refusal:
            wrong.append(f"{file.name}: {answers.told(request, refusal)}")
            continue
        if use.sha256 not in known:
            known.add(use.sha256)
            uses.append(use)
    return uses, " ".join(wrong)


def _store(request: ActingRequest, file: UploadedFile[Any], owner: str) -> Use:
    throttle.limit("upload", request.actor.reference, most=MOST_AN_HOUR, seconds=HOUR)
    return files_actions.store(
        file,
        name=file.name or "",
        by=request.actor,
        at=clock.now(),
        source="portal",
        owner=owner,
        allowed=TAKEN,
    )


def _missing(request: ActingRequest, found: Way) -> dict[str, str]:
    draft = drafts.draft(request.actor, found.draft.public_id)
    held = drafts.files_of(draft) if draft else {}
    return {
        paper.code: _("Hãy gửi ảnh chụp hoặc bản quét của giấy tờ này.")
        for paper in found.files_asked()
        if paper.is_required and not held.get(paper.code)
    }


def _on(request: ActingRequest, found: Way) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Đã lưu. Bạn mở lại ở trang này bất cứ lúc nào."))
        return redirect("dossiers:portal_my")
    if "next" not in request.POST:
        return redirect(request.get_full_path())
    onward = found.after(PAPERS)
    drafts_actions.keep_draft(
        found.draft.public_id,
        revision=found.plan.revision,
        changes={"step": onward.code},
        by=request.actor,
        at=clock.now(),
    )
    return redirect(found.url(CHECK) if "check" in request.GET else onward.url)


def _shown(request: ActingRequest, found: Way, errors: Mapping[str, str]) -> HttpResponse:
    draft = drafts.draft(request.actor, found.draft.public_id) or found.draft
    held = drafts.files_of(draft)
    asked = [_asked(paper, held, errors) for paper in found.files_asked()]
    context = {
        "way": found,
        "title": _("Giấy tờ"),
        "asked": asked,
        "made": [p for p in drafts.papers(found.plan, draft.case_id or 0) if p.is_made_by_form],
        "hint": hint(),
        "accept": ACCEPT,
        "wrong": [
            {"text": f"{a.name}: {a.error}", "field": f"id_{a.field}"} for a in asked if a.error
        ],
        "place": found.place(PAPERS),
        "before": found.before(PAPERS),
        "days": drafts.draft_days(found.on),
    }
    return render(request, "uploads/portal/papers.html", context, status=422 if errors else 200)


def _asked(
    paper: PaperFacts, held: Mapping[str, Sequence[Use]], errors: Mapping[str, str]
) -> Asked:
    return Asked(
        code=paper.code,
        name=paper.name,
        note=paper.note,
        is_required=paper.is_required,
        files=held.get(paper.code, ()),
        error=errors.get(paper.code, ""),
    )


@require_safe
def draft_file(request: ActingRequest, code: str, draft: str, public_id: str) -> HttpResponseBase:
    """A file of one's own draft, to look at again."""
    found = drafts.draft(request.actor, draft)
    use = drafts.file_of(found, public_id) if found and found.revision.code == code else None
    if use is None:
        raise Http404
    return serving.http_response(use, inline=True)
