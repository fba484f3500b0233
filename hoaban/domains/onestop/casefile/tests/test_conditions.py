"""Each condition of each rule decides a button: one fact changed, and the act shows or is refused.

The scenes of `test_buttons` hold the button to the action; where both ask one rule, a condition
that is gone from it is gone from both. So each is named here with what it decides.
"""

import dis
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from functools import cached_property, partial
from types import FunctionType, SimpleNamespace
from typing import Any

import pytest

from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.casefile.acts import ACTS
from hoaban.domains.onestop.casefile.tests import money_conditions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.rules import Asked, Facts, Last
from hoaban.domains.onestop.parameters.rules import Lapsed
from hoaban.domains.onestop.provisions.rules import AwaitedPayment
from hoaban.domains.onestop.results import rules as results
from tests.world import acts as world
from tests.world.acts import LATER, LONG_AFTER
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

Changes = dict[str, Any]  # Any: values of the fact sheet
Cases = list[tuple[Changes, str]]  # what is changed, and the refusal that follows
GOES = ""  # instead of a refusal: the act may be done
MINUTE = timedelta(minutes=1)
OWN, OTHERS = (Asked("Sở Tư pháp", LATER, is_own=own) for own in (True, False))


def asked(*, late: bool, in_time: bool = False) -> tuple[Asked, ...]:
    """Opinions that are awaited: with a limit before the moment of the scene, or after it."""
    ends = [LONG_AFTER - MINUTE] * late + [LONG_AFTER] * in_time
    return tuple(Asked("Sở Tư pháp", end, is_own=False) for end in ends)


def pressed(verb: str, *, ago: timedelta = MINUTE, is_own: bool = True) -> Last:
    """The last thing done, so long before the moment of the scene."""
    return Last(verb, LATER - ago, "", is_own=is_own)


