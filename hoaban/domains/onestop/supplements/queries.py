"""Reads requests for supplement and what they ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hoaban.core import clock
from hoaban.core.files.models import Use
from hoaban.core.language import FIRST, Words, current, text
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.corrections.queries import Answers, Change
from hoaban.domains.onestop.dossiers.enums import OTHER_PAPERS, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Sheet, basis_of, paper_head, waiting_set_by
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import plan
from hoaban.domains.onestop.supplements import rules
from hoaban.domains.onestop.supplements.models import Proposal, Supplement
from hoaban.domains.onestop.supplements.rules import Item, PaperAsked
from hoaban.domains.procedures.catalogue.models import Component


def supplement(
    dossier: Dossier,
    *,
    items: Sequence[Item],
    reason: str,
    by: Actor,
    at: datetime,
    asks: Post | None = None,
) -> Sheet:
    """Form 02: what to complete and how, one complete list. [ND61/2018 Đ15 k3]

    `asks` is who examined and guides, where that is not whoever lets the applicant know.
    """
    components = {
        c.code: c for c in parameters.plan(dossier.revision_id).components[dossier.variant_id]
    }
    head = paper_head(dossier, by=by, at=at)
    guide = parameters.officer(asks.pk) if asks else head["officer"]
    return head | {
        "officer": guide,
        "items": [_asked(item, components) for item in items],
        "reason": reason.strip(),
        "stage": "Sau khi tiếp nhận" if dossier.received_at else "Trước khi tiếp nhận",
        "basis": basis_of(dossier),
        "until": clock.day(dossier.act_by).isoformat(),
        "until_set_by": waiting_set_by(dossier),
        "contact": _contact(head, guide),
    }


def _contact(head: Sheet, guide: str) -> Sheet:
    """Whom to ask: whoever examined and signs as the guide, through the shop."""
    return {
        "name": guide or head["shop"],
        "phone": head["office_phone"],
        "email": head["office_email"],
        "site": head["office_address"],
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


def sent(dossier: Dossier) -> Supplement | None:
    """The request that what was sent answers, while the counter has not judged it."""
    if dossier.state == State.SUPPLEMENT_SENT:
        return last_request(dossier)
    if dossier.state == State.SUBMITTED and dossier.supplements_before:
        return last_request(dossier)
    return None


def form_of(dossier: Dossier, asked: int) -> dict[str, Any]:  # Any: what a form is made with
    """What the form of a request is made with; `asked` is how often it was asked before."""
    components = parameters.plan(dossier.revision_id).components[dossier.variant_id]
    return {
        "components": components,
        "is_again": asked > 0,
        "language": current(),
        "sections": sections(dossier),
    }


def last_request(dossier: Dossier) -> Supplement | None:
    """The last request, answered or not."""
    return Supplement.objects.filter(dossier=dossier).order_by("-id").first()


def open_proposal(dossier: Dossier) -> Proposal | None:
    """What waits for the leader's word."""
    if dossier.state != State.SUPPLEMENT_PROPOSED:
        return None
    return last_proposal(dossier)


def last_proposal(dossier: Dossier) -> Proposal | None:
    proposals = Proposal.objects.select_related("post__person").filter(dossier=dossier)
    return proposals.order_by("-id").first()


