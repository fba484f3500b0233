"""The queue as those see it who run the system."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from hoaban.core import clock, language
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.jobs import actions as jobs
from hoaban.core.jobs import queries as jobs_queries
from hoaban.core.jobs.models import State
from hoaban.domains.office.jobs import queries


@require_GET
def index(request: ActingRequest) -> HttpResponse:
    """Counts by state, jobs by filter (the parked ones at first), and what comes again."""
    jobs.check_operator(request.actor)
    state = request.GET.get("state", State.PARKED)
    task = request.GET.get("task", "")
    page = jobs_queries.listed(state=state, task=task, after=request.GET.get("after", ""))
    sentences = answers.sentences(language.current())
    facts = {
        "counts": jobs_queries.counts(),
        "states": State.choices,
        "state": state,
        "task": task,
        "tasks": [(each, queries.name_of(each)) for each in jobs_queries.tasks()],
        "page": page,
        "rows": [queries.row(job, sentences) for job in page.rows],
        "kinds": [(each, queries.name_of(each.task)) for each in jobs_queries.parked_kinds()],
        "planned": jobs_queries.planned(),
    }
    return render(request, "office/jobs/desk/index.html", facts)


@require_POST
def retry(request: ActingRequest, public_id: str) -> HttpResponse:
    """Let one parked job be tried again."""
    jobs.check_operator(request.actor)
    job = get_object_or_404(jobs_queries.by_public_id(public_id))
    jobs.retry(job.pk, by=request.actor, at=clock.now())
    messages.success(request, _("Đã xếp lại việc để chạy ngay."))
    return _back(request)


@require_POST
def retry_kind(request: ActingRequest) -> HttpResponse:
    """Let all parked jobs of one kind be tried again."""
    task = request.POST.get("task", "")
    count = jobs.retry_kind(task, by=request.actor, at=clock.now())
    said = ngettext(
        "Đã xếp lại %(count)d việc để chạy ngay.", "Đã xếp lại %(count)d việc để chạy ngay.", count
    )
    messages.success(request, said % {"count": count})
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """The same filter as before."""
    kept = {name: request.POST[name] for name in ("state", "task") if request.POST.get(name)}
    address = reverse("jobs:desk_index")
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)
