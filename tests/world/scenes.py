"""Scenes that many tests of dossiers share: every state, every action, and who comes by."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection

from hoaban.casework.cases.models import Case
from hoaban.core.clock import VIETNAM
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors, agencies
from hoaban.core.people.actors import STRANGER, Actor
from hoaban.core.people.roles import ActorKind, Role
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.acts import ACTS, ASKED, ELSEWHERE, TWO
from tests.world.province import MONDAY, Ward, filing, post_of

ROOMS = ("hoaban.casework.", "hoaban.domains.onestop.")
ROWS = [model for model in apps.get_models() if model.__module__.startswith(ROOMS)] + [Entry]
EVERY_ROW = [  # what the driver gives: two looks are compared
    f"SELECT * FROM {model._meta.db_table} ORDER BY {model._meta.pk.column}"  # noqa: S608
    for model in ROWS
]


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


def everything() -> list[Any]:  # Any: rows of tables
    """All that an action could have changed: tables of cases and the one-stop, the journal."""
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which answers all of it at once
            cursor.execute(";".join(EVERY_ROW))
            found.append(cursor.fetchall())
            while cursor.nextset():
                found.append(cursor.fetchall())
            return found
        for every in EVERY_ROW:
            cursor.execute(every)
            found.append(cursor.fetchall())
    return found


@contextmanager
def refused(kind: type[Refusal], sentence: str = "", *, of: str = "") -> Iterator[None]:
    """What happens within is refused, in these words, and changes nothing; a failure says `of`."""
    before = everything()
    try:
        yield
    except Refusal as refusal:
        said = f"{of}: {refusal}"
        assert type(refusal) is kind, said  # noqa: PT017 - the words are compared below
        assert not sentence or str(refusal) == sentence, said  # noqa: PT017
    else:
        raise AssertionError(f"{of}: {kind.__name__} was not raised")
    assert everything() == before, of


class Scenes:
    """Brings a dossier of one ward to any state, by the actions themselves."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.made: dict[str, Actor] = {}

    def bring(self, state: str, at: datetime = MONDAY) -> Dossier:
        """A dossier in that state, or one to which that act was just done."""
        if state in ACTS:
            return self.act(state, self.bring(ACTS[state].start, at), at=at)
        return getattr(self, f"_{state}")(at)  # type: ignore[no-any-return] # one method a state

    def act(self, name: str, dossier: Dossier, by: Actor | None = None, **more: Any) -> Dossier:  # noqa: ANN401
        """The action of the table, by whom it names unless told otherwise.

        A leader asks for what whoever has the step proposed before, at the same moment.
        """
        is_own = by and by.role == Role.LEADER
        dossier.refresh_from_db()
        if name == "ask_supplement" and dossier.state == State.IN_PROCESS and not is_own:
            proposed = {k: v for k, v in more.items() if k not in {"head_reason", "key"}}
            dossier = self.act("propose_supplement", dossier, by, **proposed)
            by = None
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
        if name == "taker":  # to whom a request is sent on
            return post_of(agencies.row(ELSEWHERE, MONDAY.date()), Role.CLERK, "taker")
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

    def _holding(self, at: datetime) -> Dossier:
        """Received with an original that lies at the counter."""
        dossier = self._received(at)
        PaperItem.objects.create(
            dossier=dossier, component="original", name="Bản chính", originals=1
        )
        return dossier

    def _in_process(self, at: datetime) -> Dossier:
        return self.act("transfer", self._received(at), at=at)

    def _completed(self, at: datetime) -> Dossier:
        """Filed again after a request, and not looked at yet."""
        return self.act("complete", self._awaiting_completion(at), at=at)

    def _supplement_proposed(self, at: datetime) -> Dossier:
        return self.act("propose_supplement", self._in_process(at), at=at)

    def _supplement_sent(self, at: datetime) -> Dossier:
        return self.act("supply", self._awaiting_supplement(at), at=at)

    def _awaiting_supplement(self, at: datetime) -> Dossier:
        return self.act("ask_supplement", self._in_process(at), at=at)

    def _awaiting_two(self, at: datetime) -> Dossier:
        """Two papers are asked for after reception."""
        return self.act("ask_supplement", self._in_process(at), at=at, items=TWO)

    def _drafted(self, at: datetime) -> Dossier:
        return self.act("draft_result", self._in_process(at), at=at)

    def _at_signing(self, at: datetime) -> Dossier:
        return self.act("do_step", self._drafted(at), at=at)

    def _done(self, at: datetime) -> Dossier:
        return self.act("sign", self._at_signing(at), at=at)

    def _done_late(self, at: datetime) -> Dossier:
        """Signed in the afternoon, the promise of the morning."""
        dossier = self._at_signing(at)
        Case.objects.filter(pk=dossier.pk).update(held_to=at)
        return self.act("sign", dossier, at=at + timedelta(minutes=30))

    def _ready(self, at: datetime) -> Dossier:
        done = self.act("release", self._done(at), at=at)
        return self.act("pay", done, at=at)

    def _returned(self, at: datetime) -> Dossier:
        return self.act("hand_over", self._ready(at), at=at)

    def _revoked(self, at: datetime) -> Dossier:
        return self.act("revoke", self._ready(at), at=at)

    def _corrected(self, at: datetime) -> Dossier:
        """What gives again a result that was taken back: at the counter."""
        return Dossier.objects.get(corrects=self._revoked(at))

    def _stopped(self, at: datetime) -> Dossier:
        return self.act("stop", self._in_process(at), at=at)

    def _owed(self, at: datetime) -> Dossier:
        """Stopped after the fee was paid, which goes back."""
        paid = self.act("pay", self._received(at), at=at)
        return self.act("stop", self.act("transfer", paid, at=at), at=at)

    def _unsaid(self, at: datetime) -> Dossier:
        """Withdrawn by the applicant after the fee was paid: nobody said what becomes of it."""
        return self.act("withdraw", self.act("pay", self._received(at), at=at), at=at, refund="")

    def _transferred(self, at: datetime) -> Dossier:
        """Received, and the fee came into the agency's account."""
        return self.act("pay", self._received(at), self.actor("system"), at=at, paid_by="transfer")

    def _indebted(self, at: datetime) -> Dossier:
        """Released, and the bank took back what had paid the fee."""
        done = self.act("release", self._done(at), at=at)
        paid = self.act("pay", done, self.actor("system"), at=at, paid_by="transfer")
        return self.act("take_back_fee", paid, at=at)

    def _closed(self, at: datetime) -> Dossier:
        return self.act("close", self._awaiting_supplement(at))

    def _long(self, at: datetime) -> Dossier:
        """In process with a limit of ten days, the due day two weeks off."""
        dossier = self._received(at)
        due = vn("2020-03-30 17:00")
        Case.objects.filter(pk=dossier.pk).update(due_at=due, held_to=due)
        Dossier.objects.filter(pk=dossier.pk).update(limit_amount=10, limit_unit="working_days")
        return self.act("transfer", dossier, at=at)

    def _liable(self, at: datetime) -> Dossier:
        """In process, under a procedure whose law lets the clock stand for a payment."""
        dossier = self._in_process(at)
        pauses_for_payment(dossier)
        return dossier

    def _awaiting_payment(self, at: datetime) -> Dossier:
        return self.act("ask_payment", self._liable(at), at=at)

    def _consulted(self, at: datetime) -> Dossier:
        self.actor("asked")
        return self.act("consult", self._long(at), at=at)


def pauses_for_payment(of: Dossier | Revision, kind: str = "duty", then: str = "resumes") -> None:
    """From now on the law of the procedure lets the clock stand until something is paid."""
    pk = of.revision_id if isinstance(of, Dossier) else of.pk
    awaited = {"kind": kind, "then": then, "days": 30}
    clock = {"law": "special.land", "awaits_payment": awaited}
    Revision.objects.filter(pk=pk).update(clock=clock)
    parameters.forget()


def department(code: str = "so-tp") -> Actor:
    """A clerk of a department of the province."""
    return post_of(agencies.row(code, MONDAY.date()), Role.CLERK, f"clerk-{code}")


def wrong_state(name: str, dossier: Dossier) -> str:
    """The sentence of WrongState for an action on this dossier."""
    return (
        f"Hồ sơ {dossier.code or dossier.reference} đang ở trạng thái “"
        f"{State(dossier.state).label}” nên không thể {TABLE[name].words}."
    )


def plan_of(dossier: Dossier) -> Plan:
    return parameters.plan(dossier.revision_id)
