"""Words for background jobs: what one does, what it means that it failed, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoaban.core.jobs.leases import LOST
from hoaban.core.jobs.models import Job, State
from hoaban.core.refusals import Refusal

_UNWRITABLE = frozenset({"OperationalError", "InterfaceError", "DatabaseError", "OSError"})
_FAR_AWAY = frozenset(
    {
        "ConnectionError",
        "ConnectionRefusedError",
        "ConnectionResetError",
        "TimeoutError",
        "gaierror",
    }
    | {"URLError", "HTTPError", "SMTPException", "SMTPConnectError", "SMTPServerDisconnected"}
)
_GONE = gettext_lazy("Việc của một bản phần mềm khác")


@dataclass(frozen=True, slots=True)
class Row:
    """A job as the page tells it."""

    job: Job
    name: str
    about: str  # the same more closely, or nothing
    meaning: str  # of its last failure, or nothing
    advice: str


def name_of(task: str) -> str:
    """What a task does, by its dotted path; of one that is not there, that it is another's."""
    return str(_declared(task, "words") or _GONE)


def _declared(task: str, part: str) -> object:
    try:
        return getattr(import_string(task), part, None)
    except ImportError:
        return None


def row(job: Job, sentences: Mapping[str, str]) -> Row:
    """`sentences` are those of refusals in the reader's language, by the name of the class."""
    meaning, advice = told(job, sentences)
    return Row(job, name_of(job.task), _about(job), meaning, advice)


def _about(job: Job) -> str:
    about = _declared(job.task, "about")
    said = about(*job.args, **job.kwargs) if callable(about) else ""
    return str(said) if isinstance(said, str | Promise) else ""


def told(job: Job, sentences: Mapping[str, str]) -> tuple[str, str]:
    """What the last failure of a job means, and what to do about it; nothing where none was."""
    if not job.last_error:
        return "", ""
    meaning, advice = _cause(job.last_error, sentences)
    if job.state == State.PARKED:
        return meaning, advice
    return meaning, "" if job.state == State.DONE else _("Hệ thống tự làm lại; chưa cần làm gì.")


def _cause(error: str, sentences: Mapping[str, str]) -> tuple[str, str]:
    kind = error.partition(":")[0].partition(" @")[0]
    if error == LOST:
        return (
            _("Tiến trình đang làm bị dừng đột ngột, lần nào cũng vậy."),
            _("Xem bộ nhớ của máy chủ, rồi chạy lại; nếu vẫn dừng, báo người bảo trì."),
        )
    if kind in Refusal.known:
        said = sentences.get(kind, Refusal.known[kind].sentence)
        return said, _("Sửa điều câu này nêu, rồi chạy lại.")
    if kind in _FAR_AWAY:
        return (
            _("Không nối được tới máy khác: thư, tin nhắn, chữ ký hoặc nơi sao lưu."),
            _("Xem mạng và dịch vụ ấy, rồi chạy lại."),
        )
    if kind in _UNWRITABLE:
        return (
            _("Lúc đó không đọc hoặc ghi được cơ sở dữ liệu hay đĩa."),
            _("Xem chỗ trống của đĩa và quyền ghi, rồi chạy lại."),
        )
    if kind == "MemoryError":
        return _("Máy chủ hết bộ nhớ."), _("Giải phóng bộ nhớ, rồi chạy lại.")
    return (
        _("Chương trình gặp lỗi chưa lường trước."),
        _("Chạy lại một lần; nếu vẫn dừng, gửi dòng chữ nhỏ bên cạnh cho người bảo trì."),
    )
