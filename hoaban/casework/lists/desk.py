"""Lists of cases on the desk, declared and not written again."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hoaban.casework.lists import actions, forms, papers, queries
from hoaban.casework.lists.forms import Filter, ViewForm
from hoaban.casework.lists.queries import ORDER, Line, Rows
from hoaban.casework.lists.refused import ViewGone
from hoaban.core import clock
from hoaban.core.http import answers, paging
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.engines.search import actions as searches
from hoaban.engines.sheets import serving
from hoaban.engines.sheets.writing import MOST_EXPORTED, Column, Sheet

DUE = Column[Line]("due", _("Thời hạn"), lambda line: line.act_by)
PROMISED = Column[Line]("promised", _("Hẹn trả"), lambda line: line.promised or line.act_by)
CODE = Column[Line]("code", _("Mã"), lambda line: line.code)  # a room may call it otherwise
TITLE = Column[Line]("title", _("Người đứng tên"), lambda line: line.title)
SUBJECT = Column[Line]("subject", _("Nội dung"), lambda line: line.about)  # so here
AGENCY = Column[Line]("agency", _("Cơ quan"), lambda line: line.agency)
TO_DO = Column[Line]("todo", _("Việc cần làm"), lambda line: line.todo)
STATE = Column[Line]("state", _("Trạng thái"), lambda line: str(line.state.label))
STEP = Column[Line]("step", _("Bước"), lambda line: line.step)
BATCH = 500
DIGITS = 18  # of a key
TOKEN = re.compile(r"[\w-]{1,200}", re.ASCII)  # of a page of a list, in an address
MOMENT = re.compile(r"[0-9]{1,16}", re.ASCII)  # microseconds
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its name in addresses, its title, its page (the name of a URL), template, name of its
    file, rows, columns, what narrows it, how many rows a page has.

    `rows` are for an actor, what was chosen and a moment: parts that have no case in common and are
    walked by the time left.
    """

    name: str
    title: str | Promise
    page: str
    template: str
    file: str
    rows: Callable[[Actor, Given, datetime], Sequence[Rows]]
    columns: Sequence[Column[Line]]
    filters: Sequence[Filter] = ()
    size: int = 50
    ticks: Callable[[Actor], bool] = lambda _actor: False  # who may choose rows for one act


_listings: dict[str, Listing] = {}


def connect(listings: Iterable[Listing]) -> None:
    """Say which lists there are; a case opened from none of them stands in the first. Once."""
    _listings.clear()
    _listings.update({listing.name: listing for listing in listings})


@dataclass(frozen=True, slots=True)
class Trail:
    """The list from which a case was opened and what it was narrowed to, as the address says it.

    Nothing of it is kept anywhere: `query` goes on from page to page of the case. `stood` is where
    the case stood before an act that may have given it another time.
    """

    listing: Listing
    kept: Given
    after: str  # the token of its page
    stood: datetime | None

    @property
    def url(self) -> str:
        """The list where it was."""
        asked = urlencode(self._asked())
        return reverse(self.listing.page) + (f"?{asked}" if asked else "")

    @property
    def query(self) -> str:
        """What the address of a case says of it; '' for the list that needs no word."""
        asked = self._asked()
        if not asked and self.listing.name == next(iter(_listings)):
            return ""
        return f"?{urlencode({'list': self.listing.name} | asked)}"

    @property
    def own(self) -> str:
        """The query of the pages of the case itself: its place goes with it from act to act."""
        return self._standing(self.stood)

    def done(self, act_by: datetime) -> str:
        """The query after an act: the case keeps its place between those beside it there."""
        return self._standing(self.stood or act_by)

    def _standing(self, stood: datetime | None) -> str:
        if stood is None:
            return self.query
        moment = (stood - EPOCH) // timedelta(microseconds=1)
        return f"{self.query}{'&' if self.query else '?'}stood={moment}"

    def _asked(self) -> dict[str, str]:
        return dict(self.kept) | ({"after": self.after} if self.after else {})


def _given(request: ActingRequest) -> dict[str, str]:
    return {**request.GET.dict(), "q": searching.text(request)}


def _trail(request: ActingRequest, listing: Listing) -> Trail:
    given = _given(request)
    after = given.get("after", "")
    is_token = TOKEN.fullmatch(after) is not None
    kept, stood = forms.kept(listing.filters, given), MOMENT.fullmatch(given.get("stood", ""))
    moment = EPOCH + timedelta(microseconds=int(stood[0])) if stood else None
    return Trail(listing, kept, after if is_token else "", moment)


def trail(request: ActingRequest) -> Trail:
    """The list from which the case of this page was opened; what is no filter of it is dropped."""
    first = next(iter(_listings.values()))
    return _trail(request, _listings.get(request.GET.get("list", ""), first))


def beside(request: ActingRequest, case: int, act_by: datetime) -> tuple[str, str]:
    """References of the cases before and after this one in the list from which it was opened."""
    here = trail(request)
    found = _found(here.listing, here.kept, request.actor)
    return queries.beside(found, case, here.stood or act_by)


def _found(listing: Listing, given: Given, actor: Actor) -> Sequence[Rows]:
    """The parts of a list, narrowed."""
    now = clock.now()
    parts = listing.rows(actor, given, now)
    chosen: Q = forms.narrowed(listing.filters, given, actor, now)
    return [part.filter(chosen) for part in parts] if chosen else parts


