"""Which tasks start by the clock, and when: a part of the wiring."""

from typing import NamedTuple


class Recurring(NamedTuple):
    """A task that starts by the clock: its dotted path and five cron fields, Vietnam time."""

    name: str
    task: str
    cron: str


SCHEDULE = [
    Recurring(
        "Giao lại việc của vị trí đã kết thúc", "hoaban.casework.turns.tasks.free_left", "5 0 * * *"
    ),
    Recurring(
        "Chuyển hồ sơ của cơ quan đã kết thúc",
        "hoaban.domains.onestop.handovers.tasks.follow_areas",
        "10 0 * * *",
    ),
    Recurring("Báo việc quá hạn", "hoaban.casework.notices.tasks.tell_late", "30 6 * * *"),
    Recurring(
        "Báo việc không ai đảm nhận", "hoaban.casework.notices.tasks.tell_unheld", "40 6 * * *"
    ),
    Recurring("Báo việc sắp đến hạn", "hoaban.domains.onestop.reminders.tasks.warn", "40 6 * * *"),
    Recurring(
        "Nhắc hạn bổ sung, nhắc nhận kết quả",
        "hoaban.domains.onestop.reminders.tasks.remind",
        "0 7 * * *",
    ),
    Recurring("Niêm nhật ký", "hoaban.config.tasks.seal_journal", "*/5 * * * *"),
    Recurring("Dọn việc nền đã xong", "hoaban.core.jobs.tasks.prune", "15 1 * * *"),
    Recurring("Xóa nội dung tin nhắn cũ", "hoaban.gateways.notify.tasks.blank", "30 1 * * *"),
    Recurring("Xóa bản nháp cũ", "hoaban.domains.onestop.drafts.tasks.expire_drafts", "45 1 * * *"),
    Recurring(
        "Xóa người đã lưu mà lâu không cập nhật",
        "hoaban.domains.onestop.profiles.tasks.expire_known",
        "40 1 * * *",
    ),
    Recurring(
        "Xóa tệp không còn dùng",
        "hoaban.domains.onestop.drafts.tasks.remove_left_files",
        "50 1 * * *",
    ),
    Recurring("Xóa bộ đếm truy cập", "hoaban.config.tasks.forget_counts", "20 * * * *"),
    Recurring("Xóa tệp gửi dở", "hoaban.config.tasks.forget_pieces", "50 * * * *"),
    Recurring(
        "Xóa phiên đăng nhập đã hết hạn", "hoaban.config.tasks.forget_sessions", "10 2 * * *"
    ),
    Recurring("Sao lưu dữ liệu và tệp", "hoaban.config.tasks.back_up", "30 2 * * *"),
]
