"""The two public pages. Both are open to strangers."""

from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.people import searching
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.enums import Level
from hoaban.domains.procedures.catalogue.rules import NoRevisionThatDay
from hoaban.domains.procedures.leaflets import papers
from hoaban.domains.procedures.lines import papers as lines
from hoaban.domains.procedures.searching import queries as searching_queries
from hoaban.engines.law import lookup

A_PAGE = 50
MOST_FOUND = 60


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The list: what can be filed here, by field; or what answers to a search, field or level."""
    today, asked = clock.today(), searching.text(request)
    field, level = request.GET.get("field", ""), request.GET.get("level", "")
    level = level if level in Level.values else ""
    counts = searching_queries.field_counts(today)
    chosen = next((count for count in counts if count.code == field), None)
    if asked:
        found = [
            one
            for one in searching_queries.search(asked, today, limit=MOST_FOUND)
            if (not chosen or one.field_code == field) and (not level or level in one.levels)
        ]
    elif chosen or level:
        found = searching_queries.browse(today, field=chosen.code if chosen else "", level=level)
    else:
        found = [one for one in searching_queries.browse(today) if one.is_whole]
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    others = {"field": chosen.code if chosen else "", "q": asked}
    context = {
        "asked": asked,
        "level": level,
        "levels": [(each.value, each.label) for each in Level if _is_there(each, today)],
        "field": chosen and lines.field(chosen),
        "field_code": chosen.code if chosen else "",
        "fields": [lines.field(count) for count in counts],
        "is_start": not (asked or chosen or level),
        "page": page,
        "rows": [lines.row(one) for one in page],
        "total": sum(count.procedures for count in counts),
        "kept": kept.urlencode(),
        "others": urlencode({name: said for name, said in others.items() if said}),
    }
    return render(request, "procedures/portal/find.html", context)


def _is_there(level: Level, on: date) -> bool:
    """Whether there are agencies of the level on a day."""
    return bool(lookup.term_if_any(f"level.{level.value}", on))


@login_not_required
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """A whole procedure as of today, or what the published catalogue says of another one."""
    today = clock.today()
    if not code.isprintable():
        raise Http404
    try:
        revision = catalogue.whole(catalogue.revision_at(code, today), today)
    except NoRevisionThatDay:
        entry = catalogue.entry(code)
        if entry is None:
            raise Http404 from None
        told = papers.entry(entry)
        return render(request, "procedures/portal/entry.html", {"entry": told})
    one = papers.whole(revision, today)
    return render(request, "procedures/portal/detail.html", {"one": one})
