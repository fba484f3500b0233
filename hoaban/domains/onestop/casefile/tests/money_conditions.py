"""What each condition of the rules about fees decides, for `test_conditions`."""

from typing import Any

Cases = list[tuple[dict[str, Any], str]]  # Any: values of the fact sheet
GOES = ""


BY_PEOPLE: Cases = [
    ({"who": "auditor"}, "NotAllowed"),
    ({"answers_for_it": False}, "NotAllowed"),
    ({"state": "withdrawn"}, "WrongState"),
]
CASES: dict[str, Cases] = {
    "pay": [
        *BY_PEOPLE,
        ({"money": "paid"}, "NothingToPay"),
        ({"money": "none"}, "NothingToPay"),
        ({"money": "debt"}, GOES),
        ({"state": "returned"}, "WrongState"),
        ({"state": "returned", "money": "debt"}, GOES),
    ],
    "refund_fee": [
        *BY_PEOPLE[:2],
        ({"state": "in_process"}, "WrongState"),
        ({"money": "paid"}, "NothingToRefund"),
        ({"money": "refunded"}, "NothingToRefund"),
        ({"money": "unsaid"}, GOES),
        ({"money": "proposed"}, "RefundNotDecided"),
    ],
    "propose_refund": [
        *BY_PEOPLE[:2],
        ({"state": "in_process"}, "WrongState"),
        ({"money": "paid"}, "NothingToDecide"),
        ({"money": "refunded"}, "NothingToDecide"),
        ({"money": "owed"}, GOES),
        ({"money": "proposed"}, GOES),
    ],
    "decide_refund": [
        *BY_PEOPLE[:2],
        ({"state": "in_process"}, "WrongState"),
        ({"signs_for_agency": False}, "NotTheAuthority"),
        ({"money": "paid"}, "NothingToDecide"),
        ({"money": "owed"}, GOES),
        ({"money": "unsaid"}, GOES),
    ],
    "take_back_refund": [
        *BY_PEOPLE[:2],
        ({"state": "in_process"}, "WrongState"),
        ({"fee_paid_back": 0}, "NothingPaidBack"),
        ({"money": "owed"}, GOES),
    ],
    "take_back_fee": [
        *BY_PEOPLE[:2],
        ({"state": "submitted", "money": "none"}, "NothingTaken"),
        ({"state": "refused"}, "WrongState"),
        ({"money": "owed"}, GOES),
        ({"money": "asked"}, "NothingTaken"),
        ({"fee_paid_back": 4000}, "PaidBackBefore"),
        ({"paid_by": "cash"}, "TakenAtTheCounter"),
    ],
    "write_off_debt": [
        *BY_PEOPLE[:2],
        ({"state": "in_process"}, "WrongState"),
        ({"signs_for_agency": False}, "NotTheAuthority"),
        ({"money": "paid"}, "NoDebt"),
        ({"money": "asked"}, "NoDebt"),
    ],
    "keep_fee": [
        *BY_PEOPLE[:2],
        ({"state": "in_process"}, "WrongState"),
        ({"money": "proposed"}, "RefundNotDecided"),
        ({"money": "paid"}, "RefundDecided"),
        ({"money": "owed"}, "RefundDecided"),
    ],
    "cancel_fee": [
        *BY_PEOPLE,
        ({"money": "asked"}, "NothingTaken"),
        ({"money": "none"}, "NothingTaken"),
        ({"paid_by": "transfer"}, "NotTakenAtTheCounter"),
    ],
}
