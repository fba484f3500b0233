"""Every read of documents, and what is known of their kinds."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hoaban.casework.papers import queries as papers
from hoaban.casework.papers.models import Paper
from hoaban.core import clock
from hoaban.core.files.models import Use
from hoaban.core.journal.models import Entry
from hoaban.core.kept.files import KeptFiles
from hoaban.core.language import FIRST, text
from hoaban.core.people import agencies, areas
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Post
from hoaban.core.people.roles import Role
from hoaban.domains.documents import rules
from hoaban.domains.documents.enums import TITLES, Event, Sealing, State
from hoaban.domains.documents.models import Document as Document
from hoaban.domains.documents.rules import NotYetIssued
from hoaban.engines.content.shapes import Filled, Flag, Found, Shape, Text, table
from hoaban.engines.typesetting import templates
from hoaban.gateways.signing import sealing

COMMITTEE = "peoples_committee"  # a kind of agency
NAME_OF_ALL = "Ủy ban nhân dân"
OPEN = "…"  # where the number comes to stand


class Kind(Shape):
    """A kind of document: its name on the page, and its abbreviation in the number.

    `symbol` is how the law's form writes its numbers (`{number:02}/{year}`); empty: as Decree 30.
    """

    code: Filled
    name: Text
    abbreviation: Filled
    template: Filled
    symbol: str = ""
    once: Flag = False  # issued once for the same people: another request for it is a repeated one
    for_committee: Flag = False  # decided by a People's Committee together: TM. above the signature


def kinds_path() -> Path:
    """The country's list of kinds."""
    return templates.folder() / "kinds.toml"


def read_kinds() -> Found[Kind]:
    """The kinds as the file lists them, and what is wrong in it."""
    return table(kinds_path(), Kind, key=("code",), name="kind")


_kinds = KeptFiles(lambda: [kinds_path()], lambda: {row.code: row for row in read_kinds().all()})


def kinds() -> dict[str, Kind]:
    """The kinds of documents by code, from the country's papers/kinds.toml."""
    return _kinds.get()


def kind(code: str) -> Kind:
    """A kind by its code; an abbreviation that content does not list stands for itself."""
    found = kinds().get(code)
    return found or Kind(code=code, name={FIRST: code}, abbreviation=code, template="phieu-tra-loi")


def by_abbreviation(abbreviation: str) -> Kind:
    """A kind by the abbreviation in its number; one that content lacks stands for itself."""
    found = next((k for k in kinds().values() if k.abbreviation == abbreviation), None)
    return found or kind(abbreviation)


def count_to_seal(actor: Actor, *, most: int) -> int:
    """How many documents wait for the seal of this actor's agencies, counted to `most`."""
    return len(to_seal(actor).values_list("pk")[:most])


def awaits_seal(document: Document) -> bool:
    """Whether the clerk in charge has to seal it before it goes out."""
    return document.sealing == Sealing.CLERK and document.state != State.STAMPED


def given_out(document: Document) -> Use | None:
    """The file as it goes out; None while it was not drawn, or the agency's seal is to come."""
    is_whole = document.sealing == Sealing.NONE or document.state == State.STAMPED
    return document.signed if is_whole else None


def may_be_stamped(document: Document) -> bool:
    """Whether the agency's signature may be put: not a second time, and on nothing withdrawn."""
    return document.state != State.STAMPED and document.withdrawn_at is None


def to_seal(actor: Actor) -> QuerySet[Document]:
    """What the agencies of a keeper of the seal signed and have to seal, the oldest first."""
    if actor.role not in rules.SEAL_KEEPERS:
        return Document.objects.none()
    waiting = {"state": State.SEALED, "sealing": Sealing.CLERK, "seal_put_at": None}
    found = Document.objects.select_related("agency", "signer__person")
    return found.filter(agency__in=actor.reach, withdrawn_at=None, **waiting).order_by("id")


def locked(pk: int) -> Document:
    return Document.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)


def issued(pk: int) -> Document:
    """An issued document for the sealing job. Refuses NotYetIssued."""
    document = Document.objects.select_related("agency", "signer").get(pk=pk)
    if document.state == State.DRAFT:
        raise NotYetIssued(subject=document.subject)
    return document


def visible_to(actor: Actor) -> QuerySet[Document]:
    """Officials read what their post reaches, the province's auditors all, others what was
    released to them; those who keep the system none.
    """
    documents = Document.objects.select_related("agency", "signer__person", "signed")
    if actor.is_system or _audits_the_province(actor):
        return documents
    if actor.is_official and actor.role not in (Role.ADMINISTRATOR, Role.IT_OFFICER):
        return documents.filter(agency_id__in=actor.reach)
    if actor.is_official or actor.reference == "stranger":
        return documents.none()
    return documents.filter(releases__reference=actor.reference).exclude(state=State.DRAFT)


def _audits_the_province(actor: Actor) -> bool:
    provincial = Agency.objects.filter(pk=actor.agency_pk or 0, level="province")
    return actor.role == Role.AUDITOR and provincial.exists()


