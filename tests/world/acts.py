"""Every act of the one-stop counter as a scene does it: from where, by whom, with what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.casefile import acts as casefile
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.province import MONDAY

LATER = MONDAY + timedelta(hours=1)
ITEMS = [{"component": "identity", "name": "Giấy tờ tùy thân", "what": "Nộp bản chụp rõ hơn"}]
WHY = "Bản chụp bị mờ, không đọc được số."
ASKED = "so-tp"  # the agency that is asked for its opinion
OPINION = "Sổ gốc có ghi sự kiện này; đề nghị cấp bản sao."
QUESTION: dict[str, Any] = {
    "agency": ASKED,
    "question": "Sổ gốc có ghi sự kiện này không?",
    "days": 3,
}


@dataclass(frozen=True)
class Act:
    """An action as it goes through: from which state, by whom of the ward, with what."""

    start: str
    by: str
    event: Event
    given: dict[str, Any] = field(default_factory=dict)  # Any: arguments
    at: datetime = LATER
    after: tuple[str, str, str, str] = ("", "", "", "")
    may: str = ""  # who may press it when it is the moment for it; everyone else reads NotAllowed
    typed: dict[str, str] = field(default_factory=dict)  # on its page

    def do(self, name: str, dossier: Dossier, by: Actor, **more: object) -> Dossier:
        do: Callable[..., Dossier] = casefile.ACTS[name].do
        return do(dossier.pk, **({"by": by, "at": self.at} | self.given | more))


LONG_AFTER = datetime(2020, 6, 1, 3, tzinfo=UTC)
RUNNING = ("in_process", "running", "asked", "nothing")
ACTS: dict[str, Act] = {
    "receive": Act(
        "submitted",
        "clerk",
        Event.RECEIVED,
        after=("received", "running", "asked", "nothing"),
        may="clerk",
    ),
    "ask_completion": Act(
        "submitted",
        "clerk",
        Event.COMPLETION_ASKED,
        {"items": ITEMS, "reason": WHY},
        after=("awaiting_completion", "idle", "none", "nothing"),
        may="clerk",
        typed={"items": "Sổ hộ khẩu | nộp bản chụp", "reason": WHY},
    ),
    "complete": Act(
        "awaiting_completion",
        "citizen",
        Event.COMPLETED,
        after=("submitted", "idle", "none", "nothing"),
        may="clerk citizen",
        typed={"identity-copies": "1"},
    ),
    "refuse": Act(
        "submitted",
        "clerk",
        Event.REFUSED,
        {"reason": WHY, "basis": "Điều 15"},
        after=("refused", "ended", "none", "nothing"),
        may="clerk",
        typed={"reason": WHY, "basis": "Điều 17"},
    ),
    "pay": Act(
        "received",
        "clerk",
        Event.FEE_PAID,
        {"amount": 16000},
        after=("received", "running", "paid", "nothing"),
        may="clerk",
        typed={"amount": "16000"},
    ),
    "transfer": Act("received", "clerk", Event.TRANSFERRED, after=RUNNING, may="clerk"),
    "assign": Act(
        "in_process",
        "leader",
        Event.ASSIGNED,
        {"to": "specialist"},
        after=RUNNING,
        may="clerk specialist leader head",
    ),
    "do_step": Act(
        "drafted", "specialist", Event.STEP_DONE, after=RUNNING, may="clerk specialist leader head"
    ),
    "hand_on": Act(
        "in_process",
        "specialist",
        Event.HANDED_ON,
        {"to": "colleague"},
        after=RUNNING,
        may="clerk specialist leader head",
    ),
    "return_step": Act(
        "at_signing",
        "leader",
        Event.STEP_RETURNED,
        {"note": WHY},
        after=RUNNING,
        may="specialist leader head",
        typed={"note": WHY},
    ),
    "issue_sheet": Act(
        "in_process", "clerk", Event.SHEET_ISSUED, after=RUNNING, may="clerk specialist leader head"
    ),
    "undo": Act(
        "in_process",
        "clerk",
        Event.UNDONE,
        {"reason": WHY},
        after=("received", "running", "asked", "nothing"),
        may="clerk head",
    ),
    "ask_supplement": Act(
        "in_process",
        "specialist",
        Event.SUPPLEMENT_ASKED,
        {"items": ITEMS, "reason": WHY},
        after=("awaiting_supplement", "paused", "asked", "nothing"),
        may="specialist leader head",
        typed={"items": "Sổ hộ khẩu | nộp bản chụp", "reason": WHY},
    ),
    "supply": Act(
        "awaiting_supplement",
        "citizen",
        Event.SUPPLIED,
        after=RUNNING,
        may="clerk citizen",
        typed={"identity-copies": "1"},
    ),
    "consult": Act(
        "long",
        "specialist",
        Event.CONSULTED,
        QUESTION,
        after=RUNNING,
        may="specialist leader head",
        typed={"question": QUESTION["question"], "days": "3"},
    ),
    "answer_consultation": Act(
        "consulted",
        "asked",
        Event.CONSULTATION_ANSWERED,
        {"answer": OPINION},
        after=RUNNING,
        may="asked",
        typed={"answer": OPINION},
    ),
    "record_silence": Act(
        "consulted",
        "specialist",
        Event.SILENCE_RECORDED,
        at=LONG_AFTER,
        after=RUNNING,
        may="specialist leader head",
    ),
    "withdraw_consultation": Act(
        "consulted",
        "specialist",
        Event.CONSULTATION_WITHDRAWN,
        {"agency": ASKED},
        after=RUNNING,
        may="specialist leader head",
    ),
    "extend": Act(
        "long",
        "leader",
        Event.EXTENDED,
        {"until": date(2020, 4, 10), "reason": WHY},
        after=RUNNING,
        may="leader head",
        typed={"until": "2020-04-10", "reason": WHY},
    ),
    "correct": Act(
        "in_process",
        "specialist",
        Event.CORRECTED,
        {"sections": {"request": {"event": "marriage", "copies": 2}}, "reason": WHY},
        after=RUNNING,
        may="clerk specialist leader head",
        typed={"request-event": "marriage", "request-copies": "2", "reason": WHY},
    ),
    "draft_result": Act(
        "in_process",
        "specialist",
        Event.RESULT_DRAFTED,
        {"outcome": "positive"},
        after=RUNNING,
        may="specialist leader head",
        typed={
            "outcome": "negative",
            "reason": WHY,
            "basis": "Luật Hộ tịch, Điều 63",
            "body": "Một\nHai",
        },
    ),
    "sign": Act(
        "at_signing",
        "leader",
        Event.SIGNED,
        after=("done", "ended", "asked", "nothing"),
        may="leader head",
    ),
    "release": Act(
        "done", "clerk", Event.RELEASED, after=("done", "ended", "asked", "ready"), may="clerk"
    ),
    "hand_over": Act(
        "ready",
        "clerk",
        Event.HANDED_OVER,
        {"receiver": "Lường Thị Ban"},
        after=("returned", "ended", "paid", "handed"),
        may="clerk citizen",
        typed={"receiver": "Lường Thị Ban", "method": "counter"},
    ),
    "withdraw": Act(
        "submitted",
        "citizen",
        Event.WITHDRAWN,
        {"reason": "Tôi nộp nhầm."},
        after=("withdrawn", "ended", "none", "nothing"),
        may="clerk citizen",
        typed={"reason": WHY},
    ),
    "stop": Act(
        "in_process",
        "leader",
        Event.STOPPED,
        {"reason": WHY},
        after=("stopped", "ended", "asked", "nothing"),
        may="leader head",
        typed={"reason": WHY},
    ),
    "close": Act(
        "awaiting_completion",
        "clerk",
        Event.CLOSED,
        at=LONG_AFTER,
        after=("closed", "ended", "none", "nothing"),
        may="clerk system",
    ),
}
