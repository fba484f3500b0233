"""Who acts in a request: found from the session or the bearer token."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from hoaban.core import clock
from hoaban.core.accounts import queries as accounts
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import queries
from hoaban.core.people.actors import STRANGER
from hoaban.core.people.models import Person
from hoaban.core.people.roles import ActorKind
from hoaban.core.refusals import Refusal

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
PARTNER = ActorKind.PARTNER
CHOSEN = "acting"  # the session's key for the chosen post
SEEN = "seen"  # the session's key for when an official did something last, in seconds
SEEN_EVERY = 60  # seconds
ACCOUNT = "/account/"
CHANGE_PASSWORD = "/account/password/change/"  # noqa: S105 - a page
SET_UP_FACTOR = "/account/2fa/totp/activate/"
SIGN_OUTS = ("/account/logout/", "/desk/sign-out/")
ALWAYS_OPEN = (CHANGE_PASSWORD, "/account/logout/")
OWN_MATTERS = ("/my/", "/apply/", "/uploads/", "/account/")  # an official is a citizen there


def is_api(path: str) -> bool:
    return path.startswith("/api/")


def is_desk(path: str) -> bool:
    return path.startswith("/desk/")


def bearer(request: HttpRequest) -> str:
    """The bearer token of a request, or ''."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def attach(request: ActingRequest) -> None:
    """Set `actor` and `choice`: two queries for an official, none for a citizen on own matters.

    Under /api/ bearer tokens alone count: a session there would need its own guard.
    """
    request.actor, request.choice, request.lacks_factor = STRANGER, None, False
    if is_api(request.path):
        token = bearer(request)
        partner = queries.actor_for_token(token, clock.today()) if token else None
        request.actor = partner or STRANGER
        return
    person = request.user
    if not person.is_authenticated:
        return
    if not request.path.startswith(OWN_MATTERS):
        key = str(request.session.get(CHOSEN, ""))
        request.choice = queries.choice_of(person, clock.today(), key)
    chosen = request.choice
    is_held = chosen is not None and accounts.is_held(chosen)
    if chosen and not is_held:
        request.lacks_factor = accounts.lacks_factor(chosen, clock.today())
    if chosen and not is_held and not request.lacks_factor:
        request.actor = queries.actor_for_post(
            chosen.post,
            clock.today(),
            chosen.behalf,
            by_order=chosen.by_order,
            kinds=chosen.kinds,
        )
    else:
        request.actor = queries.actor_for_citizen(person)


def choose(request: HttpRequest, key: str) -> bool:
    """Act in this post from now on; False where the person may not."""
    person = request.user
    if not person.is_authenticated:
        return False
    if key not in {choice.key for choice in queries.choices_of(person, clock.today())}:
        return False
    request.session[CHOSEN] = key
    return True


def has_choice(request: HttpRequest) -> bool:
    """Whether the signed-in person has posts and has not said yet which one acts."""
    person = request.user
    return bool(person.is_authenticated and queries.choices_of(person, clock.today()))


def may_change(request: HttpRequest) -> bool:
    """Whether the signed-in person has another post to act in than the one of this request."""
    choice: queries.Choice | None = getattr(request, "choice", None)
    return choice.has_others if choice else has_choice(request)


def is_without_post(view: View) -> View:
    """Mark a desk page for any signed-in person: sign-out, the choice of the post itself."""
    view.without_post = True  # type: ignore[attr-defined] # a mark, as Django's login_required is
    return view


def begin_session(request: HttpRequest, person: Person) -> None:
    """Watch from now on how long an official's session lies idle: a desk left alone is locked."""
    if queries.has_post(person, clock.today()):
        request.session[SEEN] = int(clock.machine_now().timestamp())


def end_if_idle(request: HttpRequest) -> bool:
    """Sign out whose session lay idle too long; whether it did. Written once a minute at most."""
    seen, now = request.session.get(SEEN), int(clock.machine_now().timestamp())
    if seen is None:
        return False
    if now - seen > settings.SESSION_IDLE_MINUTES * 60:
        logout(request)
        return True
    if now - seen >= SEEN_EVERY:
        request.session[SEEN] = now
    return False


def _must_change_password(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    """Whether a password that somebody else drew stands between a person and this page."""
    person = request.user
    if is_api(request.path) or request.path.startswith(ALWAYS_OPEN):
        return False
    if getattr(view, "without_post", False):
        return False
    return bool(person.is_authenticated and person.password_is_first)


def _ran_out(request: HttpRequest) -> Refusal | None:
    """What is said once a drawn password waited too long to be changed: not even that any more."""
    person = request.user
    if is_api(request.path) or request.path.startswith(SIGN_OUTS) or not person.is_authenticated:
        return None
    return accounts.ran_out(person, clock.now()) if person.password_is_first else None


def _must_set_up_factor(request: ActingRequest, view: Callable[..., HttpResponseBase]) -> bool:
    """Whether an authenticator app is wanted before this page of the desk is opened."""
    is_closed = is_desk(request.path) and not getattr(view, "without_post", False)
    return is_closed and request.lacks_factor


def _held_back(request: ActingRequest, view: Callable[..., HttpResponseBase]) -> Refusal | None:
    """What is said while nobody has vouched for the password that a keeper drew.

    The desk is shut in a post that signs, and to everybody what would bind the account to another
    telephone, address or app: it would outlast the drawn password.
    """
    person = request.user
    if not person.is_authenticated or getattr(view, "without_post", False):
        return None
    if request.path.startswith(ACCOUNT) and not request.path.startswith(ALWAYS_OPEN):
        return accounts.contacts_shut(person) if person.password_waits else None
    is_shut = request.choice is not None and accounts.is_held(request.choice)
    if not is_desk(request.path):
        return None
    return accounts.unconfirmed(person) if is_shut else None


def shut(request: ActingRequest, view: Callable[..., HttpResponseBase]) -> Refusal | str | None:
    """Why a page is shut to who is signed in, or the address of what opens it; None where it is
    open: a drawn password, a second person and an authenticator app are asked for in this order.
    """
    if late := _ran_out(request):
        return late
    if _must_change_password(request, view):
        return CHANGE_PASSWORD
    if held := _held_back(request, view):
        return held
    return SET_UP_FACTOR if _must_set_up_factor(request, view) else None
