"""Every act of the one-stop counter as a scene does it: from where, by whom, with what."""

from datetime import UTC, date, datetime
from typing import Any

from tests.world import money_acts
from tests.world.pressed import LATER as LATER
from tests.world.pressed import Act as Act

ITEMS = [{"component": "identity", "name": "Giấy tờ tùy thân", "what": "Nộp bản chụp rõ hơn"}]
TWO = [*ITEMS, {"component": "authority", "name": "Văn bản ủy quyền", "what": "Nộp bản chính"}]
WHY = money_acts.WHY
BROUGHT = {"identity": {"copies": 1}}  # what answers the request
LACKS = {"identity": "Còn thiếu trang hai"}
ELSEWHERE = "ubnd-03136"  # another commune, to which a request is sent on
ASKED = "so-tp"  # the agency that is asked for its opinion
OPINION = "Sổ gốc có ghi sự kiện này; đề nghị cấp bản sao."
DUTY: dict[str, Any] = {"notice": "Thông báo 125/TB-CCT ngày 16/3/2020", "amount": 250000}
QUESTION: dict[str, Any] = {
    "agency": ASKED,
    "question": "Sổ gốc có ghi sự kiện này không?",
    "days": 3,
}


LONG_AFTER = datetime(2020, 6, 1, 3, tzinfo=UTC)
RUNNING = ("in_process", "running", "asked", "nothing")
ACTS: dict[str, Act] = {
    "receive": Act(
        "submitted",
        "clerk",
        after=("received", "running", "asked", "nothing"),
        may="clerk",
        weight=5,
    ),
    "ask_completion": Act(
        "submitted",
        "clerk",
        {"items": ITEMS, "reason": WHY},
        after=("awaiting_completion", "idle", "none", "nothing"),
        may="clerk",
        typed={"other-0-name": "Sổ hộ khẩu", "other-0-what": "nộp bản chụp", "reason": WHY},
    ),
    "tell_completion_lacks": Act(
        "completed",
        "clerk",
        {"lacking": LACKS},
        after=("awaiting_completion", "idle", "none", "nothing"),
        may="clerk",
        typed={"lacks-identity": "Trang hai"},
    ),
    "complete": Act(
        "awaiting_completion",
        "citizen",
        {"counts": BROUGHT},
        after=("submitted", "idle", "none", "nothing"),
        may="clerk citizen",
        typed={"identity-copies": "1"},
        weight=2,
    ),
    "bring_part": Act(
        "awaiting_two",
        "citizen",
        {"counts": BROUGHT},
        after=("awaiting_supplement", "paused", "asked", "nothing"),
        may="clerk citizen",
        typed={"identity-copies": "1"},
    ),
    "refuse": Act(
        "submitted",
        "clerk",
        {"reason": WHY, "basis": "Điều 15 Luật Hộ tịch"},
        after=("refused", "ended", "none", "nothing"),
        may="clerk",
        typed={"reason": WHY, "basis": "Điều 17 Nghị định 61/2018/NĐ-CP"},
        weight=0.6,
    ),
    "reroute": Act(
        "submitted",
        "clerk",
        {"agency": ELSEWHERE, "reason": WHY},
        after=("submitted", "idle", "none", "nothing"),
        may="clerk",
        typed={"reason": WHY},
        weight=0.3,
    ),
    "pay": Act(
        "received",
        "clerk",
        {"amount": 16000},
        after=("received", "running", "paid", "nothing"),
        may="clerk system",
        typed={"amount": "16000"},
        weight=2,
    ),
    "cancel_fee": Act(
        "pay",
        "clerk",
        {"reason": WHY},
        after=("received", "running", "asked", "nothing"),
        may="clerk",
        typed={"reason": WHY},
    ),
    "transfer": Act("received", "clerk", after=RUNNING, may="clerk", weight=5),
    "renew_receipt": Act(
        "take_supplement", "clerk", after=RUNNING, may="clerk", repeats=True, weight=2
    ),
    "assign": Act(
        "in_process",
        "leader",
        {"to": "specialist"},
        after=RUNNING,
        may="clerk specialist leader head",
        repeats=True,
    ),
    "do_step": Act(
        "drafted", "specialist", after=RUNNING, may="clerk specialist leader head", weight=7
    ),
    "hand_on": Act(
        "in_process",
        "specialist",
        {"to": "colleague"},
        after=RUNNING,
        may="clerk specialist leader head",
    ),
    "return_step": Act(
        "at_signing",
        "leader",
        {"note": WHY},
        after=RUNNING,
        may="specialist leader head",
        typed={"note": WHY},
    ),
    "issue_sheet": Act(
        "in_process", "clerk", after=RUNNING, may="clerk specialist leader head", repeats=True
    ),
    "undo": Act(
        "in_process",
        "clerk",
        {"reason": WHY},
        after=("received", "running", "asked", "nothing"),
        may="clerk head",
    ),
    "propose_supplement": Act(
        "in_process",
        "specialist",
        {"items": ITEMS, "reason": WHY},
        after=("supplement_proposed", "running", "asked", "nothing"),
        may="specialist",
        typed={"other-0-name": "Sổ hộ khẩu", "other-0-what": "nộp bản chụp", "reason": WHY},
        weight=4,
    ),
    "decline_supplement": Act(
        "supplement_proposed",
        "leader",
        {"reason": WHY},
        after=RUNNING,
        may="leader head",
        typed={"reason": WHY},
    ),
    "ask_supplement": Act(
        "supplement_proposed",
        "leader",
        {"items": ITEMS, "reason": WHY},
        after=("awaiting_supplement", "paused", "asked", "nothing"),
        may="leader head",
        typed={"other-0-name": "Sổ hộ khẩu", "other-0-what": "nộp bản chụp", "reason": WHY},
        weight=6,
    ),
    "supply": Act(
        "awaiting_supplement",
        "citizen",
        {"counts": BROUGHT},
        after=("supplement_sent", "paused", "asked", "nothing"),
        may="citizen",
        weight=3,
    ),
    "take_supplement": Act(
        "awaiting_supplement",
        "clerk",
        {"counts": BROUGHT},
        after=RUNNING,
        may="clerk",
        typed={"identity-copies": "1"},
        weight=4,
    ),
    "tell_supplement_lacks": Act(
        "supplement_sent",
        "clerk",
        {"lacking": LACKS},
        after=("awaiting_supplement", "paused", "asked", "nothing"),
        may="clerk",
        typed={"lacks-identity": "Trang hai"},
        weight=2,
    ),
    "ask_payment": Act(
        "liable",
        "specialist",
        DUTY,
        after=("awaiting_payment", "paused", "asked", "nothing"),
        may="specialist leader head",
        typed={"notice": DUTY["notice"], "amount": "250000"},
    ),
    "confirm_payment": Act(
        "awaiting_payment",
        "clerk",
        {"evidence": "Giấy nộp tiền 17 ngày 16/3/2020"},
        after=RUNNING,
        may="clerk system",
        typed={"evidence": "Giấy nộp tiền 17 ngày 16/3/2020"},
    ),
    "recall_payment": Act(
        "awaiting_payment",
        "specialist",
        {"reason": WHY},
        after=RUNNING,
        may="specialist leader head",
        typed={"reason": WHY},
    ),
    "consult": Act(
        "long",
        "specialist",
        QUESTION,
        after=RUNNING,
        may="specialist leader head",
        typed={"question": QUESTION["question"], "days": "3"},
        weight=3,
    ),
    "answer_consultation": Act(
        "consulted",
        "asked",
        {"answer": OPINION},
        after=RUNNING,
        may="asked",
        typed={"answer": OPINION},
        weight=4,
    ),
    "record_silence": Act(
        "consulted",
        "specialist",
        at=LONG_AFTER,
        after=RUNNING,
        may="specialist leader head",
        weight=3,
    ),
    "withdraw_consultation": Act(
        "consulted",
        "specialist",
        {"agency": ASKED},
        after=RUNNING,
        may="specialist leader head",
        weight=3,
    ),
    "extend": Act(
        "long",
        "leader",
        {"until": date(2020, 4, 10), "reason": WHY},
        after=RUNNING,
        may="leader head",
        typed={"until": "2020-04-10", "reason": WHY},
        weight=2,
    ),
    "apologise": Act(
        "done_late",
        "leader",
        {"reason": WHY},
        after=("done", "ended", "asked", "nothing"),
        may="leader head",
        typed={"reason": WHY},
        weight=2,
    ),
    "correct": Act(
        "in_process",
        "specialist",
        {"sections": {"request": {"event": "marriage", "copies": 2}}, "reason": WHY},
        after=RUNNING,
        may="clerk specialist leader head",
        typed={"request-event": "marriage", "request-copies": "2", "reason": WHY},
    ),
    "change_contact": Act(
        "in_process",
        "clerk",
        {"contacts": {"owner": {"phone": "0987654321"}}, "reason": WHY},
        after=RUNNING,
        may="clerk",
        typed={"owner_phone": "0987 654 321", "reason": WHY},
    ),
    "draft_result": Act(
        "in_process",
        "specialist",
        {"outcome": "positive"},
        after=RUNNING,
        may="specialist leader head",
        typed={
            "outcome": "negative",
            "reason": WHY,
            "basis": "Luật Hộ tịch, Điều 63",
            "body": "Một\nHai",
        },
        weight=6,
        repeats=True,
    ),
    "sign": Act(
        "at_signing",
        "leader",
        after=("done", "ended", "asked", "nothing"),
        may="leader head",
        weight=7,
    ),
    "release": Act(
        "done", "clerk", after=("done", "ended", "asked", "ready"), may="clerk", weight=3
    ),
    "hand_over": Act(
        "ready",
        "clerk",
        {"receiver": "Lường Thị Ban"},
        after=("returned", "ended", "paid", "handed"),
        may="clerk citizen",
        typed={"receiver": "Lường Thị Ban", "method": "counter"},
        weight=3,
    ),
    "return_originals": Act(
        "holding",
        "clerk",
        {"receiver": "Lường Thị Ban"},
        after=("received", "running", "asked", "nothing"),
        may="clerk",
        typed={"receiver": "Lường Thị Ban"},
    ),
    "revoke": Act(
        "ready",
        "leader",
        {"reason": WHY, "basis": "Điều 21 Nghị định 61/2018/NĐ-CP"}
        | {"fault": "agency", "follows": "reissue"},
        after=("revoked", "ended", "paid", "nothing"),
        may="leader head",
        typed={"reason": WHY, "basis": "Điều 21 Nghị định 61/2018/NĐ-CP"}
        | {"fault": "agency", "follows": "nothing"},
    ),
    "withdraw": Act(
        "submitted",
        "citizen",
        {"reason": "Tôi nộp nhầm.", "refund": "keep"},
        after=("withdrawn", "ended", "none", "nothing"),
        may="clerk citizen",
        typed={"reason": WHY},
        weight=0.6,
    ),
    "stop": Act(
        "in_process",
        "leader",
        {"reason": WHY, "refund": "refund"},
        after=("stopped", "ended", "asked", "nothing"),
        may="leader head",
        typed={"reason": WHY},
        weight=0.6,
    ),
    "close": Act(
        "awaiting_supplement",
        "clerk",
        {"refund": "keep"},
        at=LONG_AFTER,
        after=("closed", "ended", "asked", "nothing"),
        may="clerk system",
        typed={"reason": WHY},
        weight=2,
    ),
}
ACTS |= {name: Act(**given) for name, given in money_acts.ACTS.items()}
