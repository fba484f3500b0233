"""What the timeline of a dossier says, and to whom."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from hoaban.casework.acts.acts import Act
from hoaban.casework.timeline.enums import Reader
from hoaban.casework.timeline.queries import Sentence
from hoaban.casework.turns import queries as turns
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.postponements import rules as postponements

OFFICIALS = frozenset({Reader.OFFICIAL})
ALL = frozenset(Reader)
FILED = pgettext_lazy("diễn biến", "Nộp hồ sơ")
POSTPONED = pgettext_lazy("diễn biến", "Dời ngày hẹn vì có thêm ngày nghỉ")
MOVED = pgettext_lazy("diễn biến", "Chuyển cơ quan tiếp tục giải quyết")
WROTE_TO_APPLICANT = pgettext_lazy("diễn biến", "Cơ quan nhắn người nộp")
WROTE_TO_AGENCY = pgettext_lazy("diễn biến", "Người nộp nhắn cơ quan")
RATED = pgettext_lazy("diễn biến", "Người nộp đánh giá")
REFUND_OPENED = pgettext_lazy("diễn biến", "Chờ quyết định hoàn trả phí vì không cấp lại kết quả")
WAITS = pgettext_lazy("diễn biến", "Dời hạn chờ người nộp vì có thêm ngày nghỉ")
CLAIMED = pgettext_lazy("diễn biến", "Thêm hồ sơ vào tài khoản của người nộp")
NUMBERS_VIEWED = pgettext_lazy("diễn biến", "Xem đủ số giấy tờ để đối chiếu")


def _agencies(_dossier: Dossier, entry: Entry) -> str:
    """From which agency to which it was handed."""
    return " → ".join(
        agencies.versions(code)[-1].shown for code in (entry.facts["moved"][0], entry.facts["to"])
    )


def _sent_on(entry: Entry) -> str:
    """From which agency to which it was sent on, and why."""
    codes = (entry.facts["sent_by"], entry.facts["to"])
    way = " → ".join(agencies.versions(code)[-1].shown for code in codes)
    return f"{way}: {turns.note_at(entry.subject_pk, entry.at)}"


def _sections(dossier: Dossier, entry: Entry) -> str:
    """The sections of the declaration that were corrected, by their titles."""
    return "; ".join(corrections.titles(dossier, entry.facts.get("sections", ())))


def sentences(acts: Iterable[Act]) -> dict[str, Sentence]:
    """How filing and each act that was done are told, by the names that the journal has."""
    told = {act.line.event: act for act in acts}
    words: dict[str, str | Promise] = {verb: act.told for verb, act in told.items()}

    def detail(dossier: Dossier, entry: Entry) -> str:
        """Which step it was, what was taken back, whose opinion was asked for, where it went."""
        if "asked" in entry.facts:
            tree = agencies.at(clock.day(entry.at))
            return ", ".join(tree[code].shown for code in entry.facts["asked"] if code in tree)
        if "corrects" in entry.facts:
            return gettext("Cấp lại kết quả của hồ sơ đã thu hồi")
        if "sent_by" in entry.facts:
            return _sent_on(entry)
        if entry.verb == Event.UNDONE:
            return str(words.get(entry.facts["verb"], ""))
        step = parameters.plan(dossier.revision_id).steps.get(str(entry.facts.get("step", "")))
        return step.shown if step and entry.verb != Event.TRANSFERRED else ""

    begun = {
        Event.SUBMITTED.value: Sentence(FILED, ALL, _sections, detail),
        Event.CLAIMED.value: Sentence(CLAIMED, ALL),
        Event.NUMBERS_VIEWED.value: Sentence(NUMBERS_VIEWED, OFFICIALS),
        Event.POSTPONED.value: Sentence(POSTPONED, ALL),
        Event.MOVED.value: Sentence(MOVED, ALL, detail=_agencies),
        Event.WROTE_TO_APPLICANT.value: Sentence(WROTE_TO_APPLICANT, ALL),
        Event.WROTE_TO_AGENCY.value: Sentence(WROTE_TO_AGENCY, ALL),
        Event.RATED.value: Sentence(RATED, ALL),
        Event.REFUND_OPENED.value: Sentence(REFUND_OPENED, ALL),
        postponements.WAIT_LONGER.event: Sentence(WAITS, ALL),
    }
    return begun | {
        verb: Sentence(act.told, ALL if act.is_told else OFFICIALS, _sections, detail)
        for verb, act in told.items()
    }