BY_PEOPLE = money_conditions.BY_PEOPLE
OF_A_FEE = {"awaits_payment": AwaitedPayment(kind="fee", then="resumes", days=30)}
STRICT = {"late_appointment": "refused"}
BY_APPLICANTS: Cases = [
    ({"who": "auditor"}, "NotAllowed"),
    ({"is_the_applicant": False}, "NotAllowed"),
    ({"state": "withdrawn"}, "WrongState"),
    ({"who": "clerk"}, "NotAllowed"),
    ({"who": "clerk", "answers_for_it": True, "is_the_applicant": False}, GOES),
    ({"who": "partner"}, GOES),
    ({"who": "partner", "is_the_applicant": False}, "NotAllowed"),
]
AT_HAND: Cases = [
    ({"turn": "clerk"}, "NotYourTurn"),
    ({"is_at_another_agency": True}, "NotYourTurn"),
    ({"is_assigned_elsewhere": True}, "NotYourStep"),
]
CASES: dict[str, Cases] = {
    "receive": [
        *BY_PEOPLE,
        ({"lacks": "Giấy chứng sinh"}, "PapersStillMissing"),
        ({"lapsed": Lapsed(MONDAY.date(), is_information=False)}, "NoLongerTaken"),
        ({"lapsed": Lapsed(MONDAY.date(), is_information=True)}, "OnlyShownNow"),
    ],
    "refuse": [
        *BY_PEOPLE,
        ({"state": "awaiting_completion", "act_by": LATER - MINUTE}, GOES),
        ({"state": "awaiting_completion", "at": LONG_AFTER}, GOES),
        ({"state": "awaiting_completion", "act_by": LONG_AFTER}, "StillTimeToSupply"),
    ],
    "reroute": [
        *BY_PEOPLE,
        ({"is_taken_elsewhere": False}, "NobodyElseTakesIt"),
        ({"holds_originals": True}, "OriginalsLieHere"),
    ],
    "renew_receipt": [
        *BY_PEOPLE,
        ({"supplements_after": 0}, "AppointmentUnchanged"),
        ({"supplements_after": 0, "is_renamed": True}, GOES),
    ],
    "return_originals": [
        ({"who": "auditor"}, "NotAllowed"),
        ({"answers_for_it": False}, "NotAllowed"),
        ({"state": "refused"}, "WrongState"),
        ({"holds_originals": False}, "NoOriginalsHere"),
    ],
    "transfer": BY_PEOPLE,
    "issue_sheet": BY_PEOPLE,
    "stop": [*BY_PEOPLE, ({"signs_for_agency": False}, "NotTheAuthority")],
    "complete": BY_APPLICANTS,
    "supply": [
        *(case for case in BY_APPLICANTS if case[0].get("who") != "clerk"),
        ({"who": "clerk", "answers_for_it": True}, "NotAllowed"),
    ],
    "take_supplement": BY_PEOPLE,
    "tell_supplement_lacks": BY_PEOPLE,
    "tell_completion_lacks": [*BY_PEOPLE, ({"supplements_before": 0}, "NothingSentYet")],
    "propose_supplement": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"supplements_after": 1}, "SupplementAlreadyAsked"),
        ({"supplements_after": 1, "is_head": True}, GOES),
        ({"at": LONG_AFTER}, "SupplementTooLate"),
        ({"at": LONG_AFTER, "received_at": None}, GOES),
    ],
    "decline_supplement": [*BY_PEOPLE, *AT_HAND],
    "withdraw": BY_APPLICANTS,
    "hand_on": [*BY_PEOPLE, *AT_HAND, ({"has_others": False}, "NobodyElse")],
    "draft_result": [*BY_PEOPLE, *AT_HAND],
    "ask_completion": [
        *BY_PEOPLE,
        ({"supplements_before": 1}, "SupplementAlreadyAsked"),
        ({"supplements_before": 1, "is_head": True}, GOES),
        ({"who": "leader"}, "NotAllowed"),
        ({"who": "leader", "is_head": True}, "NotAllowed"),
        ({"who": "leader", "supplements_before": 1}, "NotAllowed"),
        ({"who": "leader", "is_head": True, "supplements_before": 1}, GOES),
    ],
    "assign": [
        *BY_PEOPLE,
        ({"turn": "clerk"}, GOES),
        ({"who": "specialist"}, GOES),
        ({"who": "specialist", "turn": "clerk"}, "NotYourTurn"),
        ({"who": "specialist", "is_at_another_agency": True}, "NotYourTurn"),
        ({"who": "specialist", "is_assigned_elsewhere": True}, "NotYourStep"),
        ({"gives_out": True}, "NotAllowed"),
        ({"who": "specialist", "gives_out": True}, GOES),
        ({"has_others": False}, "NobodyElse"),
    ],
    "do_step": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"signs": True}, "SignInstead"),
        ({"has_draft_result": False}, "NoDraftResult"),
        ({"has_draft_result": False, "next_signs": False}, GOES),
    ],
    "return_step": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"comes_from_counter": True}, "NothingBefore"),
    ],
    "correct": [*BY_PEOPLE, *AT_HAND, ({"signs": True}, "CorrectionAtSigning")],
    "change_contact": BY_PEOPLE,
    "consult": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"due_at": LATER + 5 * MINUTE}, "NoTimeToConsult"),
        ({"due_at": None}, GOES),
        ({"at": LONG_AFTER}, "NoTimeToConsult"),
    ],
    "answer_consultation": [
        ({"who": "auditor"}, "NotAllowed"),
        ({"asked": ()}, "NotAllowed"),
        ({"asked": (OTHERS,)}, "NotAllowed"),
        ({"asked": (OTHERS, OWN)}, GOES),
        ({"asked": (OTHERS, OWN), "answers_for_it": True}, GOES),
        ({"asked": (OTHERS,), "answers_for_it": True}, "NotAllowed"),
        ({"asked": (OTHERS,), "has_answered": True}, "AlreadyAnswered"),
        ({"asked": (OWN,), "has_answered": True}, GOES),
        ({"asked": (), "has_answered": True, "answers_for_it": True}, "NotAllowed"),
        ({"asked": (), "has_answered": True, "who": "auditor"}, "NotAllowed"),
        ({"state": "withdrawn"}, "WrongState"),
    ],
    "record_silence": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"asked": ()}, "NothingAsked"),
        ({"asked": asked(late=False, in_time=True)}, "StillTimeToAnswer"),
        ({"asked": asked(late=True, in_time=True)}, GOES),
        ({"at": LATER}, "StillTimeToAnswer"),
    ],
    "withdraw_consultation": [*BY_PEOPLE, *AT_HAND, ({"asked": ()}, "NothingAsked")],
    "ask_supplement": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"supplements_after": 1}, "SupplementAlreadyAsked"),
        ({"supplements_after": 1, "is_head": True}, GOES),
        ({"supplements_after": 1, "is_head": True, "turn": "specialist"}, GOES),
        ({"is_head": True, "turn": "specialist"}, "NotYourTurn"),
        ({"at": LONG_AFTER}, "SupplementTooLate"),
        ({"at": LONG_AFTER, "received_at": None}, GOES),
        ({"at": LONG_AFTER, "supplements_after": 1, "is_head": True}, GOES),
    ],
    "extend": [
        *BY_PEOPLE,
        ({"signs_for_agency": False}, "NotTheAuthority"),
        ({"extensions": 1}, "AlreadyExtended"),
        ({"state": "received"}, GOES),
        ({"at": LONG_AFTER}, GOES),
        ({"windows": STRICT, "at": LONG_AFTER}, "ToldTooLate"),
        ({"windows": STRICT, "held_to": LATER}, "ToldTooLate"),  # the due day itself
        ({"windows": STRICT, "held_to": LATER + timedelta(days=1)}, GOES),
    ],
    "apologise": [
        *BY_PEOPLE,
        ({"signs_for_agency": False}, "NotTheAuthority"),
        ({"was_late": False}, "SignedInTime"),
        ({"extensions": 1}, "AlreadyExtended"),
    ],
    "sign": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"has_draft_result": False}, "NoDraftResult"),
        ({"signs": False}, "NotAtSigning"),
        ({"signs_for_agency": False}, "NotTheAuthority"),
        ({"is_by_order": True, "signs_for_agency": False}, "NotTheAuthority"),
        ({"is_by_order": True, "signs_for_agency": False, "signs_by_order": True}, GOES),
        ({"examined_alone": True}, "SignedAlone"),
        ({"asked": (OTHERS,)}, "ConsultationOpen"),
    ],
    "release": [
        *BY_PEOPLE,
        ({"result_awaits_seal": True}, "ResultNotSealed"),
        ({"delivery": "ready"}, "WrongState"),
        ({"delivery": "handed"}, "WrongState"),
    ],
    "hand_over": [
        *BY_PEOPLE,
        ({"who": "citizen"}, "NotAllowed"),
        ({"who": "citizen", "is_the_applicant": True, "answers_for_it": False}, GOES),
        ({"delivery": "nothing"}, "NotReleased"),
        ({"delivery": "handed"}, "NotReleased"),
        ({"money": "asked"}, "FeeUnpaid"),
        ({"money": "none"}, GOES),
        ({"result_withdrawn_for": "Sai họ tên."}, "ResultWithdrawn"),
    ],
    "revoke": [
        *BY_PEOPLE,
        ({"state": "returned"}, GOES),
        ({"state": "revoked"}, "WrongState"),
        ({"signs_for_agency": False}, "NotTheAuthority"),
        ({"issued_the_result": False}, "AnotherAgencysResult"),
    ],
    "undo": [
        *BY_PEOPLE,
        ({"last": None}, "NothingToUndo"),
        ({"last": pressed(results.RELEASE.event)}, "NothingToUndo"),
        ({"last": pressed(Event.TRANSFERRED, is_own=False)}, "NotAllowed"),
        ({"last": pressed(Event.TRANSFERRED, is_own=False), "is_head": True}, GOES),
        ({"last": pressed(Event.TRANSFERRED, ago=120 * MINUTE)}, GOES),
        ({"last": pressed(Event.TRANSFERRED, ago=121 * MINUTE)}, "UndoTooLate"),
        ({"last": pressed(Event.TRANSFERRED, ago=121 * MINUTE), "is_head": True}, GOES),
        ({"at": MONDAY + timedelta(days=1)}, "UndoTooLate"),
    ],
    "close": [
        *BY_PEOPLE,
        ({"state": "awaiting_completion"}, "RefusedNotClosed"),
        ({"at": LATER}, "StillTimeToSupply"),
        ({"act_by": LONG_AFTER}, "StillTimeToSupply"),
        ({"act_by": LONG_AFTER - MINUTE}, GOES),
        ({"state": "awaiting_payment"}, GOES),
        ({"state": "awaiting_payment", "at": LATER}, "StillTimeToPay"),
        ({"state": "awaiting_payment", "act_by": LONG_AFTER}, "StillTimeToPay"),
    ],
    "ask_payment": [
        *BY_PEOPLE,
        *AT_HAND,
        ({"windows": {"awaits_payment": None}}, "NotAllowed"),
        ({"windows": OF_A_FEE}, GOES),
        ({"windows": OF_A_FEE, "money": "paid"}, "FeeNotOwed"),
        ({"money": "paid"}, GOES),
    ],
    "confirm_payment": [
        *BY_PEOPLE,
        ({"windows": OF_A_FEE}, "FeeStillOwed"),
        ({"windows": OF_A_FEE, "money": "paid"}, GOES),
        ({"windows": {"awaits_payment": None}}, GOES),
    ],
    "recall_payment": BY_PEOPLE,
    "bring_part": [*BY_APPLICANTS, ({"awaits_several": False}, "OnePaperAwaited")],
}
CASES |= money_conditions.CASES
CASES |= {  # by order one signs, and does nothing else
    name: [*cases, ({"is_by_order": True}, "NotByOrder")]
    for name, cases in CASES.items()
    if name != "sign"
}
SHOWN = {"code", "fee_amount", "result_symbol"}  # facts that a refusal says and no rule weighs
LAW = {"windows"}  # what the law of a day allows: by day in `test_law_by_day`
PARTS = {name for name, value in vars(Facts).items() if isinstance(value, cached_property)}