def declined(dossier: Dossier) -> str:
    """Why the last proposal was sent back, while the step is still with whoever proposed it."""
    if dossier.state != State.IN_PROCESS:
        return ""
    proposal = last_proposal(dossier)
    is_next = (
        proposal and dossier.turn_at_hand and proposal.decided_at == dossier.turn_at_hand.since
    )
    return proposal.declined if proposal and is_next else ""


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
    declaration that are opened again, `least` how many files or sheets answer it at least. `place`
    is its place in the request, which stays while parts of it come.
    """

    code: str
    name: Words
    what: str
    originals: int = 0
    certified_copies: int = 0
    copies: int = 0
    is_required: bool = True
    sections: tuple[str, ...] = ()
    least: int = 1
    place: int = 0


def codes_asked(dossier: Dossier) -> list[str]:
    """The codes of the papers of the last request, by which they are scanned."""
    return [one.code for one in papers_asked(dossier)]


def papers_asked(dossier: Dossier) -> list[Asked]:
    """The papers of the last request, one for each component; unlisted ones stand together.

    Without those that came in a part. One named without its code is known by its name.
    """
    request = last_request(dossier)
    judged = [component_of(dossier, item) for item in request.judged] if request else []
    places = list(dict.fromkeys(judged))
    together: dict[str, list[Item]] = {}
    for item in request.wanted if request else ():
        together.setdefault(component_of(dossier, item), []).append(item)
    return [
        Asked(
            code,
            name={FIRST: _joined(items, "name")},
            what=_joined(items, "what"),
            sections=tuple(one for item in items for one in item.get("sections", ())),
            least=_least(code, items),
            place=places.index(code),
        )
        for code, items in together.items()
    ]


def _least(code: str, items: Sequence[Item]) -> int:
    """One for each paper that no list names, without those that came in a part."""
    if code != OTHER_PAPERS:
        return 1
    return len({item["name"] for item in items}) - sum(int(item.get("had", 0)) for item in items)


def component_of(dossier: Dossier, item: Item) -> str:
    """The component that a line of a request is about; papers of no list have one of their own."""
    components = plan(dossier.revision_id).components[dossier.variant_id]
    codes = {names.fold(text(one.name, FIRST)): one.code for one in components}
    named = codes.get(names.fold(item["name"]), OTHER_PAPERS)
    return str(item.get("component") or named)


def _joined(items: list[Item], key: str) -> str:
    return "; ".join(dict.fromkeys(item[key] for item in items))


def declared_anew(dossier: Dossier, answers: Answers | None) -> list[Change]:
    """What differs from the declaration as it stands; nothing where none was sent."""
    return [] if answers is None else corrections.changes(dossier, answers)


Counts = Mapping[str, Mapping[str, int]]


def missing(
    dossier: Dossier,
    files: Mapping[str, Sequence[Use]],
    counts: Counts,
    declared: Sequence[Change],
    *,
    on_paper: bool,
) -> Sequence[PaperAsked]:
    """What the open request asked for and an answer leaves out; `on_paper`: at the counter."""
    come = {code: len(uses) for code, uses in files.items()}
    for code, kinds in counts.items():
        come[code] = come.get(code, 0) + sum(kinds.values())
    asked, is_declared = papers_asked(dossier), bool(declared)
    return rules.lacking(asked, come=come, is_declared=is_declared, on_paper=on_paper)


def check_opened(dossier: Dossier, answers: Answers | None, declared: Sequence[Change]) -> None:
    """Refuse a section declared otherwise that the request did not open.

    One that an answer has made necessary, or needless, comes with it.
    """
    asked, after = papers_asked(dossier), answers or {}
    opened = {code for one in asked for code in one.sections}
    stood = {one.section for one in declared if one.section in dossier.answers}
    others = [code for code in stood if code in after and code not in opened]
    rules.check_opened(asked, others, "; ".join(corrections.titles(dossier, others)))


def asked_until(dossier: Dossier, items: Sequence[Item]) -> dict[str, int | str]:
    """How much the applicant is asked for, and until when: facts of an entry."""
    return {"items": len(items), "answer_by": dossier.act_by.isoformat()}


def told(dossier: Dossier, at: datetime) -> str:
    """What the applicant was told to bring at a moment: a request, or what was missing of it."""
    asked = Supplement.objects.filter(dossier=dossier, asked_at=at).order_by("-id").first()
    request = asked or last_request(dossier)
    items = asked.items if asked else request.wanted if request else ()
    return "; ".join(f"{item['name']}: {item['what']}" for item in items)
