"""The directory of the one-stop shops, open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.people import searching
from hoaban.domains.office.shops import queries
from hoaban.engines.law import lookup

A_PAGE = 30
UNITS = ("units.commune", "units.district")


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Every shop with address, telephone and hours; narrowed by words of its name or district."""
    asked = searching.text(request)
    found = queries.shops(clock.now(), asked=asked)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "units": ", ".join(filter(None, (lookup.term_if_any(u, clock.today()) for u in UNITS))),
        "total": len(found),
        "page": page,
        "today": clock.today(),
        "usual": found[0].today if found and len({one.today for one in found}) == 1 else "",
        "hours": found[0].hours if found and len({one.hours for one in found}) == 1 else (),
        "is_synthetic": any(one.is_synthetic for one in found),
    }
    return render(request, "office/shops/portal/contact.html", context)
