"""The portal's own pages: home, and help in plain words. They join rooms and decide nothing."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hoaban.core import clock
from hoaban.core.files import limits
from hoaban.core.files.limits import MEGABYTE
from hoaban.core.language import text
from hoaban.core.people import agencies
from hoaban.domains.onestop.drafts import queries as drafts
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.searching import queries as searching
from hoaban.engines.law import lookup

MOST, FIELDS = 8, 9  # what a home page shows before "all"
TEN_MINUTES = 600
PAPER = "M14 10h11l6 6v18H14zM25 10v6h6M18 22h9M18 27h9"
PERSON = "M22 9a5 5 0 110 10 5 5 0 010-10zM12 33c0-7 4-11 10-11s10 4 10 11z"
SHOP = "M10 18h24l-2-7H12zM12 18v15h20V18M18 33v-8h8v8"
HEART = "M22 33C12 26 10 21 10 17a6 6 0 0112-1 6 6 0 0112 1c0 4-2 9-12 16z"
ICONS = {
    "ho-tich": PERSON,
    "dat-dai": "M9 31l9-5 8 5 9-5V13l-9 5-8-5-9 5zM18 13v13M26 18v13",
    "xay-dung": "M10 33V20l12-9 12 9v13zM18 33v-8h8v8",
    "ho-kinh-doanh": SHOP,
    "doanh-nghiep": SHOP,
    "giay-phep-lai-xe": "M10 27v-5l4-8h16l4 8v5zM10 22h24M12 29a3 3 0 106 0 3 3 0 00-6 0z",
    "bao-tro-xa-hoi": HEART,
    "nguoi-co-cong": HEART,
    "giam-ngheo": HEART,
}


@dataclass(frozen=True)
class Card:
    """A field of life with what can be filed in it."""

    code: str
    name: str
    whole: int
    icon: str


@dataclass(frozen=True)
class Asked:
    """A procedure that many ask for."""

    code: str
    name: str


def _most_asked(on: date) -> list[Asked]:
    """The procedures most filed lately; where nothing was filed yet, those that can be filed."""
    kept = f"portal.asked.{on}"
    codes: list[str] | None = caches["process"].get(kept)
    if codes is None:
        codes = filing.most_asked(on, MOST)
        caches["process"].set(kept, codes, TEN_MINUTES)
    offered = {row.code: row for row in catalogue.offered(on) if row.is_fileable_online}
    chosen = [offered[code] for code in codes if code in offered]
    chosen += [row for row in offered.values() if row not in chosen]
    return [Asked(row.code, text(row.called)) for row in chosen[:MOST]]


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One question, the fields of life, what many ask for, tracking, and the figures."""
    on = clock.today()
    counts = searching.field_counts(on)
    shops = agencies.at(on)
    context = {
        "cards": [
            Card(one.code, text(one.name), one.whole, ICONS.get(one.code, PAPER))
            for one in sorted(counts, key=lambda one: -one.whole)[:FIELDS]
            if one.whole
        ],
        "total": sum(one.procedures for one in counts),
        "asked": _most_asked(on),
        "is_counted": bool(caches["process"].get(f"portal.asked.{on}")),
        "counter": lookup.term("counter", on),
        "shops": {level: len(shops.taking_part(level)) for level in ("district", "commune")},
    }
    return render(request, "portal/home.html", context)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Questions people ask, each with its answer."""
    context = {
        "megabytes": limits.max_bytes() // MEGABYTE,
        "days": drafts.draft_days(clock.today()),
    }
    return render(request, "portal/help.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this portal is, and what it is not."""
    return render(request, "portal/about.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works with which aids, and what does not yet."""
    return render(request, "portal/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data are kept, why, and who sees them."""
    return render(request, "portal/privacy.html", {"days": drafts.draft_days(clock.today())})
