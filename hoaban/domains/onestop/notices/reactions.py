"""What dossiers do because something happened: the applicant and the officials are told.

Each runs as a job, at least once, and is harmless when it runs again: a notice carries the entry's
key.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from hoaban.casework.notices import actions as inbox
from hoaban.casework.notices.enums import Kind
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import APPLICANT
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.engines.law import lookup as law
from hoaban.gateways.notify import contract
from hoaban.gateways.notify.contract import Contact, Message


def tell_submitted(entry: Entry) -> None:
    """Confirm to the applicant that the request came in, with its reference.

    What was not filed at the counter goes into its inbox too.
    """
    if not entry.by.startswith("post:"):
        _notify(entry, Kind.CAME, gettext_noop("Hồ sơ mới nộp, chờ kiểm tra"))
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


def notify_no_more(entry: Entry) -> None:
    """Officials are told no more of work that has ended."""
    inbox.settle(entry.subject_pk)


def notify_came(entry: Entry) -> None:
    """Put into the inbox of whoever has the dossier now that it came to them."""
    _notify(entry, Kind.CAME, gettext_noop("Hồ sơ chuyển đến để xử lý"))


def notify_returned(entry: Entry) -> None:
    """Put into the inbox of whoever has the step again that it was sent back."""
    _notify(entry, Kind.RETURNED, gettext_noop("Bước sau trả lại hồ sơ"))


def notify_supplied(entry: Entry) -> None:
    """Put into the inbox of whoever has the step that the applicant brought what was asked."""
    _notify(entry, Kind.ANSWERED, gettext_noop("Người nộp đã bổ sung"))


def notify_asked(entry: Entry) -> None:
    """Put into the inbox of the agency that is asked for its opinion that a question came."""
    asked = turns.begun_beside(entry.subject_pk, entry.at)
    words = gettext_noop("Cơ quan khác lấy ý kiến")
    inbox.tell(asked, Kind.CAME, words, cause=f"entry:{entry.pk}", at=entry.at)


def notify_opinion(entry: Entry) -> None:
    """Put into the inbox of whoever has the step that another agency gave its opinion."""
    agency = agencies.row(entry.agency, clock.day(entry.at)).name
    _notify(entry, Kind.ANSWERED, gettext_noop("Đã có ý kiến của %(agency)s"), agency=agency)


def _notify(entry: Entry, kind: Kind, words: str, **facts: str) -> None:
    """One notice to whoever had the turn then; nobody is told what they did to themselves."""
    notify_no_more(entry)
    turn = turns.as_of(entry.subject_pk, entry.at)
    if turn is None or turn.role == APPLICANT:
        return
    if turn.post and entry.by == f"post:{turn.post.public_id}":
        return
    inbox.tell([turn], kind, words, cause=f"entry:{entry.pk}", at=entry.at, facts=facts)


def _moment(entry: Entry, name: str) -> str:
    """A moment as the entry has it: the dossier may have gone on before the notice is made."""
    return dossiers_rules.moment(datetime.fromisoformat(entry.facts[name]))


def _tell(entry: Entry, dossier: Dossier, subject: str, body: str, **facts: object) -> None:
    """One notice in Vietnamese to the submitter, whichever way reaches them."""
    notify_no_more(entry)
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
