"""Reads requests for supplement and what they ask for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hoaban.core import clock
from hoaban.core.language import FIRST, Words, text
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.corrections.queries import Answers, Change
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.enums import OTHER_PAPERS, Stage, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Sheet, basis_of, paper_head
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import plan
from hoaban.domains.onestop.supplements import rules
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.onestop.supplements.rules import Item, PaperAsked
from hoaban.domains.procedures.catalogue.models import Component


def supplement(
    dossier: Dossier,
    *,
    items: Sequence[Item],
    reason: str,
    by: Actor,
    at: datetime,
) -> Sheet:
    """Form 02: what to complete and how, one complete list. [ND61/2018 Đ15 k3]"""
    components = {
        c.code: c for c in parameters.plan(dossier.revision_id).components[dossier.variant_id]
    }
    head = paper_head(dossier, by=by, at=at)
    return head | {
        "items": [_asked(item, components) for item in items],
        "reason": reason.strip(),
        "stage": str(Stage.AFTER.label if dossier.received_at else Stage.BEFORE.label),
        "basis": basis_of(dossier),
        "until": clock.day(dossier.act_by).isoformat(),
        "contact": {
            "name": head["officer"] or head["shop"],
            "phone": head["office_phone"],
            "email": head["office_email"],
            "site": head["office_address"],
        },
    }


SHEETS = (
    ("originals", "bản chính"),
    ("certified_copies", "bản sao chứng thực"),
    ("copies", "bản chụp"),
)


def _asked(item: Item, components: Mapping[str, Component]) -> Sheet:
    """A line of form 02: the paper, what to do with it, how many the procedure asks for."""
    component = components.get(item.get("component", ""))
    counted = [(getattr(component, kind, 0), name) for kind, name in SHEETS]
    count = ", ".join(f"{number} {name}" for number, name in counted if number)
    return {"name": item["name"], "what": item["what"], "count": count}


def open_supplement(dossier: Dossier) -> Supplement | None:
    """What the applicant is asked for right now; nothing once the dossier has ended."""
    if dossier.state not in {State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT}:
        return None
    return Supplement.objects.filter(dossier=dossier, supplied_at=None).first()


@dataclass(frozen=True, slots=True)
class Declared:
    """A section of the declaration, with its title in Vietnamese and in the reader's language."""

    code: str
    title: str
    shown: str


def sections(dossier: Dossier) -> dict[str, list[Declared]]:
    """What was declared, section by section, for each component that a form makes."""
    of = plan(dossier.revision_id)
    schemas = {form.code: form.schema for form in of.forms}
    found = {
        component.code: [
            Declared(one["code"], text(one["title"], FIRST), text(one["title"]))
            for one in schemas.get(component.form_code, {}).get("sections", ())
            if one["code"] in dossier.answers
        ]
        for component in of.components[dossier.variant_id]
    }
    return {code: declared for code, declared in found.items() if declared}


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper of a request for supplement: its component, its name, what to do with it.

    The counts stand as those of a component of the procedure do; `sections` are those of the
    declaration that are opened again.
    """

    code: str
    name: Words
    what: str
    originals: int = 0
    certified_copies: int = 0
    copies: int = 0
    is_required: bool = True
    sections: tuple[str, ...] = ()


def papers_asked(dossier: Dossier) -> list[Asked]:
    """The papers of the last request, one for each component; unlisted ones stand together.

    One named without its code is known by its name.
    """
    request = Supplement.objects.filter(dossier=dossier).order_by("-id").first()
    components = plan(dossier.revision_id).components[dossier.variant_id]
    codes = {names.fold(text(component.name, FIRST)): component.code for component in components}
    together: dict[str, list[Item]] = {}
    for item in request.items if request else ():
        code = item.get("component") or codes.get(names.fold(item["name"]), OTHER_PAPERS)
        together.setdefault(code, []).append(item)
    return [
        Asked(
            code,
            name={FIRST: _joined(items, "name")},
            what=_joined(items, "what"),
            sections=tuple(one for item in items for one in item.get("sections", ())),
        )
        for code, items in together.items()
    ]


def _joined(items: list[Item], key: str) -> str:
    return "; ".join(dict.fromkeys(item[key] for item in items))


def lacking(dossier: Dossier) -> list[Component]:
    """The papers of the procedure that must be handed in and did not come, as scan or on paper."""
    there = PaperItem.objects.filter(dossier=dossier).values_list("component", flat=True)
    return plan(dossier.revision_id).missing(dossier.variant_id, set(there))


def declared_anew(dossier: Dossier, answers: Answers | None) -> list[Change]:
    """What differs from the declaration as it stands; nothing where none was sent."""
    return [] if answers is None else corrections.changes(dossier, answers)


def missing(
    dossier: Dossier, files: Collection[str], declared: Sequence[Change]
) -> Sequence[PaperAsked]:
    """What the open request asked for and an answer leaves out."""
    asked = papers_asked(dossier)
    return rules.lacking(asked, files=files, is_declared=bool(declared))


def check_opened(dossier: Dossier, answers: Answers | None, declared: Sequence[Change]) -> None:
    """Refuse a section declared otherwise that the request did not open.

    One that an answer has made necessary, or needless, comes with it.
    """
    asked, after = papers_asked(dossier), answers or {}
    opened = {code for one in asked for code in one.sections}
    stood = {one.section for one in declared if one.section in dossier.answers}
    others = [code for code in stood if code in after and code not in opened]
    rules.check_opened(asked, others, "; ".join(corrections.titles(dossier, others)))


def supplement_asked(dossier: Dossier, at: datetime) -> Supplement | None:
    """The request made at a moment, answered since or not."""
    return Supplement.objects.filter(dossier=dossier, asked_at=at).order_by("-id").first()
