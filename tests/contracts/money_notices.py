"""What whoever filed is told of money that goes back or is asked again, for `test_notices`."""

from hoaban.domains.onestop.dossiers.enums import Event

CASES: dict[str, tuple[str, str, str, str]] = {
    Event.FEE_TAKEN_BACK: (
        "transferred",
        "take_back_fee",
        "Ngân hàng đã thu hồi khoản nộp phí",
        (
            "Ngân hàng đã thu hồi khoản chuyển nộp phí của hồ sơ {code}: phí chưa nộp. Nộp lại "
            "trên Cổng dịch vụ công hoặc tại Bộ phận Một cửa."
        ),
    ),
    Event.DEBT_WRITTEN_OFF: (
        "indebted",
        "write_off_debt",
        "Không phải nộp lại phí nữa",
        (
            "Cơ quan không thu lại khoản phí của hồ sơ {code} mà ngân hàng đã thu hồi. Không cần "
            "nộp; cần biết thêm, hỏi Bộ phận Một cửa."
        ),
    ),
    Event.REFUND_DECIDED: (
        "propose_refund",
        "decide_refund",
        "Đã quyết định việc hoàn trả phí",
        (
            "Cơ quan đã quyết định số tiền phí được hoàn trả của hồ sơ {code}. Xem số tiền và căn "
            "cứ trên Cổng dịch vụ công hoặc hỏi Bộ phận Một cửa."
        ),
    ),
    Event.REFUND_TAKEN_BACK: (
        "refund_fee",
        "take_back_refund",
        "Khoản hoàn trả phí sẽ được trả lại lần nữa",
        (
            "Khoản hoàn trả phí của hồ sơ {code} đã về lại cơ quan vì trả nhầm hoặc ngân hàng trả "
            "lại. Cơ quan sẽ hoàn trả lại; hỏi Bộ phận Một cửa."
        ),
    ),
}
