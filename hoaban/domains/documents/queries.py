"""Every read of documents, and what is known of their kinds and templates."""

import hashlib
import struct
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hoaban.core.journal.models import Entry
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.core.people.roles import Role
from hoaban.core.refusals import Refusal
from hoaban.domains.documents import rules
from hoaban.domains.documents.enums import TITLES, Event, State
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.rules import NotYetIssued


class UnknownTemplate(Refusal):
    """Không có mẫu văn bản «{template}».

    Nghị định 30/2020/NĐ-CP, Điều 8.
    """


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name on the page, and its abbreviation in the number.

    `symbol` is how its numbers are written where a form of the law wants it so, such as
    `{number:02}/{year}`; empty means number, abbreviation and agency.
    """

    code: str
    name: str
    name_en: str
    abbreviation: str
    template: str
    symbol: str = ""


def folder() -> Path:
    """Where the country's paper templates lie."""
    return Path(settings.CONTENT) / "vietnam" / "papers"


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of documents by code, from content/vietnam/papers/kinds.toml."""
    rows = tomllib.loads((folder() / "kinds.toml").read_text())["kind"]
    return {row["code"]: Kind(**row) for row in rows}


def kind(code: str) -> Kind:
    """A kind by its code; an abbreviation that content does not list stands for itself."""
    found = kinds().get(code)
    return found or Kind(code, code, code, code, "phieu-tra-loi")


def by_abbreviation(abbreviation: str) -> Kind:
    """A kind by the abbreviation in its number; one that content lacks stands for itself."""
    found = next((k for k in kinds().values() if k.abbreviation == abbreviation), None)
    return found or kind(abbreviation)


def template_path(template: str) -> Path:
    """The file of a template (`giay-xac-nhan`, `01-2018-TT-VPCP/01`). Refuses UnknownTemplate."""
    path = (folder() / f"{template}.typ").resolve()
    if not path.is_relative_to(folder().resolve()) or not path.is_file():
        raise UnknownTemplate(template=template)
    return path


def is_template(template: str) -> bool:
    """Whether there is such a template."""
    try:
        return template_path(template).is_file()
    except UnknownTemplate:
        return False


@cache
def template_version(template: str) -> str:
    """A digest of the template and of what templates build on: 16 hexadecimal digits."""
    digest = hashlib.sha256(template_path(template).read_bytes())
    for library in sorted(folder().rglob("_*.typ")):
        digest.update(library.read_bytes())
    return digest.hexdigest()[:16]


FONTS = Path(__file__).parent / "fonts"
SHOWN_INSTEAD = "□"  # of a letter that our typeface lacks


@cache
def letters() -> frozenset[int]:
    """The letters that every face of the papers' typeface can show, by their numbers."""
    faces = [_letters_of(path.read_bytes()) for path in FONTS.glob("*.ttf")]
    return frozenset.intersection(*faces)


def _letters_of(font: bytes) -> frozenset[int]:
    """What a TrueType file maps to a shape: its table for the basic plane (`cmap`, format 4)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: at for at in range(12, 12 + 16 * count, 16)}
    cmap = struct.unpack_from(">L", font, tables[b"cmap"] + 8)[0]
    maps = (
        cmap + struct.unpack_from(">L", font, cmap + 8 + 8 * place)[0]
        for place in range(struct.unpack_from(">H", font, cmap + 2)[0])
    )
    start = next(at for at in maps if struct.unpack_from(">H", font, at)[0] == _BASIC_PLANE)
    size = struct.unpack_from(">H", font, start + 6)[0]  # bytes: two a segment
    row = f">{size // 2}H"
    ends = struct.unpack_from(row, font, start + 14)
    firsts = struct.unpack_from(row, font, start + 16 + size)
    deltas = struct.unpack_from(row, font, start + 16 + 2 * size)
    offsets = struct.unpack_from(row, font, start + 16 + 3 * size)
    shapes_at = start + 16 + 3 * size

    def has_shape(place: int, letter: int) -> bool:
        if not offsets[place]:
            return bool((letter + deltas[place]) % 0x10000)
        at = shapes_at + 2 * place + offsets[place] + 2 * (letter - firsts[place])
        return font[at : at + 2] != b"\0\0"

    return frozenset(
        letter
        for place, (first, last) in enumerate(zip(firsts, ends, strict=True))
        for letter in range(first, last + 1)
        if letter != _NO_LETTER and has_shape(place, letter)
    )


_BASIC_PLANE, _NO_LETTER = 4, 0xFFFF


def unshowable(text: str) -> str:
    """The letters of a text that no paper can show: another script, little pictures."""
    return "".join(dict.fromkeys(c for c in text if _as_shown(c) == SHOWN_INSTEAD != c))


def _as_shown(letter: str) -> str:
    """The letter, what stands for it, or nothing: marks that turn a line around are not shown."""
    if letter.isprintable():
        return letter if ord(letter) in letters() else SHOWN_INSTEAD
    if letter in "\n\t\xa0":
        return letter
    return " " if unicodedata.category(letter) == "Zs" else ""


def legible(value: object) -> object:
    """Facts as a paper can show them: what the typeface lacks as an empty box, no hidden marks.

    A paper that cannot be drawn helps nobody; what was typed stands unchanged in the dossier.
    """
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable()
        return value if plain else "".join(map(_as_shown, value))
    if isinstance(value, Mapping):
        return {key: legible(one) for key, one in value.items()}
    return [legible(one) for one in value] if isinstance(value, list | tuple) else value


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


def released_to(reference: str) -> QuerySet[Document]:
    """What was released under a reference (`dossier:…`); the caller checks who asks."""
    return Document.objects.filter(releases__reference=reference).exclude(state=State.DRAFT)


def by_public_id(public_id: str) -> Document | None:
    """For the public validation page: an issued document by its random id."""
    issued = Document.objects.select_related("agency", "signer__person", "signed")
    return issued.exclude(state=State.DRAFT).filter(public_id=public_id).first()


def by_digest(sha256: str) -> Document | None:
    """The document whose signed file has these bytes exactly."""
    sealed = Document.objects.select_related("agency", "signer__person")
    return sealed.filter(signed__blob__sha256=sha256).first()


def register(actor: Actor, *, year: int, kind: str = "") -> QuerySet[Document]:
    """The outgoing register of a year as far as the actor reads, newest first [ND30/2020 Đ16]."""
    rows = visible_to(actor).filter(year=year, number__isnull=False)
    rows = rows.filter(kind=kind) if kind else rows
    return rows.order_by("-issued_on", "-id")


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


def authority(by: Actor) -> list[str]:
    """The lines above a signature, with those of the one stood in for [ND30/2020 Đ13]."""
    signer, absent = (people.post_of_id(who.partition(":")[2]) for who in (by.reference, by.behalf))
    if signer is None:
        return []
    given_by = absent.title if absent else ""
    return rules.authority(signer.title, is_head=signer.is_head, given_by=given_by)


def year_of(day: date) -> int:
    """The register's year [ND30/2020 Đ15]: it begins at number one on 1 January."""
    return day.year
