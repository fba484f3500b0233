"""What the desk's layout shows on every page: the menu by role, who acts, where to change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hoaban.casework.notices import queries as notices
from hoaban.core import clock
from hoaban.core.http import acting
from hoaban.core.people import agencies
from hoaban.core.people.actors import STRANGER, Actor
from hoaban.core.people.queries import Choice
from hoaban.core.people.roles import KEEPERS, WORKERS, Role

ALL = frozenset(Role)
MOST = 99  # notices are counted so far


@dataclass(frozen=True)
class Item:
    label: Promise
    name: str  # of the URL; skipped while no room serves it
    roles: frozenset[Role]
    beside: tuple[str, ...] = ()  # further pages that one reaches from it, by their URL's name


OF_AGENCY = (
    "dossiers:desk_ended",
    "dossiers:desk_takings",
    "dossiers:desk_overdue",
    "dossiers:desk_apologies",
)
MENU = (
    Item(_("Việc của tôi"), "desk:work", ALL, ("dossiers:desk_signing", "dossiers:desk_batch")),
    Item(pgettext_lazy("menu", "Hộp báo"), "desk:inbox", WORKERS),
    Item(pgettext_lazy("menu", "Tiếp nhận"), "dossiers:desk_intake", frozenset({Role.CLERK})),
    Item(_("Toàn cơ quan"), "dossiers:desk_overview", ALL - KEEPERS, OF_AGENCY),
    Item(pgettext_lazy("menu", "Sổ theo dõi"), "reports:desk_register", ALL - KEEPERS),
    Item(pgettext_lazy("menu", "Kết quả"), "reports:desk_results", ALL),
    Item(_("Văn bản"), "documents:desk_register", ALL - KEEPERS),
    Item(_("Tin nhắn"), "notify:desk_outbox", KEEPERS),
    Item(_("Cán bộ"), "people:desk_people", ALL),
    Item(pgettext_lazy("menu", "Cơ quan"), "people:desk_agencies", ALL),
    Item(_("Hồ sơ phải chuyển"), "dossiers:desk_left", KEEPERS),
    Item(_("Lịch làm việc"), "calendars:desk_calendar", ALL),
    Item(_("Nội dung cần đối chiếu"), "desk:unconfirmed", KEEPERS),
    Item(_("Việc nền"), "jobs:desk_index", KEEPERS),
)


def address(name: str) -> str:
    """The address of a page, or '' while no room serves it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _current(path: str, shown: Sequence[tuple[Item, str]]) -> str:
    """The address of the item under which a page stands: it begins with the item's own, or with one
    of a page beside it. Every page begins with that of the work; a case alone stands under it.
    """
    root = reverse("desk:work")
    if path == root or path.startswith(f"{root}dossiers/"):
        return root
    found = {
        begins: url
        for item, url in shown
        for begins in [url, *map(address, item.beside)]
        if begins and begins != root and path.startswith(begins)
    }
    return found[max(found, key=len)] if found else ""


def _items(path: str, actor: Actor) -> Iterator[dict[str, object]]:
    shown = [(item, address(item.name)) for item in MENU if actor.role in item.roles]
    current = _current(path, shown)
    for item, url in shown:
        if url:
            count = notices.unread(actor, MOST + 1) if item.name == "desk:inbox" else 0
            yield {
                "label": item.label,
                "url": url,
                "current": url == current,
                "count": min(count, MOST),
                "is_more": count > MOST,
            }


def _who(choice: Choice | None) -> str:
    """Name and title of the post that acts, and of the absent holder it acts for.

    The agency is the one that answers today: a merger changes it without a new post.
    """
    if choice is None:
        return ""
    own, absent = choice.post, choice.behalf
    agency = agencies.successor(own.agency, clock.today())
    written = f"{own.person.full_name}, {own.shown_title}, {agency.shown}"
    if absent is None:
        return written
    facts = {
        "who": own.person.full_name,
        "absent": absent.person.full_name,
        "title": absent.shown_title,
    }
    if choice.by_order:
        return gettext("%(who)s, ký thừa lệnh %(absent)s (%(title)s)") % facts
    return gettext("%(who)s, thay %(absent)s (%(title)s)") % facts


def desk(request: HttpRequest) -> dict[str, object]:
    """`desk_menu`, `desk_who`, `switch_url`; on the desk only.

    The menu is [{label, url, current, count, is_more}]. Nobody is led to change a post who has one.
    """
    actor = getattr(request, "actor", STRANGER)
    if not acting.is_desk(request.path) or not actor.is_official:
        return {}
    return {
        "desk_menu": list(_items(request.path, actor)),
        "desk_who": _who(getattr(request, "choice", None)),
        "switch_url": reverse("desk:choose") if acting.may_change(request) else "",
    }
