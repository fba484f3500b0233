"""How dossiers are found, and by whom they may be seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from hoaban.core import clock
from hoaban.core.journal import actions as recording
from hoaban.core.journal import queries as journal
from hoaban.core.people import agencies, names, searching
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.core.people.roles import Role
from hoaban.domains.documents.models import Document
from hoaban.domains.dossiers import rules
from hoaban.domains.dossiers.enums import OTHER_PAPERS, Delivery, Event, Part, State
from hoaban.domains.dossiers.models import Attachment, Dossier, Draft, Paper, Supplement
from hoaban.domains.dossiers.queries.asking import agency, law_of, plan

KEEPERS = frozenset({Role.IT_OFFICER, Role.ADMINISTRATOR})  # they keep the system, see no case
CASE_WORKERS = frozenset({Role.CLERK, Role.SPECIALIST, Role.LEADER, Role.ARCHIVIST})


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers an actor may know of.

    Case workers see what their agency received or decides; an auditor what their post reaches, at
    the province everything; citizens and partner systems what they filed or own. Those who keep
    the system see no cases.
    """
    dossiers = Dossier.objects.select_related("revision__procedure", "receiving_agency")
    if sees_everything(actor):
        return dossiers
    if actor.is_official:
        return dossiers.filter(_received(actor) | _decided(actor))
    own = Q(submitted_by=actor.reference)
    if actor.person_pk:
        own |= Q(owner_person=actor.person_pk) | Q(submitter_person=actor.person_pk)
    return dossiers.filter(own) if actor.client else dossiers.none()


def parts_visible_to(actor: Actor) -> list[QuerySet[Dossier]]:
    """What an official may know of, in parts without a dossier twice: each can walk an index."""
    if sees_everything(actor):
        return [visible_to(actor)]
    dossiers = Dossier.objects.select_related("revision__procedure", "receiving_agency")
    return [
        dossiers.filter(_received(actor)),
        dossiers.filter(_decided(actor)).exclude(_received(actor)),
    ]


def agencies_seen(actor: Actor) -> set[str] | None:
    """Codes of the agencies whose received dossiers a post may know; None for all of them."""
    return None if sees_everything(actor) else {agency(pk).code for pk in _reach(actor)}


def sees_everything(actor: Actor) -> bool:
    """Whether no dossier is hidden from them."""
    return actor.is_system or (actor.role == Role.AUDITOR and _is_provincial(actor))


def _received(actor: Actor) -> Q:
    """What their agencies received."""
    return Q(receiving_agency__in=_reach(actor))


def _decided(actor: Actor) -> Q:
    """What their agencies decide for others."""
    elsewhere = ~Q(deciding_agency=F("receiving_agency"))
    return Q(deciding_agency__in=_reach(actor)) & elsewhere


def _reach(actor: Actor) -> list[int]:
    """The agencies whose cases a post may know."""
    reads = actor.role in CASE_WORKERS or actor.role == Role.AUDITOR
    return sorted(actor.reach) if reads else []


def _is_provincial(actor: Actor) -> bool:
    return actor.agency_pk is not None and agency(actor.agency_pk).level == "province"


def locked(pk: int) -> Dossier:
    """The dossier, held until the transaction ends."""
    return Dossier.objects.select_for_update(of=("self",)).get(pk=pk)


def locked_paper(pk: int) -> Paper:
    return Paper.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=pk)


def earlier(by: Actor, key: str | None) -> Dossier | None:
    """The dossier that a client filed under this transaction id already.

    Refuses KeyTaken where the client used the id for something else.
    """
    entry = journal.earlier(by.client, key) if key else None
    if entry is None:
        return None
    if (entry.subject, entry.verb) != (Dossier._meta.label, Event.SUBMITTED):
        raise recording.KeyTaken
    return Dossier.objects.get(pk=entry.subject_pk)


def is_repeated(dossier: Dossier, event: Event, by: Actor, key: str | None) -> bool:
    """Whether this client has had this very change already.

    Refuses KeyTaken where the client used the id for another change or another record: to do
    nothing and answer "done" would lose the request.
    """
    if not journal.is_written(by.client, key):
        return False
    entry = journal.earlier(by.client, key)
    done = (entry.verb, entry.subject, entry.subject_pk) if entry else None
    if done != (event, Dossier._meta.label, dossier.pk):
        raise recording.KeyTaken
    return True