def changed(facts: Facts, changes: Changes) -> Facts:
    """The sheet with other values, of those at hand and of those that are read late."""
    known = {name: getattr(facts, name) for name in PARTS} | changes
    parts = {name: partial(known.get, name) for name in PARTS}
    own = {name: value for name, value in changes.items() if name not in PARTS}
    own |= {"windows": replace(facts.windows, **own.get("windows", {}))}
    return replace(facts, **own, parts=SimpleNamespace(**parts))


def said(check: Callable[[Facts], None], facts: Facts) -> str:
    """The name of the refusal, or that the act may be done."""
    try:
        check(facts)
    except Refusal as refusal:
        return type(refusal).__name__
    return GOES


@pytest.mark.parametrize("name", ACTS)
def test_each_condition_decides(scenes: Scenes, name: str) -> None:
    chosen = world.ACTS[name]
    dossier, by = scenes.bring(chosen.start), scenes.actor(chosen.by)
    scenes.actor(chosen.given.get("to") or chosen.by)  # to whom it goes is there
    facts, check = dossiers.facts(dossier, by=by, at=chosen.at), ACTS[name].check
    assert said(check, facts) == GOES
    for changes, expected in CASES[name]:
        assert (changes, said(check, changed(facts, changes))) == (changes, expected)


