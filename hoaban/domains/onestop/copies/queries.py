"""Which copies a result has: how many were asked for, how each is drawn, which were made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hoaban.core.language import FIRST, text
from hoaban.domains.documents import queries as documents
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.enums import Outcome
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.engines.forms.rules import value_at


def _of_content(dossier: Dossier) -> Mapping[str, Any]:  # Any: JSON
    found: Mapping[str, Any] = parameters.plan(dossier.revision_id).revision.result_copies
    return found


def asked(dossier: Dossier) -> int:
    """How many copies the applicant has asked for: as many as were charged, where they cost.

    None where the procedure's result has no copies.
    """
    wanted = _of_content(dossier)
    if not wanted:
        return 0
    lines = charged(dossier)
    number = lines[0]["quantity"] if lines else value_at(dossier.answers, wanted["quantity"])
    return _number(number)


def charged(dossier: Dossier) -> list[dict[str, Any]]:  # Any: JSON
    """The lines of the dossier's fee that are for copies of its result."""
    path = _of_content(dossier).get("quantity", "")
    plan = parameters.plan(dossier.revision_id)
    fees = {fee.code for case in plan.facts.cases for fee in case.fees if fee.quantity == path}
    return [line for line in dossier.fee_lines if path and line["code"] in fees]


def amount(dossier: Dossier) -> int:
    """What of the dossier's fee is for copies of its result, in whole VND."""
    return sum(line["amount"] for line in charged(dossier))


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, str)) and str(value).isdecimal() else 0


def places(dossier: Dossier) -> range:
    """The places of the copies to be made beside the result, which may be the first one itself."""
    if dossier.outcome != Outcome.POSITIVE:
        return range(0)
    is_first = _of_content(dossier).get("is_first", False)
    return range(2 if is_first else 1, asked(dossier) + 1)


def copy_of(result: Document, dossier: Dossier, place: int, *, symbol: str, on: date) -> Document:
    """A copy of a result, not kept yet: what the result says, marked as a copy, with its place.

    `symbol` and `on` are number and day of the result. Where several are given that are each as
    good as the first, the mark says so and the paper calls itself no copy.
    """
    wanted = _of_content(dossier)
    name = text(wanted["name"], FIRST) if wanted.get("name") else result.subject
    mark = {"place": place, "of": asked(dossier), "name": name}
    are_originals = wanted.get("are_originals", False)
    if are_originals:
        mark["is_original"] = True
    elif not wanted.get("is_first"):
        mark |= {"original": f"{result.subject} số {symbol}", "original_on": on.isoformat()}
    return Document(
        kind=documents.by_abbreviation(wanted["kind"]).code,
        agency=result.agency,
        subject=name[:400] if are_originals else f"{name} (bản sao)"[:400],
        content={**result.content, "copy": mark},
        template=result.template,
        is_synthetic=result.is_synthetic,
    )


def of(dossier: Dossier) -> list[Document]:
    """The copies that were made, in their order."""
    if dossier.result_id is None:
        return []
    found = Document.objects.select_related("signed").filter(copy_of=dossier.result_id)
    return list(found.order_by("pk"))


def given(dossier: Dossier, made: int) -> int:
    """How many copies the applicant gets, the result counted with those `made` if it is one."""
    return made + 1 if made and _of_content(dossier).get("is_first") else made


def one(dossier: Dossier, place: int) -> Document | None:
    """A copy by its place among those made, from 1."""
    made = of(dossier)
    return made[place - 1] if 0 < place <= len(made) else None


def counted(dossier: Dossier) -> int:
    """How many copies the applicant gets."""
    return given(dossier, len(of(dossier)))


def told(dossier: Dossier) -> dict[str, int]:
    """What the entry of handing over says of them; nothing where there are none."""
    number = counted(dossier)
    return {"copies": number} if number else {}
