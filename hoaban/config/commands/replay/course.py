"""The way of one dossier as deeds: who does what when, by the steps of its procedure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hoaban.config.commands.replay.arrivals import Arrival
from hoaban.config.commands.replay.deeds import (
    APPLICANT,
    BROUGHT,
    MISSING,
    WHY_BACK,
    WHY_EXTENDED,
    WHY_NEGATIVE,
    WHY_REFUSED,
    WHY_STOPPED,
    WHY_SUPPLEMENT,
    WHY_WITHDRAWN,
    Deed,
    Step,
)
from hoaban.config.commands.replay.fates import DAY, MINUTE, Fate
from hoaban.config.commands.replay.script import Script
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.procedures.catalogue.enums import Channel

SHORTEST = 15_000_000  # microseconds of opening time between two deeds


def deeds(script: Script, fate: Fate) -> Iterator[Deed]:
    """Every deed of one dossier in order, those after the end of the replay too."""
    arrival = fate.arrival
    random = Random(f"{script.seed}:course:{arrival.number}")  # noqa: S311 - a repeatable draw
    timed = [*_filed(script, arrival, random), *_handled(script, fate, random)]
    for place, (at, (verb, role, facts)) in enumerate(timed):
        yield Deed(at, arrival.number, place, verb, role, facts)


def refusal(script: Script, arrival: Arrival) -> Iterator[Deed]:
    """Filed, and refused before reception."""
    why = {"reason": WHY_REFUSED, "basis": "Nghị định 61/2018/NĐ-CP, Điều 17"}
    yield filing(script, arrival)
    yield Deed(arrival.at, arrival.number, 1, "refuse", Role.CLERK, why)


def filing(script: Script, arrival: Arrival) -> Deed:
    """Filed, and nothing more."""
    random = Random(f"{script.seed}:course:{arrival.number}")  # noqa: S311 - a repeatable draw
    at, (verb, role, facts) = next(_filed(script, arrival, random))
    return Deed(at, arrival.number, 0, verb, role, facts)


def _filed(script: Script, arrival: Arrival, random: Random) -> Iterator[tuple[datetime, Step]]:
    """Filing and reception; now and then made complete before."""
    online = arrival.channel == Channel.ONLINE
    who = APPLICANT if online else str(Role.CLERK)
    begins = arrival.calendar.position(script.begins_at) + 10 * MINUTE
    now = arrival.calendar.position(arrival.at)
    if random.random() < script.chance("completed_first") and now - begins > 3 * DAY:
        filed = now - DAY - int(random.random() * DAY)
        yield _at(arrival, filed), ("submit", who, {})
        asked = {"items": MISSING, "reason": WHY_SUPPLEMENT}
        yield _at(arrival, filed + 30 * MINUTE), ("ask_completion", Role.CLERK, asked)
        yield _at(arrival, now - 9 * MINUTE), ("complete", who, BROUGHT)
    else:
        minutes = random.randint(8, 150) if online else random.randint(2, 8)
        filed_at = arrival.at - timedelta(minutes=minutes, seconds=random.randrange(60))
        if not arrival.calendar.is_working(filed_at):
            filed_at = arrival.at - timedelta(minutes=2)
        yield filed_at, ("submit", who, {})
    yield arrival.at, ("receive", Role.CLERK, {})


def _handled(script: Script, fate: Fate, random: Random) -> Iterator[tuple[datetime, Step]]:
    """From reception to the result in the citizen's hands, or to wherever it comes."""
    arrival = fate.arrival
    steps = _steps(script, fate, random)
    begin = arrival.calendar.position(arrival.at)
    if fate.ended_at:
        yield from _ended(fate, steps, begin, random)
        return
    if fate.asked_at:
        split = next(i for i, step in enumerate(steps) if step[1] == Role.SPECIALIST)
        asked = arrival.calendar.position(fate.asked_at)
        yield from _spread(fate, steps[:split], begin, asked, random)
        need = {"items": MISSING, "reason": WHY_SUPPLEMENT}
        yield fate.asked_at, ("propose_supplement", Role.SPECIALIST, need)
        yield fate.asked_at, ("ask_supplement", Role.LEADER, {})
        if fate.supplied_at is None:
            return
        yield fate.supplied_at, ("take_supplement", Role.CLERK, BROUGHT)
        steps, begin = steps[split:], arrival.calendar.position(fate.supplied_at)
    if fate.extended_at:
        first, steps = steps[:2], steps[2:]
        told = arrival.calendar.position(fate.extended_at)
        yield from _spread(fate, first, begin, told, random)
        more = {"until": fate.extended_to, "reason": WHY_EXTENDED}
        yield fate.extended_at, ("extend", Role.LEADER, more)
        begin = told
    if fate.signed_at is None:
        yield from _unfinished(script, fate, steps, begin, random)
        return
    signed = arrival.calendar.position(fate.signed_at)
    yield from _spread(fate, steps, begin, signed, random)
    yield fate.signed_at, ("sign", Role.LEADER, {})
    yield from _brought(script, arrival, signed, random)


