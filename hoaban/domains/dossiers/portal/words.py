"""Content in the page's language, and the words of limits and states that a citizen understands."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.enums import State
from hoaban.domains.procedures import queries as procedures
from hoaban.domains.procedures.enums import FeeUnit, Unit
from hoaban.ui import numerals

ONLINE = "online"


def language() -> str:
    """`vi` or `en`."""
    return (get_language() or "vi").split("-")[0]


def said(row: object, name: str) -> str:
    """A content text in the page's language; Vietnamese where English is missing."""
    english = getattr(row, f"{name}_en", "") if language() == "en" else ""
    return str(english or getattr(row, name))


STATES: dict[str, str | Promise] = {
    State.SUBMITTED: gettext_lazy("Đã gửi, cơ quan đang kiểm tra"),
    State.AWAITING_COMPLETION: gettext_lazy("Cần bạn bổ sung để được tiếp nhận"),
    State.REFUSED: gettext_lazy("Không được tiếp nhận"),
    State.RECEIVED: gettext_lazy("Đã tiếp nhận, đang giải quyết"),
    State.IN_PROCESS: gettext_lazy("Đang giải quyết"),
    State.AWAITING_SUPPLEMENT: gettext_lazy("Cần bạn bổ sung giấy tờ"),
    State.DONE: gettext_lazy("Đã có kết quả"),
    State.RETURNED: gettext_lazy("Đã trả kết quả"),
    State.WITHDRAWN: gettext_lazy("Bạn đã rút hồ sơ"),
    State.STOPPED: gettext_lazy("Dừng giải quyết"),
    State.CLOSED: gettext_lazy("Đã đóng vì không bổ sung"),
}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper of a case, as the page asks for it."""

    code: str
    name: str
    note: str
    is_required: bool
    is_shown_only: bool
    is_made_by_form: bool


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case needs, how long it takes and what it costs, in words."""

    code: str
    name: str
    limit: str
    fees: tuple[str, ...]
    papers: tuple[PaperFacts, ...]


def papers(plan: queries.Plan, case_pk: int) -> tuple[PaperFacts, ...]:
    """The papers of a case."""
    return tuple(
        PaperFacts(
            code=each.code,
            name=said(each, "name"),
            note=said(each, "note"),
            is_required=each.is_required and not each.is_shown_only,
            is_shown_only=each.is_shown_only,
            is_made_by_form=bool(each.form_code),
        )
        for each in plan.components[case_pk]
    )


def limit(plan: queries.Plan, case_code: str) -> str:
    """How long the case may take online."""
    found = procedures.limit_in(plan.facts, case=case_code, channel=ONLINE)
    if found.same_day:
        return _("Trong ngày; gửi sau 15:00 thì trả vào ngày làm việc sau")
    return f"{found.amount} {Unit(found.unit).label}"


def fees(plan: queries.Plan, case_code: str) -> tuple[str, ...]:
    """What the case costs online, a line each; empty where nothing is taken."""
    facts = procedures.case_in(plan.facts, case_code)
    return tuple(
        f"{said(line, 'name')}: {numerals.money(line.amount)}/{FeeUnit(line.unit).label}"
        for line in facts.fees
        if line.channel == ONLINE and line.amount
    )


def cases(plan: queries.Plan) -> list[CaseFacts]:
    """Every case of a revision, the usual one first."""
    ordered = sorted(plan.cases.values(), key=lambda case: (not case.is_default, case.position))
    return [
        CaseFacts(
            code=case.code,
            name=said(case, "name"),
            limit=limit(plan, case.code),
            fees=fees(plan, case.code),
            papers=papers(plan, case.pk),
        )
        for case in ordered
    ]
