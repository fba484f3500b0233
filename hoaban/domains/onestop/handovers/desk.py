"""What is open with agencies that ended, for whoever keeps the system."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.http import answers, paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import rules as people
from hoaban.domains.onestop.handovers import actions, queries
from hoaban.domains.onestop.handovers.forms import MoveForm
from hoaban.domains.onestop.handovers.refused import NothingChosen

SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def left(request: ActingRequest) -> HttpResponse:
    """The dossiers, who is proposed for each and why; those chosen are handed over by an act."""
    people.may_keep(request.actor)
    on, at = clock.today(), clock.now()
    form = MoveForm(request.POST or None, on=on)
    chosen = request.POST.getlist("pick")[:SIZE]

    def announce() -> list[int]:
        if not chosen:
            raise NothingChosen
        return [actions.announce(chosen, **form.cleaned_data, by=request.actor, at=at)]

    if request.method == "POST" and (done := answers.attempt(form, announce)):
        told = ngettext(
            "Đã công bố; %(count)s hồ sơ đang được chuyển.",
            "Đã công bố; %(count)s hồ sơ đang được chuyển.",
            done[0],
        )
        messages.success(request, told % {"count": done[0]})
        if beside := len(set(chosen)) - done[0]:
            told = ngettext(
                "%(count)s hồ sơ không còn thuộc cơ quan đã kết thúc hoạt động nên không chuyển.",
                "%(count)s hồ sơ không còn thuộc cơ quan đã kết thúc hoạt động nên không chuyển.",
                beside,
            )
            messages.warning(request, told % {"count": beside})
        return redirect(request.path)
    page = paging.keyset(queries.left(on), order=("pk",), after=request.GET.get("after"), size=SIZE)
    rows = queries.lines(page.rows, on)
    shown = {"form": form, "page": page, "rows": rows, "chosen": set(chosen)}
    return render(request, "handovers/desk/left.html", shown, status=422 if form.errors else 200)
