"""What an official looks for: kept in the session under a drawn key, which stands in the address.

A name, a number or the line of a card typed into a search is somebody's personal data: an address
stays in the browser's history and in whatever a network writes down. The last ones are kept, sealed
under the installation's secret, so that the way back finds them, and end with the session.
"""

from urllib.parse import urlencode

from cryptography.fernet import InvalidToken
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from hoaban.core.http import drawn, parked

SESSION_KEY = "asked"
FIELD = "of"  # of an address: which one of those that are kept
MOST = 12  # the last ones
LONGEST = 400  # signs: the line of a card


def keep(request: HttpRequest, text: str) -> str:
    """Keep what was typed; returns the key under which `of` finds it."""
    key = get_random_string(8)
    sealed = parked.seal(drawn.signed_in(request), text[:LONGEST])
    before = list(request.session.get(SESSION_KEY, {}).items())
    request.session[SESSION_KEY] = dict([*before, (key, sealed)][-MOST:])
    return key


def key(request: HttpRequest, text: str) -> str:
    """The key of a text, kept now unless the address has it already."""
    return request.GET[FIELD] if of(request) == text else keep(request, text)


def address(request: HttpRequest, page: str, text: str, *, is_secret: bool = True) -> str:
    """The address of a page about a text; what is no secret stands in it as it was typed."""
    if not text:
        return page
    said = {FIELD: key(request, text)} if is_secret else {"q": text}
    return f"{page}?{urlencode(said)}"


def of(request: HttpRequest) -> str:
    """What was kept under the key in the address; '' where there is none, or none any more."""
    sealed = request.session.get(SESSION_KEY, {}).get(request.GET.get(FIELD, ""))
    if not sealed:
        return ""
    try:
        return parked.unseal(drawn.signed_in(request), sealed)
    except InvalidToken:
        return ""
