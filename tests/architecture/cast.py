"""The fixed cast of the permission table, and the one scene that all of them walk through."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver

from hoaban.casework.attachments.models import Attachment
from hoaban.casework.papers import actions as papers
from hoaban.casework.papers.models import Paper
from hoaban.config.api import PREFIX, described
from hoaban.core.files.tests import samples
from hoaban.core.jobs.models import Job, State
from hoaban.core.kept import stamps
from hoaban.core.people import actions as people
from hoaban.core.people import actors, agencies
from hoaban.core.people import queries as people_queries
from hoaban.core.people.actors import Actor
from hoaban.core.people.delegations import actions as delegations
from hoaban.core.people.models import Person
from hoaban.core.people.roles import Role
from hoaban.domains.documents import tasks as documents
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.drafts import actions as drafts
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.profiles import actions as profiles
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.gateways.signing import contract
from tests.world import api_filing, uses
from tests.world.partners import ALL, TODAY, Api
from tests.world.province import MONDAY, OWNER, filing, post_of, ward_of
from tests.world.scenes import Scenes

BACKEND = "django.contrib.auth.backends.ModelBackend"
PERSONS = {  # column: the person's public id
    "citizen": "citizen",
    "other_citizen": "neighbour",
    "clerk": "clerk",
    "specialist": "specialist",
    "leader": "leader",
    "archivist": "archivist",
    "it_officer": "it_officer",
    "auditor": "auditor",
    "administrator": "administrator",
    "foreign_official": "foreigner",
}
OFFICES = {  # those who do not sit in the ward
    "it_officer": ("so-tttt", Role.IT_OFFICER),
    "auditor": ("thanh-tra", Role.AUDITOR),
    "administrator": ("vp-ubnd", Role.ADMINISTRATOR),
}
SYSTEMS = {  # column: what its token may
    "partner": [*ALL, "statistics:read"],
    "other_partner": [*ALL, "statistics:read"],
    "idle_partner": [],
}
CAST = ["stranger", *PERSONS, *SYSTEMS]
OUTSIDERS = {  # whom the citizen's dossier does not concern
    "stranger",
    "other_citizen",
    "it_officer",
    "administrator",
    "foreign_official",
    "other_partner",
    "idle_partner",
}
CODE = "2.000635"
READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
Execute = Callable[..., Any]  # Any: as Django calls what executes a statement


@dataclass(frozen=True)
class Scene:
    """Who asks, and what the addresses are filled with."""

    clients: dict[str, Client]
    arguments: dict[str, str]  # by parameter, or by page and parameter
    questions: dict[str, dict[str, str]]  # by page or operation: what its address asks
    bodies: dict[str, dict[str, Any]]  # Any: JSON; by page or operation: what is sent
    secrets: tuple[bytes, ...]  # what only those concerned may read


@dataclass(frozen=True)
class Made:
    """What a scene is rebuilt from in another process, its rows being a world of their own."""

    sessions: dict[str, str]  # by column of the table
    bearers: dict[str, str]
    arguments: dict[str, str]
    questions: dict[str, dict[str, str]]
    bodies: dict[str, dict[str, Any]]  # Any: JSON
    secrets: tuple[bytes, ...]


@dataclass(frozen=True)
class Route:
    """A page or an operation: its name, its address with parameters, its methods."""

    name: str
    pattern: str
    methods: tuple[str, ...]

    @property
    def is_machine(self) -> bool:
        """Whether it is an operation, not a page that tells of them."""
        return f"/{self.pattern}".startswith(PREFIX) and not self.name.startswith("api")

    def address(self, scene: Scene) -> str:
        """The address as the scene fills it in; KeyError names an argument nobody gave."""
        first, *parts = self.pattern.split("<")
        filled = [first]
        for part in parts:
            parameter, _closing, rest = part.partition(">")
            name = parameter.rpartition(":")[2]
            own = f"{self.name} {name}"
            filled += [scene.arguments[own if own in scene.arguments else name], rest]
        return "/" + "".join(filled)


@contextmanager
def undone() -> Iterator[None]:
    """What is asked meanwhile changes nothing, and where it tried to, no process remembers it."""
    wrote: list[str] = []

    def note(execute: Execute, sql: str, *given: Any) -> Any:  # noqa: ANN401 - as Django calls it
        if not sql.lstrip().startswith(READING):
            wrote.append(sql)
        return execute(sql, *given)

    with connection.execute_wrapper(note), transaction.atomic():
        yield
        transaction.set_rollback(True)
    if wrote:
        caches["process"].clear()
        stamps.forget()


def routes() -> list[Route]:
    """Every page of the resolver and every operation of the interface for machines."""
    machine = [
        Route(
            operation["operationId"],
            path.lstrip("/").replace("{", "<").replace("}", ">"),
            (method.upper(),),
        )
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
    ]
    known = {route.pattern for route in machine}
    pages = [page for page in _pages(get_resolver()) if page.pattern not in known]
    return [*pages, *machine]


def label(route: Route) -> str:
    """A route as a test's name shows it."""
    return f"{'-'.join(route.methods)} /{route.pattern}"


