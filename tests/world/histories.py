"""Histories that chance makes of dossiers."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hoaban.core import clock
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from tests.world.acts import ACTS, TWO
from tests.world.province import MONDAY, Ward, filing, post_of
from tests.world.scenes import Scenes, pauses_for_payment

# How often what is done at once, within the hour of reception, is tried beside the acts.
AT_ONCE = {
    "sign": 4,
    "ask_supplement": 1,
    "extend": 1,
    "undo": 1,
    "withdraw_consultation": 1,
    "record_silence": 1,
    "answer_consultation": 1,
    "tell_completion_lacks": 1,
    "tell_supplement_lacks": 1,
    "decline_supplement": 1,
    "bring_part": 1,
    "keep_fee": 1,
    "refund_fee": 1,
    "revoke": 2,
    "confirm_payment": 1,
    "recall_payment": 1,
    "propose_refund": 1,
    "decide_refund": 1,
    "take_back_refund": 1,
    "take_back_fee": 1,
    "write_off_debt": 1,
}
WEIGHTS = {(name, False): act.weight for name, act in ACTS.items()}
WEIGHTS |= {(name, True): weight for name, weight in AT_ONCE.items()}
ASKED = "so-tnmt"  # whose opinion is asked for; it decides nothing here
ABOUT: dict[str, dict[str, Any]] = {
    name: {"agency": ASKED} for name in ("consult", "withdraw_consultation")
}
BEFORE = {  # what is done between the transfer, or the filing, and an act at once
    "sign": ("draft_result", "do_step"),
    "withdraw_consultation": ("consult",),
    "record_silence": ("consult",),
    "answer_consultation": ("consult",),
    "tell_completion_lacks": ("ask_completion", "complete"),
    "tell_supplement_lacks": ("ask_supplement", "supply"),
    "decline_supplement": ("propose_supplement",),
    "bring_part": ("ask_supplement",),
    "keep_fee": ("pay", "withdraw"),
    "refund_fee": ("pay", "withdraw"),
    "revoke": ("draft_result", "do_step", "sign", "release"),
    "confirm_payment": ("ask_payment",),
    "recall_payment": ("ask_payment",),
    "propose_refund": ("pay", "withdraw"),
    "decide_refund": ("pay", "withdraw"),
    "take_back_refund": ("pay", "withdraw", "refund_fee"),
    "take_back_fee": ("pay",),
    "write_off_debt": ("pay", "draft_result", "do_step", "sign", "release", "take_back_fee"),
}
WITH: dict[tuple[str, str], dict[str, Any]] = {  # what is said then, beside what scenes say
    ("bring_part", "ask_supplement"): {"items": TWO},
    ("keep_fee", "withdraw"): {"refund": ""},  # nobody says what becomes of the fee
    ("refund_fee", "withdraw"): {"refund": ""},
    ("propose_refund", "withdraw"): {"refund": ""},
    ("decide_refund", "withdraw"): {"refund": ""},
    ("take_back_refund", "withdraw"): {"refund": ""},
    ("take_back_fee", "pay"): {"paid_by": "transfer"},
    ("write_off_debt", "pay"): {"paid_by": "transfer"},
}
UNRECEIVED = frozenset({"tell_completion_lacks"})  # it happens before reception

PAUSES = ("duty", "fee")  # whose money the law of a procedure waits for


def _drafted(random: Random) -> dict[str, Any]:  # Any: keyword arguments
    no = {"outcome": "negative", "reason": "Chưa đủ điều kiện"}
    return no if random.random() < 0.3 else {}


def _day_after_the_promise(dossier: Dossier) -> date:
    """The day after what is promised."""
    dossier.refresh_from_db()
    return clock.day(dossier.due_at or MONDAY) + timedelta(days=1)


def _at_once(random: Random, scenes: Scenes, name: str, dossier: Dossier, at: datetime) -> None:
    """From reception to a signature, a supplement or a new appointment within the hour."""
    first = () if name in UNRECEIVED else ("receive", "transfer")
    for earlier in (*first, *BEFORE.get(name, ())):
        given = _drafted(random) if earlier == "draft_result" else ABOUT.get(earlier, {})
        scenes.act(earlier, dossier, at=at, **{**given, **WITH.get((name, earlier), {})})
    more = dict(ABOUT.get(name, {}))
    if name == "extend":
        more["until"] = _day_after_the_promise(dossier)
    later = timedelta(days=7) if name == "record_silence" else timedelta(minutes=40)
    scenes.act(name, dossier, at=at + later, **more)


def _try(random: Random, scenes: Scenes, name: str, dossier: Dossier, at: datetime) -> None:
    """One action as chance wills it: refusals to the applicant and second requests too."""
    given: dict[str, Any] = {"at": at} | ABOUT.get(name, {})  # Any: keyword arguments
    if name == "close" and random.random() < 0.5:
        given["at"] = at + timedelta(days=90)  # nothing else happens to it then
    if name == "extend":
        given["until"] = random.choice([clock.day(at), _day_after_the_promise(dossier)])
    if name == "reroute":  # originals do not travel
        with contextlib.suppress(Refusal):
            scenes.act("return_originals", dossier, at=at)
    if name == "draft_result":
        given |= _drafted(random)
    if name == "ask_supplement" and random.random() < 0.7:
        given |= {"by": scenes.actor("head"), "head_reason": "Phát sinh giấy tờ mới"}
    if name == "take_supplement" and random.random() < 0.6:
        given["counts"] = {}  # what was sent is enough, where anything was
    if name == "revoke" and random.random() < 0.4:
        given |= {"follows": "nothing", "fault": random.choice(["agency", "other"])}
    if name in {"withdraw", "complete"} and random.random() < 0.7:
        given |= {"by": scenes.actor("clerk")}
    scenes.act(name, dossier, **given)


def live(random: Random, wards: Sequence[Ward], *, dossiers: int, deeds: int) -> None:
    """So many dossiers, and so many tries to do something to one of them; time goes on."""
    at, scenes = MONDAY, [_scenes(ward) for ward in wards]
    for code in (COPY_OF_AN_EXTRACT, CRIMINAL_RECORD):
        pauses_for_payment(catalogue.revision_at(code, MONDAY.date()), random.choice(PAUSES))
    asked = post_of(agencies.row(ASKED, MONDAY.date()), Role.SPECIALIST, "asked")
    for one in scenes:
        one.made["asked"] = asked  # one agency gives its opinion to all
    filed: list[tuple[Scenes, Dossier]] = []
    for _ in range(deeds):
        at += timedelta(minutes=random.choice([3, 20, 60, 200, 900, 2000]) / max(1, len(filed) / 6))
        if len(filed) < dossiers and (not filed or random.random() < 0.3):
            where = random.choice(scenes)
            filed.append((where, _filed(random, where.ward, at)))
        name, is_at_once = random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        where, dossier = random.choice(filed)
        if name == "reroute":  # few are not received yet when chance thinks of it
            where, dossier = _unreceived(filed) or (where, dossier)
        with contextlib.suppress(Refusal):
            (_at_once if is_at_once else _try)(random, where, name, dossier, at)
        if name == "revoke":  # what gives the result again has a history of its own
            opened = Dossier.objects.filter(corrects=dossier.pk)
            filed += [(where, one) for one in opened.exclude(pk__in=[d.pk for _w, d in filed])]


def _unreceived(filed: Sequence[tuple[Scenes, Dossier]]) -> tuple[Scenes, Dossier] | None:
    """One that lies where others decide the same, and that nobody received yet."""
    for where, dossier in filed:
        dossier.refresh_from_db()
        if dossier.state == State.SUBMITTED and where.ward.agency.kind != "department":
            return where, dossier
    return None


def _scenes(ward: Ward) -> Scenes:
    """With a colleague of that agency."""
    scenes, code = Scenes(ward), ward.agency.code
    scenes.made["colleague"] = post_of(ward.agency, Role.SPECIALIST, f"{code}-colleague")
    return scenes


def _filed(random: Random, ward: Ward, at: datetime) -> Dossier:
    channel = random.choice(["online", "counter", "post"])
    by: Actor = ward.citizen if channel == "online" else ward.clerk
    code = {"department": CRIMINAL_RECORD}.get(ward.agency.kind, COPY_OF_AN_EXTRACT)
    given = filing(ward.agency, code, channel=channel)
    return filing_actions.submit(with_papers(given), by=by, at=at)


def with_papers(given: Filing) -> Filing:
    """A filing with one copy of everything that its case asks for."""
    components = parameters.plan(given.case.revision_id).components[given.case.pk]
    one = {"originals": 1, "copies": 1}  # an original lies with the agency until it goes back
    return replace(given, counts={component.code: one for component in components})


COPY_OF_AN_EXTRACT, CRIMINAL_RECORD = "2.000635", "2.000488"  # at once; ten days and more


def department(ward: Ward) -> Ward:
    """The people of a department, whose limits are long enough to be moved."""
    justice = agencies.row("so-tp", MONDAY.date())
    roles = {"clerk": Role.CLERK, "specialist": Role.SPECIALIST, "leader": Role.LEADER}
    posts = {name: post_of(justice, role, f"tp-{name}") for name, role in roles.items()}
    head = post_of(justice, Role.LEADER, "tp-head", is_head=True)
    return replace(ward, agency=justice, head=head, **posts)