def show(
    request: ActingRequest, listing: Listing, more: Mapping[str, object] | None = None
) -> HttpResponse:
    """A page of the list with `page`, `lines`, `chosen`, `options`; with `format` its file."""
    given, here, now = _given(request), _trail(request, listing), clock.now()
    found = _found(listing, given, request.actor)
    if kind := serving.asked(given):
        exported, notes = _exported(found)
        _note(request, listing, here.kept, len(exported))
        return serving.answer(Sheet(listing.file, listing.columns, exported, notes=notes), kind)
    page = _page(found, request.GET.get("after"), listing.size)
    lines = queries.lines(page.rows, now)
    _note(request, listing, here.kept, len(lines))
    headings = {column.name: str(column.heading) for column in listing.columns}
    views_kept = _shown(listing, here.kept, request.actor)
    facts = {
        "page": page,
        "lines": lines,
        "caption": listing.title,
        "headings": headings,
        "rows": papers.rows(lines, headings, here.query, ticks=listing.ticks(request.actor)),
        "ticks": listing.ticks(request.actor),
        "chosen": {one.name: given.get(one.name, "") for one in listing.filters},
        "options": {one.name: forms.offered(one, request.actor) for one in listing.filters},
        "files": serving.addresses(request.GET, "after"),
        "trail": here.query,
        "kept": urlencode(here.kept),
        "views": views_kept,
        "is_kept": any(view.is_current for view in views_kept),
        "views_url": reverse("desk:views", args=[listing.name]),
    }
    answer = render(request, listing.template, facts | dict(more or {}))
    answer["Cache-Control"] = "private, no-store"  # the way back shows it as it is then
    return answer


def _note(request: ActingRequest, listing: Listing, kept: Given, found: int) -> None:
    """Who narrowed a list by the words of a person has looked for one."""
    asked = kept.get("q", "")
    searches.note(asked, place=listing.name, found=found, by=request.actor, at=clock.now())


def _page(parts: Sequence[Rows], after: str | None, size: int) -> paging.Page[Any]:
    """Any: turns or involvements."""
    page: paging.Page[Any] = paging.keyset(*parts, order=ORDER, after=after, size=size)
    return page


def _exported(parts: Sequence[Rows]) -> tuple[list[Line], list[str]]:
    """The lines of a file as far as a file goes, and what it says where there are more."""
    lines: list[Line] = []
    now, after = clock.now(), None
    for begins in range(0, MOST_EXPORTED, BATCH):
        page = _page(parts, after, min(BATCH, MOST_EXPORTED - begins))
        lines += queries.lines(page.rows, now)
        after = page.next
        if after is None:
            return lines, []
    told = gettext("Tệp dừng ở %(most)s dòng: hãy lọc hẹp hơn để lấy phần còn lại.")
    return lines, [told % {"most": MOST_EXPORTED}]


@dataclass(frozen=True, slots=True)
class Shown:
    """A kept filter as a list shows it; `url` is '' where the list does not understand it now.

    `told` says in words what it narrows the list to.
    """

    pk: int
    name: str
    url: str
    told: str
    is_current: bool


def _shown(listing: Listing, kept: Given, actor: Actor) -> list[Shown]:
    """The filters of this list that the post keeps."""
    found = []
    for view in queries.views(actor).filter(listing=listing.name):
        asked = forms.kept(listing.filters, view.asked)
        url = f"{reverse(listing.page)}?{urlencode(asked)}" if asked == view.asked else ""
        told = "; ".join(forms.told(listing.filters, asked))
        found.append(Shown(view.pk, view.name, url, told, is_current=view.asked == kept))
    return found


@require_http_methods(["GET", "POST"])
def views(request: ActingRequest, listing: str) -> HttpResponse:
    """The filters of a list that a post keeps: keep the one in the address, rename, remove."""
    if listing not in _listings:
        raise Http404
    here = _trail(request, _listings[listing])
    form = ViewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            if (done := _kept(request, here, form)) is not None:
                return done
        except Refusal as refused:
            form.add_error("name", answers.sentence(refused))
    context = {
        "listing": here.listing,
        "here": here,
        "form": form,
        "wrong": request.POST.get("view", "") if form.errors else "",
        "views": _shown(here.listing, here.kept, request.actor),
    }
    return render(request, "lists/desk/views.html", context, status=422 if form.errors else 200)


def _kept(request: ActingRequest, here: Trail, form: ViewForm) -> HttpResponse | None:
    """Do what was pressed and lead on; None where the name is missing."""
    pressed, own = request.POST.get("view", ""), queries.views(request.actor)
    is_known = pressed.isdecimal() and len(pressed) < DIGITS
    view = own.filter(pk=int(pressed)).first() if is_known else None
    if pressed and view is None:
        raise ViewGone
    if view is not None and request.POST.get("do") == "remove":
        actions.remove(view.pk, by=request.actor)
        return redirect("desk:views", here.listing.name)
    if not form.is_valid():
        return None
    if view is not None:
        actions.rename(view.pk, form.cleaned_data["name"], by=request.actor)
        return redirect("desk:views", here.listing.name)
    if here.kept:
        actions.keep(here.listing.name, form.cleaned_data["name"], here.kept, by=request.actor)
    return redirect(here.url)
