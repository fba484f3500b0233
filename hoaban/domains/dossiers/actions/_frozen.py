"""What a paper says, frozen at the moment of the action. The PDF is drawn from this and no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hoaban.core import clock
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import queries as documents
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.enums import Money, Outcome
from hoaban.domains.dossiers.models import Dossier, PaperItem
from hoaban.domains.procedures import forms
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


@dataclass(frozen=True, slots=True)
class ResultDraft:
    kind: str
    subject: str
    template: str
    content: Sheet


NEGATIVE_KIND = "phieu-tu-choi"


# What the applicant declares to the office and not to the reader of the result.
NOT_ON_RESULT = frozenset({"relief", "confirm"})
WHO_ASKS = "requester"


def _on_result(schema: Mapping[str, Any]) -> Sheet:  # Any: JSON
    """The sections a reader of the result needs: who asks is left out where it is about another."""
    kept = [section for section in schema["sections"] if section["code"] not in NOT_ON_RESULT]
    about = [section for section in kept if section["code"] != WHO_ASKS]
    names_another = any(field["kind"] == "person" for one in about for field in one["fields"])
    return dict(schema) | {"sections": about if names_another else kept}


def result(
    dossier: Dossier,
    plan: queries.Plan,
    *,
    outcome: Outcome,
    reason: str,
    content: Mapping[str, Any],  # Any: JSON facts
) -> ResultDraft:
    """The draft of the result from its template: the answers as rows, what the official added.

    A negative result is form 03, entered as a result. [ND61/2018 Đ19 k8]
    """
    revision = plan.revision
    given = {
        "code": dossier.code,
        "applicant": dossier.owner.get("full_name", ""),
        "address": dossier.owner.get("address_text") or dossier.owner.get("address", ""),
    }
    if outcome == Outcome.NEGATIVE:
        law = queries.law_of(dossier)
        subject = f"Về việc không đủ điều kiện giải quyết: {revision.name}"[:400]
        reasons = "\n".join([reason, *content.get("body", ())])
        facts = given | {
            "reference": dossier.reference,
            "phone": dossier.owner.get("phone", ""),
            "email": dossier.owner.get("email", ""),
            "procedure": revision.name,
            "reason": reasons,
            "basis": str(content.get("basis", "")),
        }
        template = queries.form_template(law.circular, law.forms["refusal"])
        return ResultDraft(NEGATIVE_KIND, subject, template, facts)
    rows = [
        [label, value]
        for form in plan.forms
        for _title, shown in forms.display(_on_result(form.schema), dossier.answers)
        for label, value in shown
    ]
    facts = given | {"title": revision.result_name, "rows": rows, "body": []} | dict(content)
    kind = documents.by_abbreviation(revision.result_kind)
    return ResultDraft(kind.code, revision.result_name[:400], kind.template, facts)
