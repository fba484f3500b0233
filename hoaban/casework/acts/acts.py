"""One declaration of a verb: its words, its rule, its action, its form, its key."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.functional import Promise

from hoaban.casework.cases.states import Line
from hoaban.core.http.requests import said
from hoaban.core.refusals import NotAllowed, Refusal, why_not

Given = Mapping[str, Any]  # Any: what a form is made with


@dataclass(frozen=True)
class Act:
    """A verb of a kind of case, declared once.

    `line` is its line of the state table, `check` the whole rule over the fact sheet of the case: a
    button shows exactly when it passes, and the action asks nothing else but what was typed. `form`
    asks for something on a page of its own, made with what `given` finds for the case and `offers`
    for the case and whoever presses. `called` gives the button other words where the case stands
    so that they say more (else empty). `scans` names the components that may come as scans;
    `shows` gives the pages (PNG) of what is decided upon, which stand above its button. `place`
    orders the buttons of a page, `key` presses one. `is_for_outside`: whom the case is about has it
    too, on the portal and through the API. `signs`: it uses the key of whoever presses, who proves
    to be there. `told` is what the timeline says when it was done; `is_told`: to those outside too.
    """

    line: Line
    label: str | Promise
    do: Callable[..., Any]  # Any: the case that the action returns
    check: Callable[..., None]
    place: int
    told: str | Promise
    form: type[Form] | None = None
    given: Callable[..., Given] | None = None
    offers: Callable[..., Given] | None = None
    called: Callable[..., str | Promise] | None = None
    scans: Callable[..., list[str]] | None = None
    shows: Callable[..., list[bytes]] | None = None
    key: str = ""
    kind: str = ""
    signs: bool = False
    is_for_outside: bool = False
    is_told: bool = False

    @property
    def name(self) -> str:
        return self.line.act

    @property
    def asks(self) -> bool:
        """Whether it opens a page that asks for something."""
        return self.form is not None

    def words(self, facts: object) -> str | Promise:
        """What its button says as the case stands."""
        return (self.called(facts) if self.called else "") or self.label


@dataclass(frozen=True)
class Button:
    """A button as a page draws it: with a form behind it, a link; blocked, with its reason."""

    act: Act
    url: str
    refusal: str
    once: str  # the key of this press: a second press of the same page does nothing more
    label: str | Promise
    kind: str


def once_key(request: HttpRequest, reference: str) -> str | None:
    """The key of a press at this case: sent twice it does nothing more.

    Other words on the same page, to which the way back led, are another press. Keys are as
    short as the journal keeps them.
    """
    once = request.POST.get("once", "")[:36]
    return f"{reference}:{once}:{said(request)}" if once else None


def table(*rooms: Iterable[Act]) -> dict[str, Act]:
    """The acts of several rooms by name, in the order of their places."""
    every = sorted((act for acts in rooms for act in acts), key=lambda act: act.place)
    return {act.name: act for act in every}


def refusal_of(act: Act, facts: object) -> Refusal | None:
    """Why this act may not be done now; None where it may."""
    return why_not(act.check, facts)


def buttons(
    acts: Iterable[Act],
    facts: object,
    *,
    url: Callable[[Act], str],
    words: Callable[[Refusal], str],
) -> dict[str, list[Button]]:
    """What may be done now (`may`), and what may not be done yet and why (`blocked`).

    Acts that the rule allows to others alone are left out. `words` are what is read of a refusal.
    Only the first that may be done stands out: it is what comes next, the others are quiet.
    """
    once, has_next = get_random_string(12), False
    found: dict[str, list[Button]] = {"may": [], "blocked": []}
    for act in acts:
        refused = refusal_of(act, facts)
        if isinstance(refused, NotAllowed):
            continue
        why = words(refused) if refused else ""
        kind = act.kind or ("quiet" if refused or has_next else "")
        has_next = has_next or not kind
        button = Button(act, url(act), why, f"{act.name}:{once}", act.words(facts), kind)
        found["blocked" if refused else "may"].append(button)
    return found