def _pages(resolver: URLResolver, above: str = "", names: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        address = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from _pages(entry, address, inner)
        elif isinstance(entry, URLPattern):
            yield Route(f"{names}{entry.name}", address, ("GET", "POST"))


def make(folder: Path) -> Made:
    """A dossier of `citizen` that went all the way, one in hand, a draft, and the cast."""
    with override_settings(
        HOABAN_TODAY=TODAY, VAR=folder / "var", MEDIA_ROOT=folder / "var" / "store"
    ):
        contract._adapter.cache_clear()
        made = _make()
    contract._adapter.cache_clear()
    return made


def scene(made: Made) -> Scene:
    """The cast at their browsers in what was made."""
    clients = {"stranger": Client(raise_request_exception=False)}
    for name, key in made.sessions.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].cookies[settings.SESSION_COOKIE_NAME] = key
    for slug, bearer in made.bearers.items():
        clients[slug] = Client(raise_request_exception=False, headers={"authorization": bearer})
    handler = ClientHandler(enforce_csrf_checks=False)  # one for all: each would load what lies
    for client in clients.values():  # between a request and its page anew
        client.handler = handler
    return Scene(clients, made.arguments, made.questions, made.bodies, made.secrets)


def _make() -> Made:
    ward = ward_of(agencies.row("ubnd-03127", MONDAY.date()))
    scenes = Scenes(ward)
    post_of(ward.agency, Role.ARCHIVIST, "archivist")
    for name, (code, role) in OFFICES.items():
        post_of(agencies.row(code, MONDAY.date()), role, name)
    sessions = {name: _session(public_id) for name, public_id in PERSONS.items()}
    bearers = {slug: Api(slug, scopes).bearer for slug, scopes in SYSTEMS.items()}
    finished, received = _finished(scenes), scenes.bring("received")
    delegations.delegate(
        ward.leader.post_pk or 0,
        taker_pk=ward.head.post_pk or 0,
        reason="Đi công tác",
        decision="12/QĐ-UBND",
        valid_from=date(2020, 3, 16),
        valid_to=date(2020, 3, 18),
        by=ward.leader,
        at=MONDAY,
    )
    arguments = {
        "slug": "idle_partner",
        "on": "2020-04-30",
        "kind": "holiday",
        "year": "2020",
        "code": CODE,
        "action": "transfer",
        "listing": "overview",
        "key": "0" * 32,
        "jobs:desk_retry public_id": _parked(),
    }
    arguments |= _of_people() | _of_dossiers(finished, received) | _of_drafts(ward.citizen)
    arguments |= _of_partner(Client(headers={"authorization": bearers["partner"]}), ward.clerk)
    secrets = (str(finished.code).encode(), OWNER["full_name"].encode())
    return Made(sessions, bearers, arguments, _questions(finished), _bodies(), secrets)


