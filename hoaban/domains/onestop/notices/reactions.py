"""What dossiers do because something happened: the applicant is told.

Each runs as a job, at least once, and is harmless when it runs again: a notice carries the entry's
key.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.engines.law import lookup as law
from hoaban.gateways.notify import contract
from hoaban.gateways.notify.contract import Contact, Message


def tell_submitted(entry: Entry) -> None:
    """Confirm to the applicant that the request came in, with its reference."""
    dossier = dossiers.by_pk(entry.subject_pk)
    _tell(
        entry,
        dossier,
        _("Đã nhận yêu cầu của ông/bà"),
        _("Mã tham chiếu {code}. Cơ quan sẽ kiểm tra trước {until}."),
        code=dossier.reference,
        until=_moment(entry, "check_by"),
    )


def tell_received(entry: Entry) -> None:
    """Tell the applicant the code and the appointed hour and date."""
    dossier = dossiers.by_pk(entry.subject_pk)
    _tell(
        entry,
        dossier,
        _("Hồ sơ đã được tiếp nhận"),
        _("Mã hồ sơ {code}. Hẹn trả kết quả {until}."),
        code=dossier.code,
        until=_moment(entry, "due_at"),
    )


def tell_supplement(entry: Entry) -> None:
    """Tell the applicant everything that is asked for, in one notice."""
    dossier = dossiers.by_pk(entry.subject_pk)
    asked = supplements.supplement_asked(dossier, entry.at)
    wanted = "; ".join(f"{item['name']}: {item['what']}" for item in asked.items) if asked else ""
    _tell(
        entry,
        dossier,
        _("Cần bổ sung hồ sơ"),
        _("Hồ sơ {code} cần: {items}. Thời hạn tạm dừng đến khi ông/bà bổ sung."),
        code=dossier.code or dossier.reference,
        items=wanted,
    )


def tell_refused(entry: Entry) -> None:
    """Tell the applicant that the request is not taken and where the reason stands."""
    dossier = dossiers.by_pk(entry.subject_pk)
    _tell(
        entry,
        dossier,
        _("Hồ sơ không được tiếp nhận"),
        _("Hồ sơ {code} không được tiếp nhận; lý do ghi trong phiếu từ chối."),
        code=dossier.reference,
    )


def tell_extended(entry: Entry) -> None:
    """Apologise to the applicant and give the one new appointment."""
    dossier = dossiers.by_pk(entry.subject_pk)
    _tell(
        entry,
        dossier,
        _("Xin lỗi và hẹn lại ngày trả kết quả"),
        _("Chúng tôi xin lỗi: hồ sơ {code} được hẹn lại đến {until}."),
        code=dossier.code,
        until=_moment(entry, "due_at"),
    )


def tell_released(entry: Entry) -> None:
    """Tell the applicant that the result is there."""
    dossier = dossiers.by_pk(entry.subject_pk)
    _tell(
        entry,
        dossier,
        _("Đã có kết quả"),
        _("Kết quả của hồ sơ {code} đã có tại {counter} và trên Cổng dịch vụ công."),
        code=dossier.code,
        counter=law.term("counter", clock.day(entry.at), "vi"),
    )


def tell_ended(entry: Entry) -> None:
    """Tell the applicant that the handling was stopped or closed."""
    dossier = dossiers.by_pk(entry.subject_pk)
    _tell(
        entry,
        dossier,
        _("Hồ sơ đã dừng xử lý"),
        _("Hồ sơ {code} đã kết thúc mà không có kết quả. {reason}"),
        code=dossier.code or dossier.reference,
        reason=dossier.end_reason,
    )


def _moment(entry: Entry, name: str) -> str:
    """A moment as the entry has it: the dossier may have gone on before the notice is made."""
    return dossiers_rules.moment(datetime.fromisoformat(entry.facts[name]))


def _tell(entry: Entry, dossier: Dossier, subject: str, body: str, **facts: object) -> None:
    """One notice in Vietnamese to the submitter, whichever way reaches them."""
    block = dossier.submitter or dossier.owner
    contact = Contact(
        reference=f"dossier:{dossier.reference}",
        phone=str(block.get("phone", "")),
        email=str(block.get("email", "")),
        name=str(block.get("full_name", "")),
    )
    if not contact.is_reachable:
        return
    with override("vi"):
        message = Message(
            to=contact,
            template=entry.verb,
            subject=subject,
            body=body.format(**facts),
            about=dossier.reference,
            at=entry.at,
            key=f"entry:{entry.pk}",
        )
    contract.get().send(message)
