"""What happens to a fee that was paid, as scenes do it: for `Act` of `tests/world/acts.py`."""

from typing import Any

WHY = "Bản chụp bị mờ, không đọc được số."
ACTS: dict[str, dict[str, Any]] = {  # Any: arguments of a shape
    "refund_fee": {
        "start": "owed",
        "by": "clerk",
        "given": {"amount": 16000, "receiver": "Lường Thị Ban", "reason": WHY},
        "after": ("stopped", "ended", "refunded", "nothing"),
        "may": "clerk",
        "typed": {"amount": "16000", "receiver": "Lường Thị Ban", "paid_by": "cash", "reason": WHY},
    },
    "propose_refund": {
        "start": "unsaid",
        "by": "clerk",
        "given": {"amount": 6000, "ground": WHY},
        "after": ("withdrawn", "ended", "proposed", "nothing"),
        "may": "clerk",
        "typed": {"amount": "6000", "ground": WHY},
        "repeats": True,
    },
    "decide_refund": {
        "start": "propose_refund",
        "by": "leader",
        "given": {"amount": 6000, "ground": WHY},
        "after": ("withdrawn", "ended", "owed", "nothing"),
        "may": "leader head",
        "typed": {"amount": "6000", "ground": WHY},
        "repeats": True,
    },
    "take_back_refund": {
        "start": "refund_fee",
        "by": "clerk",
        "given": {"cause": "mistaken", "reason": WHY},
        "after": ("stopped", "ended", "owed", "nothing"),
        "may": "clerk",
        "typed": {"cause": "mistaken", "came_back_by": "cash", "reason": WHY},
    },
    "take_back_fee": {
        "start": "transferred",
        "by": "system",
        "given": {"reason": WHY},
        "after": ("received", "running", "asked", "nothing"),
        "may": "system",
    },
    "write_off_debt": {
        "start": "indebted",
        "by": "leader",
        "given": {"reason": WHY, "basis": "Điều 10 Luật Phí và lệ phí 2015"},
        "after": ("done", "ended", "none", "ready"),
        "may": "leader head",
        "typed": {"reason": WHY, "basis": "Điều 10 Luật Phí và lệ phí 2015"},
    },
    "keep_fee": {
        "start": "unsaid",
        "by": "clerk",
        "given": {"reason": WHY},
        "after": ("withdrawn", "ended", "paid", "nothing"),
        "may": "clerk",
        "typed": {"reason": WHY},
    },
}