def by_public_id(public_id: str) -> Document | None:
    """For the public validation page: an issued document by its random id."""
    issued = Document.objects.select_related("agency", "signer__person", "signed")
    return issued.exclude(state=State.DRAFT).filter(public_id=public_id).first()


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check page says of a paper: enough to tell a forged print from the one issued.

    `name` is masked where it is a person's; `about`: it is of those whom the text is about, not of
    whoever asked for it. `tails` are the digits that open the file; without any nobody is given it
    here. `row` is the document or the paper of a case.
    """

    row: Document | Paper
    kind: str
    symbol: str
    on: date
    agency: Agency
    signer: str
    name: str
    born: str
    about: bool
    title: str
    code: str
    due_at: datetime | None
    followed: str  # the address at which cases are followed, or this paper is checked
    tails: frozenset[str]
    is_synthetic: bool
    withdrawn_at: datetime | None = None

    @property
    def is_document(self) -> bool:
        """Whether it is a document of the outgoing register; else it is a paper of a case."""
        return isinstance(self.row, Document)

    @property
    def file(self) -> Use | None:
        """The file as it is given out; None while it was not drawn, or not sealed."""
        if isinstance(self.row, Document):
            return given_out(self.row)
        return self.row.file


CODE_SHOWN = 11  # signs of a dossier's code: its day and number, not what opens its tracking


def checked(public_id: str) -> Checked | None:
    """The issued document, or the paper of a case, that bears this code."""
    row = by_public_id(public_id) or papers.by_public_id(public_id)
    return _checked(row) if row else None


def checked_paper(*sha256: str) -> Checked | None:
    """The paper of a case whose signed file has one of these digests."""
    row = papers.by_digest(*sha256)
    return _checked(row) if row else None


def _checked(row: Document | Paper) -> Checked:
    said: dict[str, Any] = row.facts  # Any: JSON
    whose = said.get("whose", {})
    people = whose.get("about") or [whose]
    is_person = bool(whose.get("about")) or whose.get("is_person", True)
    names = [str(one["name"]) for one in people if one.get("name")]
    is_document = isinstance(row, Document)
    return Checked(
        row=row,
        kind=text(kind(row.kind).name) if isinstance(row, Document) else said.get("kind", ""),
        symbol=row.symbol,
        on=date.fromisoformat(said["on"]),
        agency=row.agency,
        signer=said["signer"]["name"] if is_document else said.get("officer", ""),
        name=", ".join(rules.masked_name(name) if is_person else name for name in names),
        born=", ".join(one["born"] for one in people if one.get("born")),
        about=bool(whose.get("about")),
        title=row.subject if isinstance(row, Document) else said.get("procedure", ""),
        code=f"…{said['code'][-CODE_SHOWN:]}" if said.get("code") else "",
        due_at=_due(said) if isinstance(row, Paper) else None,
        followed=said.get("link", "").partition("?")[0] if isinstance(row, Paper) else "",
        tails=frozenset(whose.get("tails", ())),
        is_synthetic=bool(said.get("synthetic")),
        withdrawn_at=row.withdrawn_at,
    )


def _due(said: dict[str, Any]) -> datetime | None:  # Any: JSON
    written = said.get("due_at", "")
    return datetime.fromisoformat(written).replace(tzinfo=clock.VIETNAM) if written else None


def by_digest(*sha256: str) -> Document | None:
    """The document whose file has one of these digests, sealed or as it was signed before."""
    rows = Document.objects.select_related("agency", "signer__person", "signed", "signed_once")
    kept = ({f"{name}__blob__sha256__in": sha256} for name in ("signed", "signed_once"))
    found = (rows.filter(**one).order_by("-pk").first() for one in kept)
    return max(filter(None, found), key=lambda one: one.pk, default=None)


def register(actor: Actor, *, year: int, kind: str = "") -> QuerySet[Document]:
    """The outgoing register of a year as far as the actor reads, newest first [ND30/2020 Đ16]."""
    rows = visible_to(actor).filter(year=year, number__isnull=False)
    rows = rows.filter(kind=kind) if kind else rows
    return rows.order_by("-issued_on", "-id")


def by_symbol(actor: Actor, text: str) -> QuerySet[Document]:
    """By the whole number and symbol (`05/TB-STP`, also typed `5/tb-stp`), the newest first."""
    typed = "".join(text.split())
    number, stroke, sign = typed.partition("/")
    padded = f"{number.zfill(2)}{stroke}{sign}"
    written = {typed, padded, typed.upper(), padded.upper()}
    found = visible_to(actor).filter(symbol__in=written, number__isnull=False)
    return found.order_by("-issued_on", "-id")


SHORTEST = 2  # signs of the beginning of a number


def begun_symbol(actor: Actor, text: str) -> QuerySet[Document]:
    """By the beginning of number and symbol (`05/TB`, `01`) or of the sign alone (`tb-stp`)."""
    typed = "".join(text.split()).upper().lstrip("/")
    number, stroke, sign = typed.partition("/")
    found = visible_to(actor).filter(number__isnull=False).order_by("-issued_on", "-id")
    if len(typed) < SHORTEST or any(sign.isdigit() for sign in number):
        begins = f"{number.zfill(2)}{stroke}{sign}" if number.isdecimal() else typed
        return found.filter(symbol__startswith=begins) if len(typed) >= SHORTEST else found.none()
    first = f"/{typed.partition('-')[0]}"
    meant = (c for c, k in kinds().items() if first in f"/{k.abbreviation} {k.symbol}")
    return found.filter(kind__in=[*meant, first[1:]], symbol__contains=f"/{typed}")


def register_page(document: Document, size: int) -> int:
    """The page of its register on which a document stands, from 1, `size` lines a page."""
    if document.issued_on is None:
        return 0
    earlier = Document.objects.filter(register=document.register, year=document.year).filter(
        Q(issued_on__lt=document.issued_on) | Q(issued_on=document.issued_on, id__lt=document.pk)
    )
    return earlier.count() // size + 1


def years(actor: Actor) -> list[int]:
    """From the last year for which the actor's registers hold anything to the first."""
    held = visible_to(actor).filter(year__isnull=False).aggregate(Min("year"), Max("year"))
    first, last = held["year__min"], held["year__max"]
    return [] if first is None else list(range(last, first - 1, -1))


