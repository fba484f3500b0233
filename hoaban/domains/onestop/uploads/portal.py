"""The page of papers: a place for the files of each, what came is listed and can be taken away."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hoaban.core import clock
from hoaban.core.files import actions as files_actions
from hoaban.core.files import limits, pieces, serving
from hoaban.core.files import queries as files
from hoaban.core.files.intake import Readable
from hoaban.core.files.limits import MEGABYTE
from hoaban.core.files.models import Use
from hoaban.core.http import answers, throttle
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import Busy, NotAllowed, NotWellFormed, Refusal
from hoaban.domains.onestop.drafts import actions as drafts_actions
from hoaban.domains.onestop.drafts import queries as drafts
from hoaban.domains.onestop.drafts.portal import CHECK, PAPERS, Way
from hoaban.domains.onestop.drafts.queries import PaperFacts
from hoaban.domains.onestop.filing.queries import ACCEPT, TAKEN

SOURCE = "portal"
MOST_FILES = 10  # of one paper
MOST_AN_HOUR, HOUR = 200, 3600  # of one person
LONGEST_NUMBER = 12  # digits
NAMED: Final = re.compile(r"[0-9a-f]{16}")  # a stored file


@dataclass(frozen=True)
class Asked:
    """A paper on the page: what is asked, what came, what is wrong."""

    code: str
    name: str
    condition: str
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
    seen = Seen()
    present = drafts.files_of(found.draft)
    for paper in found.files_asked():
        sent = came(request, f"paper-{paper.code}")
        here = list(present.get(paper.code, ()))
        owner = f"draft:{found.draft.public_id}"
        uses, wrong = stored(request, sent, here, owner=owner, seen=seen)
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
    seen.drop()
    return errors


Sent = UploadedFile[Any] | pieces.Arrived  # Any: what Django's upload handlers give


def came(request: ActingRequest, field: str) -> list[Sent]:
    """What a page sends for a field: with the form, or in pieces before it."""
    names = request.POST.getlist(f"{field}-arrived")[:MOST_FILES]
    found = [pieces.arrived(request.actor.reference, name) for name in names]
    return [*request.FILES.getlist(field), *(one for one in found if one)]


def kept(request: ActingRequest, name: str, *, owner: str) -> list[Use]:
    """What an earlier answer to the same page stored and no case has yet, as the page names it."""
    named = [one for one in request.POST.getlist(f"{name}-kept") if NAMED.fullmatch(one)]
    if not named:
        return []
    mine = files.unused().filter(owner=owner, source=SOURCE, public_id__in=named[:MOST_FILES])
    return list(mine.order_by("pk"))


@dataclass
class Seen:
    """The files in pieces that a page has looked at, and those that wait for another try.

    They are forgotten once the whole page was taken in: it may name the same file for two papers.
    """

    done: list[pieces.Arrived] = field(default_factory=list)
    waits: set[Path] = field(default_factory=set)

    def drop(self) -> None:
        for file in self.done:
            if file.path not in self.waits:
                file.drop()


def stored(
    request: ActingRequest, sent: Sequence[Sent], here: Sequence[Use], *, owner: str, seen: Seen
) -> tuple[list[Use], str]:
    """Keep what was sent beside what is here; the same file twice is one. Words for the rest.

    The caller drops what was `seen` when it has taken in the whole page.
    """
    uses: list[Use] = []
    wrong: list[str] = []
    known = {use.sha256 for use in here}
    for file in sent:
        if len(here) + len(uses) >= MOST_FILES:
            wrong.append(_("Mỗi giấy tờ nhận nhiều nhất %(most)s tệp.") % {"most": MOST_FILES})
            break
        try:
            use = _store(request, file, owner, seen)
        except Refusal as refusal:
            wrong.append(f"{file.name}: {answers.told(request, refusal)}")
            continue
        if use.sha256 not in known:
            known.add(use.sha256)
            uses.append(use)
    return uses, " ".join(wrong)


def _store(request: ActingRequest, file: Sent, owner: str, seen: Seen) -> Use:
    """Check and keep a file; what arrived in pieces stays on its way where nobody looked at it."""
    throttle.limit("upload", request.actor.reference, most=MOST_AN_HOUR, seconds=HOUR)
    if not isinstance(file, pieces.Arrived):
        return _checked(request, file, file.name or "", owner)
    seen.done.append(file)
    try:
        with file.opened() as stream:
            return _checked(request, stream, file.name, owner)
    except Busy:
        seen.waits.add(file.path)
        raise


def _checked(request: ActingRequest, stream: Readable, name: str, owner: str) -> Use:
    return files_actions.store(
        stream,
        name=name,
        by=request.actor,
        at=clock.now(),
        source=SOURCE,
        owner=owner,
        allowed=TAKEN,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: ActingRequest, key: str) -> HttpResponse:
    """How much of a file has come, for the script that sends it in pieces; POST brings the next.

    A piece that does not follow what has come answers 409 with how much that is; who sends too much
    hears 429, a house that is too busy says 503, both with when to come again.
    """
    who = request.actor.reference
    try:
        if not request.actor.is_citizen:
            raise NotAllowed
        if request.method == "POST":
            return JsonResponse({"at": _added(request, key)})
        return JsonResponse({"at": pieces.come(who, key)})
    except pieces.Misplaced:
        return JsonResponse({"at": pieces.come(who, key)}, status=409)
    except throttle.TooManyAttempts as refusal:
        return _refused(request, refusal, 429, wait=refusal.seconds)
    except Refusal as refusal:
        return _refused(request, refusal, 403 if isinstance(refusal, NotAllowed) else 422)


def _refused(
    request: ActingRequest, refusal: Refusal, status: int, *, wait: int = 0
) -> JsonResponse:
    answer = JsonResponse({"refused": answers.told(request, refusal)}, status=status)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def _added(request: ActingRequest, key: str) -> int:
    at, whole = _number(request, "at"), _number(request, "of")
    who = request.actor.reference
    if at == 0:
        throttle.limit("pieces", who, most=MOST_AN_HOUR, seconds=HOUR)
    return pieces.add(who, key, request.body, at=at, whole=whole)


def _number(request: ActingRequest, name: str) -> int:
    said = request.GET.get(name, "")
    if not (said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER):
        raise NotWellFormed(what=name)
    return int(said)


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
        condition=paper.condition,
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
