"""Scenes that many tests of dossiers share: every state, every action, and who comes by."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models

from hoaban.casework.attachments.models import Attachment
from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.casework.turns.models import Turn
from hoaban.core.clock import VIETNAM
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors, agencies
from hoaban.core.people.actors import STRANGER, Actor
from hoaban.core.people.roles import ActorKind, Role
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.casefile import acts as casefile
from hoaban.domains.onestop.consultations.models import Consultation
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.states import TRANSITIONS
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.onestop.supplements.models import Supplement
from tests.world.province import MONDAY, Ward, filing, post_of

LATER = MONDAY + timedelta(hours=1)
ITEMS = [{"component": "identity", "name": "Giấy tờ tùy thân", "what": "Nộp bản chụp rõ hơn"}]
WHY = "Bản chụp bị mờ, không đọc được số."
ASKED = "so-tp"  # the agency that is asked for its opinion
OPINION = "Sổ gốc có ghi sự kiện này; đề nghị cấp bản sao."
QUESTION: dict[str, Any] = {
    "agency": ASKED,
    "question": "Sổ gốc có ghi sự kiện này không?",
    "days": 3,
}
ROWS: tuple[type[models.Model], ...] = (
    Dossier,
    ClockInterval,
    Turn,
    Case,
    Involvement,
    Supplement,
    Correction,
    Consultation,
    PaperItem,
    Attachment,
    Paper,
    Entry,
)


def vn(text: str) -> datetime:
    """`2020-03-16 08:30`, Vietnam time."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM).astimezone(UTC)


def told(verbs: Dossier) -> list[str]:
    """What the journal says happened, oldest first."""
    entries = Entry.objects.filter(subject="dossiers.Dossier", subject_pk=verbs.pk).order_by("id")
    return [entry.verb.removeprefix("dossiers.") for entry in entries]


def last(dossier: Dossier) -> Entry:
    found = Entry.objects.filter(subject="dossiers.Dossier", subject_pk=dossier.pk)
    return found.order_by("id")[len(found) - 1]


def states(dossier: Dossier) -> tuple[str, str, str, str]:
    """Business, clock, money, delivery."""
    dossier.refresh_from_db()
    return dossier.state, dossier.clock, dossier.money, dossier.delivery


def everything() -> list[Any]:  # Any: rows of eight tables
    """All that an action could have changed."""
    return [list(model._default_manager.order_by("pk").values()) for model in ROWS]


@contextmanager
def refused(kind: type[Refusal], sentence: str = "") -> Iterator[None]:
    """What happens within is refused, in these words, and changes nothing."""
    before = everything()
    try:
        yield
    except Refusal as refusal:
        assert type(refusal) is kind, refusal  # noqa: PT017 - the words are compared below
        assert not sentence or str(refusal) == sentence  # noqa: PT017
    else:
        raise AssertionError(f"{kind.__name__} was not raised")
    assert everything() == before


@dataclass(frozen=True)
class Act:
    """An action as it goes through: from which state, by whom of the ward, with what."""

    start: str
    by: str
    event: Event
    given: dict[str, Any] = field(default_factory=dict)  # Any: arguments
    at: datetime = LATER
    after: tuple[str, str, str, str] = ("", "", "", "")
    may: str = ""  # who may press it when it is the moment for it; everyone else reads NotAllowed
    typed: dict[str, str] = field(default_factory=dict)  # on its page

    def do(self, name: str, dossier: Dossier, by: Actor, **more: object) -> Dossier:
        do: Callable[..., Dossier] = casefile.ACTS[name].do
        return do(dossier.pk, **({"by": by, "at": self.at} | self.given | more))