def reads(rule: FunctionType, seen: set[FunctionType]) -> set[str]:
    """The names that a rule and the rules below it say: refusals and facts among them."""
    if rule in seen:
        return set()
    seen.add(rule)
    found = set(rule.__code__.co_names)
    asked = [one.argval for one in dis.get_instructions(rule) if one.opname == "LOAD_GLOBAL"]
    for name in asked:
        below = rule.__globals__.get(name)
        if isinstance(below, FunctionType) and below.__module__.startswith("hoaban.domains"):
            found |= reads(below, seen)
        elif isinstance(below, type) and issubclass(below, Refusal):
            found.add(below.__name__)
    return found


@pytest.mark.parametrize("name", ACTS)
def test_every_fact_and_every_refusal_of_a_rule_stands_among_its_conditions(name: str) -> None:
    check = ACTS[name].check
    assert isinstance(check, FunctionType)
    named = reads(check, set())
    refusals = {one.__name__ for one in _below(Refusal)}
    facts = ({field.name for field in fields(Facts)} | PARTS) - {"parts"} - SHOWN - LAW
    decided = {fact for changes, _ in CASES[name] for fact in changes}
    spared = {"NotByOrder"} if name == "sign" else set()  # signing alone is done by order
    assert named & refusals - spared == {expected for _, expected in CASES[name] if expected}
    assert sorted(named & facts - decided - _of_others(name)) == []


def _of_others(name: str) -> set[str]:
    """Facts by which `rules.check` tells apart who comes, where an act is of one kind of them."""
    of_applicants = set() if ACTS[name].is_for_outside else {"is_the_applicant"}
    of_asked = set() if name == "answer_consultation" else {"asked"}
    return of_applicants | of_asked | ({"act_by"} if name == "record_silence" else set())


def _below(kind: type[Refusal]) -> set[type[Refusal]]:
    direct = set(kind.__subclasses__())
    return direct | {one for below in direct for one in _below(below)}
