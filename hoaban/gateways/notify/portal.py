"""Sent messages of a demo, open to all, so that a visitor can read the code that was "sent"."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core.people import searching
from hoaban.gateways.notify import queries

SHOWN = 50


@login_not_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The latest messages. A real installation has no such page."""
    if not settings.HOABAN_DEMO:
        raise Http404
    text = searching.text(request)
    rows = queries.matching(queries.of_the_demo(), text)
    context = {"rows": rows.order_by("-id")[:SHOWN], "text": text}
    return render(request, "notify/portal/outbox.html", context)