LONG_AFTER = datetime(2020, 6, 1, 3, tzinfo=UTC)
RUNNING = ("in_process", "running", "asked", "nothing")
ACTS: dict[str, Act] = {
    "receive": Act(
        "submitted",
        "clerk",
        Event.RECEIVED,
        after=("received", "running", "asked", "nothing"),
        may="clerk",
    ),
    "ask_completion": Act(
        "submitted",
        "clerk",
        Event.COMPLETION_ASKED,
        {"items": ITEMS, "reason": WHY},
        after=("awaiting_completion", "idle", "none", "nothing"),
        may="clerk",
        typed={"items": "Sổ hộ khẩu | nộp bản chụp", "reason": WHY},
    ),
    "complete": Act(
        "awaiting_completion",
        "citizen",
        Event.COMPLETED,
        after=("submitted", "idle", "none", "nothing"),
        may="clerk citizen",
        typed={"identity-copies": "1"},
    ),
    "refuse": Act(
        "submitted",
        "clerk",
        Event.REFUSED,
        {"reason": WHY, "basis": "Điều 15"},
        after=("refused", "ended", "none", "nothing"),
        may="clerk",
        typed={"reason": WHY, "basis": "Điều 17"},
    ),
    "pay": Act(
        "received",
        "clerk",
        Event.FEE_PAID,
        {"amount": 16000},
        after=("received", "running", "paid", "nothing"),
        may="clerk",
        typed={"amount": "16000"},
    ),
    "transfer": Act("received", "clerk", Event.TRANSFERRED, after=RUNNING, may="clerk"),
    "assign": Act(
        "in_process",
        "leader",
        Event.ASSIGNED,
        {"to": "specialist"},
        after=RUNNING,
        may="clerk specialist leader head",
    ),
    "do_step": Act(
        "drafted", "specialist", Event.STEP_DONE, after=RUNNING, may="clerk specialist leader head"
    ),
    "hand_on": Act(
        "in_process",
        "specialist",
        Event.HANDED_ON,
        {"to": "colleague"},
        after=RUNNING,
        may="clerk specialist leader head",
    ),
    "return_step": Act(
        "at_signing",
        "leader",
        Event.STEP_RETURNED,
        {"note": WHY},
        after=RUNNING,
        may="specialist leader head",
        typed={"note": WHY},
    ),
    "issue_sheet": Act(
        "in_process", "clerk", Event.SHEET_ISSUED, after=RUNNING, may="clerk specialist leader head"
    ),
    "undo": Act(
        "in_process",
        "clerk",
        Event.UNDONE,
        {"reason": WHY},
        after=("received", "running", "asked", "nothing"),
        may="clerk head",
    ),
    "ask_supplement": Act(
        "in_process",
        "specialist",
        Event.SUPPLEMENT_ASKED,
        {"items": ITEMS, "reason": WHY},
        after=("awaiting_supplement", "paused", "asked", "nothing"),
        may="specialist leader head",
        typed={"items": "Sổ hộ khẩu | nộp bản chụp", "reason": WHY},
    ),
    "supply": Act(
        "awaiting_supplement",
        "citizen",
        Event.SUPPLIED,
        after=RUNNING,
        may="clerk citizen",
        typed={"identity-copies": "1"},
    ),
    "consult": Act(
        "long",
        "specialist",
        Event.CONSULTED,
        QUESTION,
        after=RUNNING,
        may="specialist leader head",
        typed={"question": QUESTION["question"], "days": "3"},
    ),
    "answer_consultation": Act(
        "consulted",
        "asked",
        Event.CONSULTATION_ANSWERED,
        {"answer": OPINION},
        after=RUNNING,
        may="asked",
        typed={"answer": OPINION},
    ),
    "record_silence": Act(
        "consulted",
        "specialist",
        Event.SILENCE_RECORDED,
        at=LONG_AFTER,
        after=RUNNING,
        may="specialist leader head",
    ),
    "withdraw_consultation": Act(
        "consulted",
        "specialist",
        Event.CONSULTATION_WITHDRAWN,
        {"agency": ASKED},
        after=RUNNING,
        may="specialist leader head",
    ),
    "extend": Act(
        "long",
        "leader",
        Event.EXTENDED,
        {"until": date(2020, 4, 10), "reason": WHY},
        after=RUNNING,
        may="leader head",
        typed={"until": "2020-04-10", "reason": WHY},
    ),
    "correct": Act(
        "in_process",
        "specialist",
        Event.CORRECTED,
        {"sections": {"request": {"event": "marriage", "copies": 2}}, "reason": WHY},
        after=RUNNING,
        may="clerk specialist leader head",
        typed={"request-event": "marriage", "request-copies": "2", "reason": WHY},
    ),
    "draft_result": Act(
        "in_process",
        "specialist",
        Event.RESULT_DRAFTED,
        {"outcome": "positive"},
        after=RUNNING,
        may="specialist leader head",
        typed={
            "outcome": "negative",
            "reason": WHY,
            "basis": "Luật Hộ tịch, Điều 63",
            "body": "Một\nHai",
        },
    ),
    "sign": Act(
        "at_signing",
        "leader",
        Event.SIGNED,
        after=("done", "ended", "asked", "nothing"),
        may="leader head",
    ),
    "release": Act(
        "done", "clerk", Event.RELEASED, after=("done", "ended", "asked", "ready"), may="clerk"
    ),
    "hand_over": Act(
        "ready",
        "clerk",
        Event.HANDED_OVER,
        {"receiver": "Lường Thị Ban"},
        after=("returned", "ended", "paid", "handed"),
        may="clerk citizen",
        typed={"receiver": "Lường Thị Ban", "method": "counter"},
    ),
    "withdraw": Act(
        "submitted",
        "citizen",
        Event.WITHDRAWN,
        {"reason": "Tôi nộp nhầm."},
        after=("withdrawn", "ended", "none", "nothing"),
        may="clerk citizen",
        typed={"reason": WHY},
    ),
    "stop": Act(
        "in_process",
        "leader",
        Event.STOPPED,
        {"reason": WHY},
        after=("stopped", "ended", "asked", "nothing"),
        may="leader head",
        typed={"reason": WHY},
    ),
    "close": Act(
        "awaiting_completion",
        "clerk",
        Event.CLOSED,
        at=LONG_AFTER,
        after=("closed", "ended", "none", "nothing"),
        may="clerk system",
    ),
}


