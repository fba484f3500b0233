"""For whom, and in which post, a form was drawn: a signed value beside its token.

One browser holds several tabs. In another one somebody else may sign in, or the same person may
change the post; the form in the first tab still shows what it was drawn as. So each form says so
itself, and what was typed in it is kept for nobody else and done in no other post.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hoaban.core import clock
from hoaban.core.http import acting
from hoaban.core.people.models import Person

FIELD = "drawn_for"
HEADER = "X-Drawn-For"
MARK = 12  # signs
DAYS = 7  # an older value says nothing: whoever once saw it may not put forms before its owner


@dataclass(frozen=True, slots=True)
class Drawn:
    """The public id of who was signed in and the key of the post that acted, '' where none did."""

    person: str = ""
    post: str = ""


NOBODY = Drawn()


def signed_in(request: HttpRequest) -> str:
    """The public id of who is signed in, or nothing."""
    person = getattr(request, "user", None)
    return person.public_id if isinstance(person, Person) else ""


def now(request: HttpRequest) -> Drawn:
    """For whom a page of this request is drawn."""
    choice = getattr(request, "choice", None)
    return Drawn(
        signed_in(request),
        choice.key if choice is not None and acting.is_desk(request.path) else "",
    )


def _today() -> int:
    return clock.machine_now().date().toordinal()


def _signer() -> signing.Signer:
    return signing.Signer(salt=FIELD)


def written(drawn: Drawn) -> str:
    """The signed value of a form; the same all day, so that equal pages stay equal."""
    return _signer().sign_object([drawn.person, drawn.post, _today()])


def of(request: HttpRequest) -> Drawn | None:
    """What the form that was sent says of itself; None where it says nothing that holds."""
    said = request.POST.get(FIELD) or request.headers.get(HEADER, "")
    try:
        person, post, day = _signer().unsign_object(said)
    except (signing.BadSignature, ValueError):
        return None
    return Drawn(person, post) if 0 <= _today() - day <= DAYS else None


class Proof:
    """What stands in a template as `csrf_token`: the token, and `drawn` for the field beside it.

    It takes the place of Django's own, which reaches every part of a page, inclusion tags too.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __str__(self) -> str:
        return get_token(self._request)

    @property
    def drawn(self) -> str:
        return written(now(self._request))

    @property
    def whose(self) -> str:
        """A mark of who is signed in, '' of nobody: what a browser keeps is theirs alone."""
        person = signed_in(self._request)
        return salted_hmac(FIELD, person).hexdigest()[:MARK] if person else ""


def fields(proof: object) -> SafeString:
    """The hidden fields of a form that posts: its token, and for whom it was drawn."""
    if not proof or str(proof) == "NOTPROVIDED":
        return SafeString("")
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', str(proof))
    if not isinstance(proof, Proof):
        return token
    drawn = format_html('<input type="hidden" name="{}" value="{}">', FIELD, proof.drawn)
    return SafeString(token + drawn)
