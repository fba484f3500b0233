"""What a paper says, frozen at the moment of the action. The PDF is drawn from this and no more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hoaban.core import clock
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import queries as documents
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.enums import Money
from hoaban.domains.dossiers.models import Dossier, PaperItem, StepRun
from hoaban.domains.procedures.models import Component

Sheet = dict[str, Any]  # Any: JSON facts of a paper


def _iso(at: datetime | None) -> str:
    """Vietnam time, as papers print it: 2020-03-30T08:15."""
    return clock.local(at).isoformat(timespec="minutes")[:16] if at else ""


def _head(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """What stands on every paper: who issues it, to whom, about what."""
    plan = queries.plan(dossier.revision_id)
    agency = queries.answering(dossier, clock.day(at))
    owner = dossier.owner
    tree = agencies.at(clock.day(at))
    post = queries.acting_post(by)
    parent = tree.get(agency.parent_code)
    return {
        "agency": agency.name,
        "parent": parent.name if parent and agency.level == "province" else "",
        "shop": "Bộ phận Tiếp nhận và Trả kết quả",
        "place": queries.place_of(agency, clock.day(at)),
        "on": clock.day(at).isoformat(),
        "code": dossier.code or dossier.reference,
        "reference": dossier.reference,
        "is_provisional": not agency.official_code,
        "applicant": owner.get("full_name", ""),
        "identity_number": owner.get("identity_number", ""),
        "address": owner.get("address_text") or owner.get("address", ""),
        "phone": owner.get("phone", ""),
        "email": owner.get("email", ""),
        "procedure": plan.revision.name,
        "field": plan.revision.field.name,
        "officer": f"{post.person.full_name}, {post.title}" if post else "",
        "office_phone": post.person.phone if post else "",
        "synthetic": dossier.is_synthetic,
    }


def _components(dossier: Dossier) -> list[Sheet]:
    items = PaperItem.objects.filter(dossier=dossier).order_by("id")
    return [
        {"name": i.name, "originals": i.originals, "certified": i.certified, "copies": i.copies}
        for i in items
    ]


def receipt(dossier: Dossier, *, by: Actor) -> Sheet:
    """Form 01: the receipt with the appointed hour and date. [TT01/2018 Đ9]"""
    at = dossier.received_at or dossier.submitted_at
    owner = dossier.owner.get("full_name", "")
    came = dossier.submitter.get("full_name", "") or owner
    return _head(dossier, by=by, at=at) | {
        "submitter": "" if came == owner else came,
        "signed_by": came,
        "components": _components(dossier),
        "sets": 1,
        "limit": {"amount": dossier.limit_amount, "unit": dossier.limit_unit},
        "received_at": _iso(dossier.received_at),
        "due_at": _iso(dossier.due_at),
        "channel": dossier.get_channel_display(),
        "return_by": "post" if dossier.wants_post else "counter",
        "fee": dossier.fee_amount,
        "fee_paid": dossier.money == Money.PAID,
    }


def supplement(
    dossier: Dossier,
    *,
    items: Sequence[Mapping[str, str]],
    reason: str,
    by: Actor,
    at: datetime,
) -> Sheet:
    """Form 02: what to complete and how, one complete list. [ND61/2018 Đ15 k3]"""
    components = {c.code: c for c in queries.plan(dossier.revision_id).components[dossier.case_id]}
    head = _head(dossier, by=by, at=at)
    return head | {
        "items": [_asked(item, components) for item in items],
        "reason": reason.strip(),
        "until": clock.day(dossier.act_by).isoformat(),
        "contact": {"name": head["officer"] or head["shop"], "phone": head["office_phone"]},
    }


SHEETS = (
    ("originals", "bản chính"),
    ("certified_copies", "bản sao chứng thực"),
    ("copies", "bản chụp"),
)


def _asked(item: Mapping[str, str], components: Mapping[str, Component]) -> Sheet:
    """A line of form 02: the paper, what to do with it, how many the procedure asks for."""
    component = components.get(item.get("component", ""))
    counted = [(getattr(component, kind, 0), name) for kind, name in SHEETS]
    count = ", ".join(f"{number} {name}" for number, name in counted if number)
    return {"name": item["name"], "what": item["what"], "count": count}


def refusal(dossier: Dossier, *, reason: str, basis: str, by: Actor, at: datetime) -> Sheet:
    """Form 03: why the dossier is not taken, with its legal basis. [ND61/2018 Đ17 k1]"""
    return _head(dossier, by=by, at=at) | {"reason": reason, "basis": basis.strip()}


def extension(dossier: Dossier, *, former: datetime, reason: str, by: Actor, at: datetime) -> Sheet:
    """Form 04: apology and the one new appointment. [ND61/2018 Đ19 k9]"""
    return _head(dossier, by=by, at=at) | {
        "received_at": _iso(dossier.received_at),
        "former_due_at": _iso(former),
        "due_at": _iso(dossier.due_at),
        "reason": reason,
        **_signer(by),
    }


def _signer(by: Actor) -> Sheet:
    """A leader signs under the title, for the one stood in for where that is so."""
    post = queries.acting_post(by)
    return {
        "signer_title": "\n".join(documents.authority(by)),
        "officer": post.person.full_name if post else "",
    }


def stopping(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Sheet:
    """Form 05 since 2025: notice that the handling stops. [TT03/2025 m05]"""
    step = queries.plan(dossier.revision_id).steps.get(dossier.step)
    paid = dossier.fee_amount if dossier.money == Money.PAID else 0
    return _head(dossier, by=by, at=at) | {
        "reason": reason,
        "basis": "",
        "stage": step.name if step else "",
        "fee_note": f"{paid:,} đồng".replace(",", ".") if paid else "",
        **_signer(by),
    }


def control(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """The control sheet: who gave the case to whom, when, and how it stood. [TT01/2018 Đ9]"""
    steps = queries.plan(dossier.revision_id).steps
    rows, giver = [], dossier.submitter.get("full_name", "")
    for run in StepRun.objects.filter(dossier=dossier).order_by("id"):
        receiver = queries.officer(run.post_id) if run.post_id else ""
        rows.append(
            {
                "unit": steps[run.step].name,
                "giver": giver,
                "receiver": receiver,
                "at": _iso(run.began_at),
                "result": _against_due(dossier, run),
                "note": "Trả lại bước trước" if run.was_returned else "",
            }
        )
        giver = receiver
    return _head(dossier, by=by, at=at) | {"handovers": rows, "due_at": _iso(dossier.due_at)}


def _against_due(dossier: Dossier, run: StepRun) -> str:
    """How the whole stood against its due moment when this step was finished."""
    if not (run.finished_at and dossier.due_at):
        return ""
    return "Quá hạn" if run.finished_at > dossier.due_at else "Trong hạn"