def last_act(dossier: Dossier, by: Actor) -> rules.Last:
    """The last thing done to a dossier; to have looked at it is nothing done."""
    entry = journal.of(dossier).exclude(verb=Event.VIEWED).last()
    if entry is None:
        return rules.Last("", dossier.submitted_at, "", is_own=False)
    step = str(entry.facts.get("step", ""))
    return rules.Last(entry.verb, entry.at, step, is_own=entry.by == by.reference)


def by_reference(dossiers: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """By public reference or legal code, as typed: spaces and case do not matter."""
    typed = "".join(text.split())
    return dossiers.filter(Q(reference=typed.upper()) | Q(code=typed) | Q(code=typed.upper()))


def search(actor: Actor, text: str) -> QuerySet[Dossier]:
    """By reference, code, or words of the owner's name without diacritics, newest first."""
    seen = visible_to(actor)
    exact = by_reference(seen, text)
    if exact.exists():
        return exact
    words = Q()
    for word in searching.words(text):
        words &= Q(search_text__contains=word)
    named = [part.filter(words).order_by().values("pk") for part in parts_visible_to(actor)]
    chosen = Q()
    for pks in named:  # each from the index of names alone, without a look at the rows
        chosen |= Q(pk__in=pks)
    return seen.filter(chosen).order_by("-id")


def work(actor: Actor) -> QuerySet[Dossier]:
    """What waits for this actor's post, the least time left first."""
    mine = Q(assignee=None) | Q(assignee=actor.post_pk)
    return (
        Dossier.objects.select_related("revision__procedure", "receiving_agency")
        .filter(mine, receiving_agency__in=sorted(actor.reach), turn=actor.role or "-")
        .order_by("act_by", "id")
    )


def part_of(dossiers: QuerySet[Dossier], part: Part, now: datetime) -> QuerySet[Dossier]:
    """One part of a post's work; each dossier is in one of them, and in TO_DO unless it is READY.

    What is signed waits for its release and belongs to today: its own clock has ended.
    """
    if part == Part.READY:
        return dossiers.filter(delivery=Delivery.READY)
    tomorrow = clock.day(now) + timedelta(days=1)
    monday = clock.day(now) + timedelta(days=7 - clock.day(now).weekday())
    today_ends, week_ends = clock.at(tomorrow), clock.at(monday)
    wanted = {
        Part.TO_DO: Q(),
        Part.LATE: Q(act_by__lt=now, done_at=None),
        Part.TODAY: Q(act_by__gte=now, act_by__lt=today_ends) | Q(done_at__isnull=False),
        Part.WEEK: Q(act_by__gte=today_ends, act_by__lt=week_ends),
        Part.LATER: Q(act_by__gte=max(today_ends, week_ends)),
    }
    return dossiers.filter(wanted[part], delivery=Delivery.NOTHING)


def beside(actor: Actor, dossier: Dossier, now: datetime) -> tuple[str, str]:
    """References of the cases before and after this one in the actor's work; '' where none."""
    waiting = part_of(work(actor), Part.TO_DO, now).exclude(pk=dossier.pk)
    here, pk = dossier.act_by, dossier.pk
    before = waiting.filter(Q(act_by__lt=here) | Q(act_by=here, pk__lt=pk), act_by__lte=here)
    after = waiting.filter(Q(act_by__gt=here) | Q(act_by=here, pk__gt=pk), act_by__gte=here)
    previous, following = (
        rows.values_list("reference", flat=True).first() or ""
        for rows in (before.order_by("-act_by", "-id"), after)
    )
    return previous, following


def of_agency(actor: Actor) -> list[QuerySet[Dossier]]:
    """Everything open in the agencies that this actor answers for, in parts to walk by time left.

    A dossier is open while it is neither done nor ended: what the index of open ones knows.
    """
    return [part.filter(done_at=None, ended_at=None) for part in parts_visible_to(actor)]


def of_citizen(actor: Actor) -> QuerySet[Dossier]:
    return visible_to(actor).order_by("-id")


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """What a citizen has begun and not sent."""
    return (
        Draft.objects.select_related("revision__procedure", "case", "agency")
        .filter(person=actor.person_pk, dossier=None)
        .order_by("-updated_at")
    )


def papers_of(dossier: Dossier) -> QuerySet[Paper]:
    return Paper.objects.filter(dossier=dossier).order_by("id")


def papers_given(dossier: Dossier) -> QuerySet[Paper]:
    """The papers that the applicant got; the control sheet stays with the case."""
    return papers_of(dossier).exclude(form=law_of(dossier).forms.get("control", ""))


def attachments_of(dossier: Dossier) -> QuerySet[Attachment]:
    return Attachment.objects.select_related("use").filter(dossier=dossier).order_by("id")


def colleagues(dossier: Dossier, on: date) -> QuerySet[Post]:
    """Posts that may be given the step at hand: of the deciding agency, with the step's role."""
    deciding = agency(dossier.deciding_agency_id)
    code = agencies.successor(deciding, on).code
    return people.posts_at(code, on).filter(role=dossier.turn)


def issued_result(dossier: Dossier) -> Document | None:
    """The result once a leader has signed it."""
    if dossier.result_id is None:
        return None
    issued = Document.objects.select_related("signed", "signer__person")
    return issued.filter(pk=dossier.result_id, number__isnull=False).first()


def draft_of(dossier: Dossier) -> Document | None:
    """The draft of the result while nobody has signed it."""
    drafts = Document.objects.filter(pk=dossier.result_id or 0, number__isnull=True)
    return drafts.first()


def filters(given: Mapping[str, str]) -> dict[str, object]:
    """What an overview may be narrowed to, as chosen."""
    return {
        "states": [(s.value, s.label) for s in State if s in rules.OPEN],
        "chosen_state": given.get("state", ""),
        "chosen_text": given.get("q", ""),
        "only_late": given.get("late") == "1",
    }


def filtered(
    parts: Iterable[QuerySet[Dossier]], given: Mapping[str, str], *, now: datetime
) -> list[QuerySet[Dossier]]:
    """An overview narrowed by state, by words of the owner's name, and to what is late."""
    chosen = Q()
    if given.get("state") in State.values:
        chosen &= Q(state=given["state"])
    for word in searching.words(given.get("q", "")):
        chosen &= Q(search_text__contains=word)
    if given.get("late") == "1":
        chosen &= Q(act_by__lt=now)
    return [part.filter(chosen) for part in parts]


def by_pk(pk: int) -> Dossier:
    """For the room's own reactions."""
    return Dossier.objects.get(pk=pk)


def paper(pk: int) -> Paper:
    return Paper.objects.select_related("dossier").get(pk=pk)


def open_supplement(dossier: Dossier) -> Supplement | None:
    """What the applicant is asked for right now; nothing once the dossier has ended."""
    if dossier.state not in {State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT}:
        return None
    return Supplement.objects.filter(dossier=dossier, supplied_at=None).first()


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper of a request for supplement: its component, its name, what to do with it.

    `name_en` and the counts stand as those of a component of the procedure do.
    """

    code: str
    name: str
    what: str
    name_en: str = ""
    originals: int = 0
    certified_copies: int = 0
    copies: int = 0
    is_required: bool = True


def papers_asked(dossier: Dossier) -> list[Asked]:
    """The papers of the last request, one for each component; unlisted ones stand together.

    One named without its code is known by its name.
    """
    request = Supplement.objects.filter(dossier=dossier).order_by("-id").first()
    components = plan(dossier.revision_id).components[dossier.case_id]
    codes = {names.fold(component.name): component.code for component in components}
    together: dict[str, list[Mapping[str, str]]] = {}
    for item in request.items if request else ():
        code = item.get("component") or codes.get(names.fold(item["name"]), OTHER_PAPERS)
        together.setdefault(code, []).append(item)
    return [
        Asked(code, name=_joined(items, "name"), what=_joined(items, "what"))
        for code, items in together.items()
    ]


def _joined(items: list[Mapping[str, str]], key: str) -> str:
    return "; ".join(dict.fromkeys(item[key] for item in items))


def supplement_asked(dossier: Dossier, at: datetime) -> Supplement | None:
    """The request made at a moment, answered since or not."""
    return Supplement.objects.filter(dossier=dossier, asked_at=at).order_by("-id").first()
