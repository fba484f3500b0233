"""The catalogue for machines: find a procedure, read what it asks for, takes and costs."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from hoaban.core import clock
from hoaban.core.http.machines import Bearer, Said, Text, problems, said
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import FIRST
from hoaban.core.people import areas as people_areas
from hoaban.core.people import searching as people_searching
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.queries import Component, Form, Revision, Variant
from hoaban.domains.procedures.searching import queries as searching
from hoaban.domains.procedures.searching.queries import Found

MOST = 100
SHORT = Field(description="What pages call it; empty: by its name.")
router = Router(tags=["procedures"], auth=Bearer())
places = Router(tags=["procedures"], auth=Bearer())


class FoundOut(Schema):
    """A procedure in a list."""

    code: str
    name: Said
    short_name: Said = SHORT
    field: Said
    levels: list[str]
    can_be_filed: bool = Field(description="False: the published catalogue's facts, no more.")
    can_be_filed_online: bool


class ListOut(Schema):
    procedures: list[FoundOut]


class PaperOut(Schema):
    """A component of a dossier; files are sent under its code."""

    code: str
    name: Said
    condition: Said = Field(description="When it is asked for; empty where nothing is said.")
    originals: int
    certified_copies: int
    copies: int
    required: bool
    shown_only: bool = Field(description="Looked at and given back at once: no file is sent.")
    made_by_form: bool = Field(description="The answers make this paper: no file is sent.")


class LimitOut(Schema):
    """How long a case may take. Amount 0: the same day."""

    channel: str
    amount: int
    unit: str


class FeeOut(Schema):
    channel: str
    name: Said
    condition: Said = Field(description="When it is asked for; empty where always.")
    amount: int = Field(description="Whole VND a unit.")
    unit: str


class CaseOut(Schema):
    code: str
    name: Said
    is_default: bool
    papers: list[PaperOut]
    limits: list[LimitOut]
    fees: list[FeeOut]


class FormOut(Schema):
    """A form as data: sections, questions, conditions and checks; answers follow it."""

    code: str
    circular: str
    number: str
    title: Said
    form_schema: dict[str, Any]  # Any: JSON


class ProcedureOut(Schema):
    """A procedure as of today, whole where it can be filed here."""

    code: str
    name: Said
    short_name: Said = SHORT
    field: Said
    levels: list[str]
    can_be_filed: bool
    can_be_filed_online: bool
    information: Said = Field(description="Why it is shown for information only; empty: it is not.")
    valid_from: date | None
    agencies: list[str] = Field(
        description="Empty: every committee of the level; GET …/agencies lists them."
    )
    legal_basis: list[str]
    result: Said
    can_be_posted: bool
    cases: list[CaseOut]
    forms: list[FormOut]
    illustrative: dict[str, str] = Field(description="Places not read in a text, with the reason.")


class AgencyOut(Schema):
    code: str = Field(description="The `agency` of a filing.")
    name: Said
    level: str
    area_code: str = Field(description="The unit that it serves.")


class AgenciesOut(Schema):
    agencies: list[AgencyOut]


class AreaOut(Schema):
    code: str = Field(description="`area_code` of a person, `commune` of an address.")
    name: str
    within: list[str] = Field(description="The units above it, the smallest first.")


class AreasOut(Schema):
    areas: list[AreaOut]


@router.get("", response={200: ListOut, **problems(422)}, summary="Find procedures")
def find(
    request: ActingRequest, q: Text = "", size: Annotated[int, Query(ge=1, le=MOST)] = 20
) -> Any:  # noqa: ANN401 - ninja's answer
    """Best first, marks and đ do not matter; without `q` all that can be filed here."""
    del request
    today = clock.today()
    if q.strip():
        found = searching.search(q, today, limit=size)
    else:
        found = [one for one in searching.browse(today) if one.is_whole][:size]
    return ListOut(procedures=[_line(one) for one in found])


def _line(one: Found) -> FoundOut:
    return FoundOut(
        code=one.code,
        name=said(one.name),
        short_name=said(one.short),
        field=said(one.field_name),
        levels=list(one.levels),
        can_be_filed=one.is_whole,
        can_be_filed_online=one.is_fileable_online,
    )


@router.get("/{code}", response={200: ProcedureOut, **problems(404)}, summary="Read a procedure")
def procedure(request: ActingRequest, code: str) -> Any:  # noqa: ANN401 - ninja's answer
    """Cases with papers, limits and fees, and the forms that `answers` of a filing follow."""
    del request
    revision = _in_force(code)
    return _whole(catalogue.whole(revision, clock.today())) if revision else _published(code)


@router.get(
    "/{code}/agencies",
    response={200: AgenciesOut, **problems(404)},
    summary="List where a procedure is filed",
)
def deciding(request: ActingRequest, code: str) -> Any:  # noqa: ANN401 - ninja's answer
    """The agencies of today that take this procedure; none where it cannot be filed here."""
    del request
    today = clock.today()
    revision = _in_force(code)
    if revision is None:
        _published(code)  # or it is not there
    found = catalogue.deciding(revision, today) if revision and not revision.information else []
    return AgenciesOut(
        agencies=[
            AgencyOut(code=one.code, name=said(one.name), level=one.level, area_code=one.area_code)
            for one in found
        ]
    )


@places.get("/areas", response={200: AreasOut, **problems(422)}, summary="Find communes")
def communes(request: ActingRequest, q: Text = "") -> Any:  # noqa: ANN401 - ninja's answer
    """The communes of today whose name holds every word of `q`; marks and đ do not matter."""
    del request
    today, words = clock.today(), people_searching.words(q)
    found = [
        one for one in people_areas.communes(today) if all(w in one.search_text for w in words)
    ]
    return AreasOut(
        areas=[
            AreaOut(
                code=one.code,
                name=one.name,
                within=[above.name for above in people_areas.path(one, today)[1:]],
            )
            for one in found
        ]
    )


def _in_force(code: str) -> Revision | None:
    found = (
        catalogue.valid(clock.today()).filter(procedure__code=code) if code.isprintable() else ()
    )
    return next(iter(found), None)


def _whole(revision: Revision) -> ProcedureOut:
    return ProcedureOut(
        code=revision.code,
        name=said(revision.name),
        short_name=said(revision.short),
        field=said(revision.field.name),
        levels=[revision.level],
        can_be_filed=not revision.information,
        can_be_filed_online=revision.is_fileable_online,
        information=said(revision.information),
        valid_from=revision.valid_from,
        agencies=revision.agencies,
        legal_basis=revision.legal_basis,
        result=said(revision.result_name),
        can_be_posted=revision.is_postal,
        cases=[_case(case) for case in revision.cases.all()],
        forms=[_form(form) for form in revision.forms.all()],
        illustrative=revision.illustrative,
    )


def _case(case: Variant) -> CaseOut:
    return CaseOut(
        code=case.code,
        name=said(case.name),
        is_default=case.is_default,
        papers=[_paper(one) for one in case.components.all()],
        limits=[
            LimitOut(channel=one.channel, amount=one.amount, unit=one.unit)
            for one in case.limits.all()
        ],
        fees=[
            FeeOut(
                channel=one.channel,
                name=said(one.name),
                condition=said(one.condition),
                amount=one.amount,
                unit=one.unit,
            )
            for one in case.fees.all()
        ],
    )


def _paper(one: Component) -> PaperOut:
    return PaperOut(
        code=one.code,
        name=said(one.name),
        condition=said(one.condition),
        originals=one.originals,
        certified_copies=one.certified_copies,
        copies=one.copies,
        required=one.is_required and not one.is_shown_only,
        shown_only=one.is_shown_only,
        made_by_form=bool(one.form_code),
    )


def _form(form: Form) -> FormOut:
    return FormOut(
        code=form.code,
        circular=form.circular,
        number=form.number,
        title=said(form.title),
        form_schema=form.schema,
    )


def _published(code: str) -> ProcedureOut:
    """What the published catalogue says of a procedure that cannot be filed here."""
    entry = catalogue.entry(code) if code.isprintable() else None
    if entry is None:
        raise Http404
    return ProcedureOut(
        code=entry.code,
        name=said({FIRST: entry.name}),
        short_name={},
        field=said(entry.field.name),
        levels=entry.levels,
        can_be_filed=False,
        can_be_filed_online=False,
        information={},
        valid_from=None,
        agencies=[],
        legal_basis=entry.legal_basis,
        result={},
        can_be_posted=False,
        cases=[],
        forms=[],
        illustrative={},
    )