def _steps(script: Script, fate: Fate, random: Random) -> list[Step]:
    """What officials do before the signature: pass on, each step, the draft at the right one."""
    plan = parameters.plan(fate.arrival.offer.revision_pk)
    chain = []
    code = plan.steps[plan.first].next
    while not plan.steps[code].ends_clock:
        chain.append(plan.steps[code])
        code = plan.steps[code].next
    drafter = max(
        (i for i, step in enumerate(chain) if step.role == Role.SPECIALIST), default=len(chain) - 1
    )
    no = random.random() < script.chance("negative")
    draft = {"outcome": "negative", "reason": WHY_NEGATIVE} if no else _granted(plan)
    steps: list[Step] = [("pay", Role.CLERK, {}), ("transfer", Role.CLERK, {})]
    for place, step in enumerate(chain):
        if place == drafter:
            steps.append(("draft_result", step.role, draft))
        steps.append(("do_step", step.role, {}))
    if chain and random.random() < script.chance("returned_step"):
        again: Step = ("do_step", chain[-1].role, {})
        steps += [("return_step", Role.LEADER, {"note": WHY_BACK}), again]
    return steps


def _granted(plan: Plan) -> dict[str, Any]:  # Any: arguments of an action
    """A positive draft; where the result states what was found, the content's own example."""
    found = plan.revision.result_finding
    more = {"content": {"body": found["example"]}} if found.get("required") else {}
    return {"outcome": "positive"} | more


def _ended(
    fate: Fate, steps: list[Step], begin: int, random: Random
) -> Iterator[tuple[datetime, Step]]:
    """Withdrawn or stopped on the way."""
    assert fate.ended_at is not None  # noqa: S101 - asked by the caller
    until = fate.arrival.calendar.position(fate.ended_at)
    yield from _spread(fate, steps[:3], begin, until, random)
    if fate.ended_how == "stop":
        yield fate.ended_at, ("stop", Role.LEADER, {"reason": WHY_STOPPED, "refund": "refund"})
    else:
        yield fate.ended_at, ("withdraw", Role.CLERK, {"reason": WHY_WITHDRAWN, "refund": "keep"})


def _unfinished(
    script: Script, fate: Fate, steps: list[Step], begin: int, random: Random
) -> Iterator[tuple[datetime, Step]]:
    """As far as it has come when the replay ends."""
    calendar = fate.arrival.calendar
    end = calendar.position(_end(script))
    until = max(min(end, calendar.position(fate.due_at)), begin + len(steps) * 5 * SHORTEST)
    lies_at_signature = fate.progress > 1 - script.chance("at_signature")
    reached = len(steps) if lies_at_signature else round(fate.progress * len(steps))
    yield from _spread(fate, steps[:reached], begin, until, random)


def _end(script: Script) -> datetime:
    last = script.periods[-1].to_on
    return datetime.combine(last, datetime.max.time(), script.begins_at.tzinfo)


def _brought(
    script: Script, arrival: Arrival, signed: int, random: Random
) -> Iterator[tuple[datetime, Step]]:
    """To the counter, and into the citizen's hands unless nobody came."""
    ready = signed + 5 * MINUTE + int(random.random() * 60 * MINUTE)
    yield _at(arrival, ready), ("release", Role.CLERK, {})
    if random.random() < script.chance("collected"):
        handed = ready + 10 * MINUTE + int(random.expovariate(1 / DAY))
        method = "post" if arrival.channel == Channel.POST else "counter"
        yield _at(arrival, handed), ("hand_over", Role.CLERK, {"method": method})


def _spread(
    fate: Fate, steps: list[Step], begin: int, until: int, random: Random
) -> Iterator[tuple[datetime, Step]]:
    """The steps between two positions of opening time, the first ones soon, in order."""
    if not steps:
        return
    room = until - begin - (len(steps) + 1) * SHORTEST
    soon = min(0.3, 40 * MINUTE / max(room, 1))
    parts = sorted(random.random() for _ in steps)
    for place, step in enumerate(steps):
        part = parts[place] * (soon if place < _PAID_AND_PASSED else 1)
        parts[place] = max(part, parts[place - 1]) if place else part
        position = begin + (place + 1) * SHORTEST + int(parts[place] * max(room, 0))
        yield _at(fate.arrival, position), step


_PAID_AND_PASSED = 2  # paying and passing on come at once


def _at(arrival: Arrival, position: int) -> datetime:
    return arrival.calendar.at_position(position)
