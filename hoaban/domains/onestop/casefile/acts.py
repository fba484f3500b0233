"""Every act of a dossier: its buttons on pages, the state table, the words of the timeline."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hoaban.casework.acts import acts
from hoaban.casework.acts.acts import Act, Button
from hoaban.casework.cases.states import Table
from hoaban.core import clock
from hoaban.core.http import answers, citing, resuming
from hoaban.core.http.resuming import Labels, Named
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.appointments import acts as appointments
from hoaban.domains.onestop.casefile import papers
from hoaban.domains.onestop.consultations import acts as consultations
from hoaban.domains.onestop.contacts import acts as contacts
from hoaban.domains.onestop.corrections import acts as corrections
from hoaban.domains.onestop.custody import acts as custody
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.duties import acts as duties
from hoaban.domains.onestop.endings import acts as endings
from hoaban.domains.onestop.money import acts as money
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parts import acts as parts
from hoaban.domains.onestop.proposals import acts as proposals
from hoaban.domains.onestop.reception import acts as reception
from hoaban.domains.onestop.refunds import acts as refunds
from hoaban.domains.onestop.rerouting import acts as rerouting
from hoaban.domains.onestop.results import acts as results
from hoaban.domains.onestop.revocations import acts as revocations
from hoaban.domains.onestop.shortfalls import acts as shortfalls
from hoaban.domains.onestop.steps import acts as steps
from hoaban.domains.onestop.supplements import acts as supplements

ROOMS = (
    *(reception, supplements, money, corrections, contacts, steps, consultations),
    *(results, appointments, endings, custody, proposals, refunds, parts, duties),
    *(revocations, rerouting, shortfalls),
)
ACTS = acts.table(*(room.ACTS for room in ROOMS))
TABLE: Table = {act.name: act.line for act in ACTS.values()}
SENTENCES = papers.sentences(ACTS.values())


def possible(
    dossier: Dossier, *, by: Actor, at: datetime, query: str = ""
) -> dict[str, list[Button]]:
    """What this actor may do now (`may`), and what may not be done yet and why (`blocked`).

    `query` is what the addresses of the acts say of the list from which the case was opened.
    """
    facts = dossiers.facts(dossier, by=by, at=at)

    def url(act: Act) -> str:
        return reverse("dossiers:desk_act", args=[dossier.reference, act.name]) + query

    def words(refusal: Refusal) -> str:
        found = citing.on_day(refusal, dossiers.governed_on(dossier))
        return answers.with_law(refusal, citing.doubted(found, for_officials=True))

    return acts.buttons(ACTS.values(), facts, url=url, words=words)


def of_applicant(dossier: Dossier, *, by: Actor, at: datetime) -> dict[str, bool]:
    """Which acts of the applicant the rules allow now, by name."""
    facts = dossiers.facts(dossier, by=by, at=at)
    own = (act for act in ACTS.values() if act.is_for_outside)
    return {act.name: acts.refusal_of(act, facts) is None for act in own}


def named(actor: Actor, place: Mapping[str, Any]) -> Named | None:  # Any: parts of an address
    """The act and the dossier of a form that was kept; None where that must be looked at first:
    what is signed, decided on by its pages, or not this actor's to see.
    """
    act = ACTS.get(place["action"])
    return _on_dossier(actor, place, act) if act and not (act.signs or act.shows) else None


def labels(actor: Actor, place: Mapping[str, Any]) -> Labels:  # Any: as above
    """What the fields of an act's form are called; nothing where it is not this actor's to see."""
    act, dossier = ACTS.get(place["action"]), _seen(actor, place)
    if act is None or act.form is None or dossier is None:
        return {}
    given = dict(act.given(dossier)) if act.given else {}
    given |= act.offers(dossier, actor) if act.offers else {}
    given |= {"scanned": {}} if act.scans else {}
    form = act.form(None, **given)
    return resuming.of_forms(form, *getattr(form, "parts", ()))


def withdrawal_named(actor: Actor, place: Mapping[str, Any]) -> Named | None:  # Any: as above
    """The same for an applicant who takes the request back."""
    return _on_dossier(actor, place, ACTS["withdraw"])


def message_named(actor: Actor, place: Mapping[str, Any]) -> Named | None:  # Any: as above
    """The same for a message about a dossier."""
    found = _seen(actor, place)
    return Named(str(_("Gửi tin nhắn")), _about(found)) if found else None


def _on_dossier(actor: Actor, place: Mapping[str, Any], act: Act) -> Named | None:  # Any: as above
    dossier = _seen(actor, place)
    if dossier is None:
        return None
    facts = dossiers.facts(dossier, by=actor, at=clock.now())
    refused = acts.refusal_of(act, facts)
    why = answers.sentence(refused) if refused else ""
    return Named(str(act.words(facts)), _about(dossier), why)


def _seen(actor: Actor, place: Mapping[str, Any]) -> Dossier | None:  # Any: as above
    return access.visible_to(actor).filter(case__reference=place["reference"]).first()


def _about(dossier: Dossier) -> str:
    procedure = parameters.plan(dossier.revision_id).name
    return f"{dossier.case}, {dossier.owner.get('full_name', '')}: {procedure}"
