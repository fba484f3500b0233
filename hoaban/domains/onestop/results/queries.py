"""Composes the draft of a result and tells who examined it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from hoaban.casework.papers import queries as papers
from hoaban.core.journal import queries as journal
from hoaban.core.language import FIRST, text
from hoaban.domains.documents import queries as documents
from hoaban.domains.documents.enums import Event as Drawn
from hoaban.domains.documents.models import Document
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Delivery, Outcome
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers import queries as papers_queries
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.engines.forms import concealing, readout

Facts = dict[str, Any]  # Any: JSON facts of a document


@dataclass(frozen=True, slots=True)
class ResultDraft:
    kind: str
    subject: str
    template: str
    content: Facts


NEGATIVE_KIND = "phieu-tu-choi"


# What the applicant declares to the office and not to the reader of the result.
NOT_ON_RESULT = frozenset({"relief", "confirm"})
WHO_ASKS = "requester"
RELATION = "relation"


def _on_result(schema: Mapping[str, Any]) -> Facts:  # Any: JSON
    """The sections a reader of the result needs: whoever asks is left out, with the relation to the
    person, where it is about another."""
    kept = [section for section in schema["sections"] if section["code"] not in NOT_ON_RESULT]
    about = [
        section | {"fields": [one for one in section["fields"] if one["code"] != RELATION]}
        for section in kept
        if section["code"] != WHO_ASKS
    ]
    names_another = any(field["kind"] == "person" for one in about for field in one["fields"])
    return dict(schema) | {"sections": about if names_another else kept}


def _negative(dossier: Dossier, name: str, given: Facts, on: date) -> ResultDraft:
    """Form 03, sent by the one-stop shop as it is called on that day. [ND61/2018 Đ19 k8]"""
    law = dossiers.law_of(dossier)
    facts = given | {
        "reference": dossier.reference,
        "phone": dossier.owner.get("phone", ""),
        "email": dossier.owner.get("email", ""),
        "procedure": name,
        "through": shops.named(dossiers.answering(dossier, on), on),
    }
    subject = f"Về việc không đủ điều kiện giải quyết: {name}"[:400]
    template = papers.template_of(law.circular, law.forms["refusal"])
    return ResultDraft(NEGATIVE_KIND, subject, template, facts)


def result(
    dossier: Dossier,
    plan: Plan,
    *,
    outcome: Outcome,
    reason: str,
    content: Mapping[str, Any],  # Any: JSON facts
    on: date,
) -> ResultDraft:
    """The draft of the result from its template: the answers as rows, what the official added.

    A negative result is form 03, entered as a result.
    """
    revision = plan.revision
    name, title = text(revision.name, FIRST), text(revision.result_name, FIRST)
    given = {
        "code": dossier.code,
        "applicant": dossier.owner.get("full_name", ""),
        "whose": papers_queries.whose(dossier),
        "address": dossier.address,
    }
    if outcome == Outcome.NEGATIVE:
        why = {"reason": "\n".join([reason, *content.get("body", ())])}
        return _negative(dossier, name, given | why | {"basis": str(content.get("basis", ""))}, on)
    rows = [
        [label, value]
        for form in plan.forms
        for _title, shown in readout.display(_on_result(form.schema), dossier.answers)
        for label, value in shown
    ]
    facts = given | {
        "whose": papers_queries.about(dossier),
        "title": title,
        "case": text(plan.cases[dossier.variant_id].name, FIRST),
        "said": _said(plan, dossier.answers),
        "rows": rows,
        "months": revision.result_months or 0,
        "body": [],
    }
    kind = documents.by_abbreviation(revision.result_kind)
    facts |= dict(content)
    return ResultDraft(kind.code, title, revision.result_template, facts)


def _said(plan: Plan, answers: Mapping[str, Any]) -> Facts:  # Any: JSON
    """The answers by path, for papers that put each in its place."""
    kept = {code: own for code, own in answers.items() if code not in NOT_ON_RESULT}
    said: Facts = {}
    for form in plan.forms:
        said |= readout.said(form.schema, kept)
    return said


def drafted(dossier: Dossier) -> str:
    """The digest of the draft as it stands now; empty where there is none."""
    draft = dossiers.draft_of(dossier)
    return documents.digest(draft) if draft else ""


def awaits_its_file(document: Document) -> bool:
    """Whether the signed file was asked for and is not there whole yet.

    What nobody asked for is drawn when first wanted (the replay of the past).
    """
    if documents.given_out(document) is not None:
        return False
    return journal.of(document).filter(verb=Drawn.WANTED).exists()


def is_ready(dossier: Dossier) -> bool:
    """Whether what was brought to the counter can be had: it is signed, and was not taken back."""
    result = dossiers.issued_result(dossier)
    if dossier.delivery != Delivery.READY or result is None:
        return dossier.delivery == Delivery.READY
    whole = (result, *copies.of(dossier))
    return result.withdrawn_at is None and not any(awaits_its_file(one) for one in whole)


def of_document(pk: int) -> Dossier | None:
    """The dossier whose result a document is, or a copy of its result."""
    return Dossier.objects.filter(Q(result=pk) | Q(result__copies=pk)).first()


@dataclass(frozen=True, slots=True)
class DraftShown:
    """The draft of the result, as whoever checks or signs it reads it."""

    kind: str
    subject: str
    rows: tuple[tuple[str, str], ...]
    body: tuple[str, ...]


def draft_shown(dossier: Dossier, *, conceals: bool = True) -> DraftShown | None:
    """What would be signed, with identity numbers hidden if it `conceals`; None where there is no
    draft, or it is signed already.
    """
    draft = dossiers.draft_of(dossier)
    if draft is None or not dossier.outcome:  # what was declared has changed since
        return None
    given = draft.content
    said = [*given.get("body", ()), *str(given.get("reason", "")).splitlines()]
    basis = str(given.get("basis", ""))
    known = _numbers(dossier) if conceals else ()
    return DraftShown(
        text(documents.kind(draft.kind).name),
        draft.subject,
        tuple((la, concealing.hidden_in(value, known)) for la, value in given.get("rows", ())),
        tuple(concealing.hidden_in(one, known) for one in ([*said, basis] if basis else said)),
    )


def _numbers(dossier: Dossier) -> list[str]:
    """The identity numbers of everybody whom the case names."""
    people = (dossier.owner, dossier.submitter or {})
    own = [str(one.get("identity_number") or "") for one in people]
    forms = parameters.plan(dossier.revision_id).forms
    return own + [n for form in forms for n in concealing.numbers(form.schema, dossier.answers)]