def unsealed() -> list[int]:
    """Keys of what is issued and has no signed file yet, oldest first."""
    waiting = Document.objects.filter(state=State.ISSUED, signed=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def drafts(actor: Actor) -> QuerySet[Document]:
    """Drafts that wait for a signature, oldest first."""
    return visible_to(actor).filter(state=State.DRAFT).order_by("id")


def timeline(entries: Iterable[Entry]) -> list[dict[str, object]]:
    """What happened to a document, as the timeline shows it."""
    rows = list(entries)
    names = people.names_of({row.by for row in rows})
    return [
        {
            "title": TITLES[Event(row.verb)],
            "at": row.at,
            "state": "done",
            "by": names.get(row.by, _("Hệ thống")),
        }
        for row in rows
    ]


def authority(by: Actor, *, committee: str = "") -> list[str]:
    """The lines above a signature, with those of the one stood in for [ND30/2020 Đ13]."""
    signer, absent = (people.post_of_id(who.partition(":")[2]) for who in (by.reference, by.behalf))
    if signer is None:
        return []
    given_by = rules.Signer(absent.title, absent.standing) if absent else None
    own = rules.Signer(signer.title, signer.standing)
    return rules.authority(own, absent=given_by, committee=committee, by_order=by.by_order)


def committee(agency: Agency) -> str:
    """The name of a body that decides together, for which `TM.` is signed; '' for others."""
    return NAME_OF_ALL if agency.kind == COMMITTEE else ""


def year_of(day: date) -> int:
    """The register's year [ND30/2020 Đ15]: it begins at number one on 1 January."""
    return day.year


def page_facts(
    document: Document, *, signer: Post, on: date, symbol: str, by: Actor
) -> dict[str, object]:
    """All that the page shows when this post signs it on a day under a symbol."""
    of_kind = kind(document.kind)
    together = committee(document.agency) if of_kind.for_committee else ""
    return {
        **document.content,
        "kind": text(of_kind.name, FIRST),
        "agency": text(document.agency.name, FIRST),
        "parent": _parent(document.agency, on),
        "place": areas.place(document.agency.area_code, on),
        "symbol": symbol,
        "on": on.isoformat(),
        "subject": document.subject,
        "signer": {
            "name": signer.person.full_name,
            "title": signer.title,
            "authority": authority(by, committee=together),
        },
        **({"seal": True} if sealing.of(document.agency.code, on) != Sealing.NONE else {}),
        "public_id": document.public_id,
        "portal": settings.PORTAL_ADDRESS,
        "link": f"{settings.PORTAL_ADDRESS}/verify/{document.public_id}/",
        "synthetic": document.is_synthetic,
    }


def as_signed_by(document: Document, by: Actor, on: date) -> dict[str, object] | None:
    """What the page of a draft would show if this actor signed it that day: the number is open.

    None for whoever holds no post.
    """
    signer = people.post_of_id(by.reference.partition(":")[2])
    return page_facts(document, signer=signer, on=on, symbol=OPEN, by=by) if signer else None


def digest(document: Document) -> str:
    """Of what a draft says: who signs it says which one was read."""
    said = [document.kind, document.template, document.subject, document.content]
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def _parent(agency: Agency, on: date) -> str:
    """The line above the agency's name: a People's Committee stands alone [ND30/2020 Đ8]."""
    if agency.kind in (COMMITTEE, "council") or not agency.parent_code:
        return ""
    tree = agencies.at(on)
    parent = tree.get(agency.parent_code)
    return text(parent.name, FIRST) if parent else ""