def _session(public_id: str) -> str:
    """Somebody signs in; what the browser keeps of it."""
    client = Client()
    client.force_login(Person.objects.get(public_id=public_id), BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _finished(scenes: Scenes) -> Dossier:
    """Filed with a file, decided, sealed, paid for and at the counter; its receipt is drawn."""
    ward = scenes.ward
    files = {"identity": [uses.use_of(samples.png(), "can-cuoc.png")]}
    owner = Person.objects.get(public_id="citizen").pk
    filed = filing(ward.agency, files=files, owner_person=owner)
    dossier = filing_actions.submit(filed, by=ward.citizen, at=MONDAY)
    for act in ("receive", "transfer", "draft_result", "do_step", "sign", "release", "pay"):
        dossier = scenes.act(act, dossier)
    documents.seal.call(dossier.result_id or 0)
    paper = Paper.objects.filter(case=dossier.pk).earliest("pk")
    papers.attach_drawing(paper.pk, pdf=samples.pdf(), by=actors.system("papers"), at=MONDAY)
    return dossier


def _of_dossiers(finished: Dossier, received: Dossier) -> dict[str, str]:
    """Reading pages are asked about the finished dossier, those that act about the one in hand."""
    paper = Paper.objects.filter(case=finished.pk).earliest("pk").public_id
    attachment = Attachment.objects.get(case=finished.pk).public_id
    result = dossiers.issued_result(finished)
    assert result
    acting = ("desk_act", "portal_supply", "portal_withdraw", "portal_confirm", "portal_pay")
    documented = ("desk_detail", "desk_file", "desk_want", "desk_withdraw", "portal_verify_one")
    return (
        {"reference": finished.reference, "place": "1", "demand": "HB22222222"}
        | {f"dossiers:{page} reference": received.reference for page in acting}
        | {f"documents:{page} public_id": result.public_id for page in documented}
        | {f"dossiers:{face}_paper public_id": paper for face in ("desk", "portal")}
        | {f"dossiers:{face}_file public_id": attachment for face in ("desk", "portal")}
    )


def _of_people() -> dict[str, str]:
    pages = [
        "end_post",
        "delegate",
        "back",
        "person",
        "appoint",
        "rename",
        "password",
        "close",
        "reopen",
    ]
    today = MONDAY.date()
    (keeper,) = people_queries.choices_of(people_queries.by_public_id("administrator"), today)
    waiting = people.enter_post(
        people_queries.by_public_id("archivist").pk,
        agency=agencies.row("ubnd-03127", today),
        role=Role.LEADER,
        title="Phó Chủ tịch",
        valid_from=today,
        by=people_queries.actor_for_post(keeper.post, today),
        at=MONDAY,
    )
    deciding = dict.fromkeys(("confirm", "decline"), waiting.public_id)
    return {f"people:desk_{page} public_id": "leader" for page in pages} | {
        "powers:desk_vouch public_id": "leader",
        "powers:desk_take_factor public_id": "leader",
        **{f"powers:desk_{page} public_id": public_id for page, public_id in deciding.items()},
    }


def _of_drafts(citizen: Actor) -> dict[str, str]:
    use = uses.use_of(samples.png(), "nhap.png").public_id
    wanted = filing(agencies.row("ubnd-03127", MONDAY.date()))
    draft: Draft = drafts.keep_draft(
        None,
        revision=Revision.objects.get(procedure__code=CODE),
        changes={
            "case_id": wanted.case.pk,
            "agency_id": wanted.agency.pk,
            "files": {"identity": [use]},
        },
        by=citizen,
        at=MONDAY,
    )
    page = "dossiers:portal_apply_file public_id"
    said = {"person": {"full_name": "Lường Thị Ban"}}
    known = profiles.keep(None, relation="self", said=said, by=citizen, at=MONDAY)
    kept = {"known": known.public_id}
    return {"draft": draft.public_id, "step": "papers", page: use} | kept


def _parked() -> str:
    job = Job.objects.create(
        public_id="parked",
        task="hoaban.domains.onestop.drafts.tasks.expire_drafts",
        state=State.PARKED,
        run_after=MONDAY,
        max_attempts=1,
        queued_at=MONDAY,
    )
    return job.public_id


def _of_partner(client: Client, clerk: Actor) -> dict[str, str]:
    """What the operations are asked about: a dossier and a file that `partner` sent in."""
    filed = client.post("/api/v1/dossiers", api_filing.filing(), content_type="application/json")
    assert filed.status_code == 201, filed.content.decode()
    reference = filed.json()["reference"]
    sent = client.post("/api/v1/files", {"file": SimpleUploadedFile("giay.pdf", samples.pdf())})
    dossier = Dossier.objects.get(case__reference=reference)
    reception.receive(dossier.pk, by=clerk, at=MONDAY)
    operations = ("dossier", "paper", "result", "complete", "supply", "bring_part", "withdraw")
    return {f"{operation} reference": reference for operation in operations} | {
        "file_id": sent.json()["id"],
        "paper_id": Paper.objects.get(case=dossier.pk).public_id,
    }


def _questions(finished: Dossier) -> dict[str, dict[str, str]]:
    period = {"from": "2020-03-01", "to": "2020-03-16"}
    return {
        "desk:search": {"q": finished.reference},
        "notify:desk_outbox": {"q": finished.reference},
        "reports:desk_rows": {"share": "received"},
        "statistics": period,
    }


def _bodies() -> dict[str, dict[str, Any]]:  # Any: JSON
    return {
        "submit": api_filing.filing(),
        "complete": {},
        "documents:desk_withdraw": {"reason": "Ban hành nhầm"},
        "supply": {"files": {}},
        "bring_part": {"files": {}},
        "withdraw": {"reason": "Nộp nhầm"},
    }
