"""Reads the papers of a dossier, their names, and what stands on every one of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from hoaban.casework.clocks.enums import AfterWait
from hoaban.casework.papers import queries as papers
from hoaban.casework.papers.models import Paper as Paper
from hoaban.core import clock
from hoaban.core.language import FIRST, text
from hoaban.core.people import agencies, areas, names
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import queries as documents
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Method, Money, Stage
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.stays import queries as stays
from hoaban.domains.procedures.catalogue.enums import Channel
from hoaban.domains.procedures.catalogue.models import Form
from hoaban.engines.law import lookup

Sheet = dict[str, Any]  # Any: JSON facts of a paper


def paper_moment(at: datetime | None) -> str:
    """Vietnam time, as papers print it: 2020-03-30T08:15."""
    return clock.local(at).isoformat(timespec="minutes")[:16] if at else ""


def paper_head(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """What stands on every paper: who issues it, to whom, about what."""
    plan = parameters.plan(dossier.revision_id)
    agency = dossiers.answering(dossier, clock.day(at))
    owner = dossier.owner
    tree = agencies.at(clock.day(at))
    post = parameters.acting_post(by)
    shop = shops.line_of(agency, clock.day(at))
    parent = tree.get(agency.parent_code)
    return {
        "agency": text(agency.name, FIRST),
        "parent": text(parent.name, FIRST) if parent and agency.level == "province" else "",
        "shop": shops.named(agency, clock.day(at)),
        "place": areas.place(agency.area_code, clock.day(at)),
        "on": clock.day(at).isoformat(),
        "code": dossier.code or "",
        "reference": dossier.reference,
        "is_provisional": not agency.official_code,
        "applicant": owner.get("full_name", ""),
        "whose": whose(dossier),
        "identity_number": owner.get("identity_number", ""),
        "address": dossier.address,
        "phone": owner.get("phone", ""),
        "email": owner.get("email", ""),
        "procedure": text(plan.revision.name, FIRST),
        "field": text(plan.revision.field.name, FIRST),
        "officer": f"{post.person.full_name}, {post.title}" if post else "",
        "office_phone": (shop.phone if shop else "") or (post.person.phone if post else ""),
        "office_email": shop.email if shop else "",
        "office_address": text(shop.address, FIRST) if shop else "",
        "portal": settings.PORTAL_ADDRESS,
        "synthetic": dossier.is_synthetic,
    }


def whose(dossier: Dossier) -> Sheet:
    """To whom a paper is given, for whoever checks it later: the name, the year of birth, and the
    last four digits that open the file.
    """
    owner = dossier.owner
    name = owner.get("full_name", "")
    is_person = owner.get("kind", "person") == "person"
    return {
        "name": name,
        "is_person": is_person,
        "born": _year(owner.get("born_on")) or (_born(dossier, name) if is_person else ""),
        "tails": _tails(owner.get("phone"), owner.get("identity_number")),
    }


def about(dossier: Dossier) -> Sheet:
    """As `whose`, for a result: `about` lists whom its text is about, by name and year of birth,
    where the declaration says it (a child, both spouses); their digits open the file too.
    """
    forms = parameters.plan(dossier.revision_id).forms
    given, people = whose(dossier), list(_about(forms, dossier.answers))
    if not people:
        return given
    named = [
        {"name": str(one["full_name"]), "born": _year(one.get("birth_date"))} for one in people
    ]
    tails = {*given["tails"], *_tails(*(one.get("id_number") for one in people))}
    return given | {"about": named, "tails": sorted(tails)}


def names_about(forms: Iterable[Form], answers: Mapping[str, Any]) -> list[str]:
    """The names of whom a declaration is about, as far as it says them."""
    return [str(one["full_name"]) for one in _about(forms, answers)]


def _about(forms: Iterable[Form], answers: Mapping[str, Any]) -> Iterator[Sheet]:
    for form in forms:
        for section in form.schema["sections"]:
            if section.get("about"):
                own = answers.get(section["code"]) or {}
                found = [own, *_people_in(section, own)]
                yield from [one for one in found if one.get("full_name")][:1]


def _born(dossier: Dossier, name: str) -> str:
    """The year of birth that the declaration gives to somebody of this name."""
    for form in parameters.plan(dossier.revision_id).forms:
        for section in form.schema["sections"]:
            for one in _people_in(section, dossier.answers.get(section["code"]) or {}):
                if names.fold(str(one.get("full_name", ""))) == names.fold(name):
                    return _year(one.get("birth_date"))
    return ""


def _people_in(section: Sheet, own: Sheet) -> list[Sheet]:
    asked = (field["code"] for field in section["fields"] if field["kind"] == "person")
    return [own[code] for code in asked if own.get(code)]


def _year(day: object) -> str:
    return next(iter(YEAR.findall(str(day or ""))), "")


def _tails(*numbers: object) -> list[str]:
    digits = (names.digits(str(number or "")) for number in numbers)
    return sorted({one[-names.TAIL :] for one in digits if len(one) >= names.TAIL})


YEAR = re.compile(r"\b\d{4}\b")


def paper_signer(by: Actor) -> Sheet:
    """A leader signs under the title: for the committee, and for the one stood in for, where that
    is so [ND30/2020 Đ13].
    """
    post = parameters.acting_post(by)
    together = documents.committee(post.agency) if post else ""
    return {
        "signer_title": "\n".join(documents.authority(by, committee=together)),
        "officer": post.person.full_name if post else "",
    }


def basis_of(dossier: Dossier) -> str:
    """The acts that its procedure stands on, as a paper names them."""
    return "; ".join(parameters.plan(dossier.revision_id).revision.legal_basis)


def waiting_set_by(dossier: Dossier) -> str:
    """Who set the days in which the applicant answers a request, by the law of the dossier."""
    return lookup.term("waiting.set_by", dossiers.governed_on(dossier), FIRST)


def _components(dossier: Dossier) -> list[Sheet]:
    return [
        {
            "name": i.name,
            "originals": i.originals,
            "certified": i.certified,
            "copies": i.copies,
            "is_shown": i.is_shown and not i.originals,
            "is_online": not (i.originals or i.certified or i.copies or i.is_shown),
        }
        for i in dossier.items.order_by("id")
    ]


def receipt(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """Form 01: the receipt with the appointed hour and date. [TT01/2018 Đ9]

    Given again it bears the day on which it is given, and the hour of reception as it was.
    """
    owner = dossier.owner.get("full_name", "")
    came = dossier.submitter.get("full_name", "") or owner
    head, wanted = paper_head(dossier, by=by, at=at), copies.asked(dossier)
    is_by_name = access.is_known_by_name(dossier.owner)
    typed_code = (not is_by_name and head["code"]) or head["reference"]
    return (
        head
        | _place_in_book(dossier, head)
        | {
            "link": f"{head['portal']}/track/?code={typed_code}",
            "submitter": "" if came == owner else came,
            "signed_by": came,
            "components": _components(dossier),
            "sets": 1,
            "limit": {"amount": dossier.limit_amount, "unit": dossier.limit_unit},
            "received_at": paper_moment(dossier.received_at),
            "due_at": paper_moment(dossier.due_at),
            "channel": dossier.get_channel_display(),
            "return_by": returned_by(dossier),
            **_counted_again(dossier, at),
            **_not_counted(dossier),
            **({"copies": wanted} if wanted else {}),
            **({"tracked_by": "name"} if is_by_name else {}),
            "fee": dossier.fee_amount,
            "fee_paid": dossier.money == Money.PAID,
        }
    )


def _counted_again(dossier: Dossier, at: datetime) -> Sheet:
    """For a receipt that is given again: since when, and after what, the limit is counted anew."""
    if dossier.received_at is None or at <= dossier.received_at:
        return {}
    restarted = restart(dossier)
    if restarted is None:
        return {}
    after = {"again_after": AFTER_PAYMENT} if restarted.is_payment else {}
    return {"again_from": paper_moment(restarted.at), **after}


@dataclass(frozen=True, slots=True)
class Restart:
    """Since when the whole limit is counted anew, and whether a payment made it so."""

    at: datetime
    is_payment: bool


def restart(dossier: Dossier) -> Restart | None:
    """The last time that the whole limit began anew: what was asked for came, or was paid."""
    supplied = dossier.supplements.filter(stage=Stage.AFTER, on_supply=AfterWait.RESTARTS)
    paid = dossier.duties.filter(on_payment=AfterWait.RESTARTS)
    moments = {
        False: supplied.filter(supplied_at__isnull=False).values_list("supplied_at", flat=True),
        True: paid.filter(met_at__isnull=False).values_list("met_at", flat=True),
    }
    last = [Restart(at, is_payment) for is_payment, of in moments.items() if (at := of.last())]
    return max(last, key=lambda one: (one.at, one.is_payment), default=None)


AFTER_PAYMENT = "thực hiện nghĩa vụ tài chính"


def _not_counted(dossier: Dossier) -> Sheet:
    """That the time in which a financial obligation is met is not counted, where the law of the
    procedure says so; and from when to when that was.
    """
    if dossiers.law_of(dossier).awaits_payment is None:
        return {}
    met = dossier.duties.filter(met_at__isnull=False, on_payment=AfterWait.RESUMES).order_by("id")
    waited = [(paper_moment(one.notified_at), paper_moment(one.met_at)) for one in met]
    return {"awaits_payment": True, **({"waited": waited} if waited else {})}


def _place_in_book(dossier: Dossier, head: Sheet) -> Sheet:
    """Where it stands in the register of whoever received it, one book a year [TT01/2018 Đ9]; the
    agency is named where another one answers since.
    """
    if not (dossier.book_number and dossier.received_at):
        return {}
    received_by = text(parameters.agency(stays.received_by(dossier)).name, FIRST)
    whose = "" if received_by == head["agency"] else f" của {received_by}"
    book = f"01/{clock.day(dossier.received_at).year}{whose}"
    return {"book": book, "serial": dossier.book_number}


def returned_by(dossier: Dossier) -> Method:
    """Where the applicant wants the result: by post, or where the dossier was filed."""
    if dossier.wants_post:
        return Method.POST
    return Method.PORTAL if dossier.channel == Channel.ONLINE else Method.COUNTER


def last_receipt(dossier: Dossier) -> Paper | None:
    """Form 01 as it was given last."""
    form = dossiers.law_of(dossier).forms["receipt"]
    return papers.of(dossier.pk).filter(form=form).last()


def receipts(dossier: Dossier) -> list[Paper]:
    """Every form 01 that was given, the first one first."""
    return list(papers.of(dossier.pk).filter(form=dossiers.law_of(dossier).forms["receipt"]))


def receipt_with_fee(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet | None:
    """Form 01 once more, saying whether the fee is paid; None where the last one says it right."""
    last, is_paid = last_receipt(dossier), dossier.money == Money.PAID
    if last is None or last.facts["fee_paid"] == is_paid:
        return None
    head = paper_head(dossier, by=by, at=at)
    renewed = {name: head[name] for name in ("on", "officer", "office_phone", "office_email")}
    kept = {name: value for name, value in last.facts.items() if name != "symbol"}
    return kept | renewed | {"fee_paid": is_paid, "due_at": paper_moment(dossier.due_at)}


def refusal(
    dossier: Dossier, *, reason: str, basis: str, remedy: str = "", by: Actor, at: datetime
) -> Sheet:
    """Form 03: why the dossier is not taken, with its legal basis. [ND61/2018 Đ17 k1]

    `remedy` is what the applicant may do next, or what becomes of the fee.
    """
    sheet = {"reason": reason, "basis": basis.strip()}
    return paper_head(dossier, by=by, at=at) | sheet | ({"remedy": remedy} if remedy else {})


def papers_given(dossier: Dossier) -> QuerySet[Paper]:
    """The papers that the applicant got; the control sheet stays with the case."""
    return papers.of(dossier.pk).exclude(form=dossiers.law_of(dossier).forms.get("control", ""))