class Scenes:
    """Brings a dossier of one ward to any state, by the actions themselves."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.made: dict[str, Actor] = {}

    def bring(self, state: str, at: datetime = MONDAY) -> Dossier:
        return getattr(self, f"_{state}")(at)  # type: ignore[no-any-return] # one method a state

    def act(self, name: str, dossier: Dossier, by: Actor | None = None, **more: Any) -> Dossier:  # noqa: ANN401
        """The action of the table, by whom it names unless told otherwise."""
        chosen = ACTS[name]
        given = dict(chosen.given) | more
        if isinstance(given.get("to"), str):
            given["to"] = self.actor(given["to"]).post_pk
        if isinstance(given.get("agency"), str):
            given["agency"] = agencies.row(given["agency"], MONDAY.date()).pk
        return chosen.do(name, dossier, by or self.actor(chosen.by), **given)

    def actor(self, name: str) -> Actor:
        """One of the cast by name; made when first asked for."""
        if hasattr(self.ward, name):
            found: Actor = getattr(self.ward, name)
            return found
        if name not in self.made:
            self.made[name] = self._other(name)
        return self.made[name]

    def _other(self, name: str) -> Actor:
        roles = {
            "colleague": Role.SPECIALIST,
            "archivist": Role.ARCHIVIST,
            "it_officer": Role.IT_OFFICER,
            "administrator": Role.ADMINISTRATOR,
            "auditor": Role.AUDITOR,
        }
        if name in roles:
            return post_of(self.ward.agency, roles[name], name)
        if name == "asked":
            return post_of(agencies.row(ASKED, MONDAY.date()), Role.SPECIALIST, "asked")
        if name == "partner":
            return Actor(kind=ActorKind.PARTNER, reference="partner:post", client="partner:post")
        return {"system": actors.system("expiry"), "unsigned": STRANGER}[name]

    def _submitted(self, at: datetime) -> Dossier:
        return filing_actions.submit(filing(self.ward.agency), by=self.ward.citizen, at=at)

    def _awaiting_completion(self, at: datetime) -> Dossier:
        return self.act("ask_completion", self._submitted(at), at=at)

    def _refused(self, at: datetime) -> Dossier:
        return self.act("refuse", self._submitted(at), at=at)

    def _withdrawn(self, at: datetime) -> Dossier:
        return self.act("withdraw", self._submitted(at), at=at)

    def _received(self, at: datetime) -> Dossier:
        return self.act("receive", self._submitted(at), at=at)

    def _in_process(self, at: datetime) -> Dossier:
        return self.act("transfer", self._received(at), at=at)

    def _awaiting_supplement(self, at: datetime) -> Dossier:
        return self.act("ask_supplement", self._in_process(at), at=at)

    def _drafted(self, at: datetime) -> Dossier:
        return self.act("draft_result", self._in_process(at), at=at)

    def _at_signing(self, at: datetime) -> Dossier:
        return self.act("do_step", self._drafted(at), at=at)

    def _done(self, at: datetime) -> Dossier:
        return self.act("sign", self._at_signing(at), at=at)

    def _ready(self, at: datetime) -> Dossier:
        done = self.act("release", self._done(at), at=at)
        return self.act("pay", done, at=at)

    def _returned(self, at: datetime) -> Dossier:
        return self.act("hand_over", self._ready(at), at=at)

    def _stopped(self, at: datetime) -> Dossier:
        return self.act("stop", self._in_process(at), at=at)

    def _closed(self, at: datetime) -> Dossier:
        return self.act("close", self._awaiting_completion(at))

    def _long(self, at: datetime) -> Dossier:
        """In process with a limit of ten days, the due day two weeks off."""
        dossier = self._received(at)
        Case.objects.filter(pk=dossier.pk).update(due_at=vn("2020-03-30 17:00"))
        Dossier.objects.filter(pk=dossier.pk).update(limit_amount=10, limit_unit="working_days")
        return self.act("transfer", dossier, at=at)

    def _consulted(self, at: datetime) -> Dossier:
        self.actor("asked")
        return self.act("consult", self._long(at), at=at)


def department(code: str = "so-tp") -> Actor:
    """A clerk of a department of the province."""
    return post_of(agencies.row(code, MONDAY.date()), Role.CLERK, f"clerk-{code}")


def wrong_state(name: str, dossier: Dossier) -> str:
    """The sentence of WrongState for an action on this dossier."""
    return (
        f"Hồ sơ {dossier.code or dossier.reference} đang ở trạng thái “"
        f"{State(dossier.state).label}” nên không thể {TRANSITIONS[name].words}."
    )


def plan_of(dossier: Dossier) -> Plan:
    return parameters.plan(dossier.revision_id)
