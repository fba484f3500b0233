"""Loads procedure plans, what a filing answers, and whom papers name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoaban.core.calendars import queries as calendars
from hoaban.core.kept.memory import KeptByKey
from hoaban.core.language import Words, text
from hoaban.core.people import areas
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Post
from hoaban.core.people.roles import Role
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import MissingYear
from hoaban.domains.onestop.parameters.rules import Lapsed as Lapsed
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Component, Form, Revision
from hoaban.domains.procedures.catalogue.models import Variant as Variant
from hoaban.domains.procedures.catalogue.queries import RevisionFacts
from hoaban.engines.forms import rules as forms
from hoaban.engines.forms.answers import clean_all


def agency(pk: int) -> Agency:
    """A version of an agency as content has it now."""
    return _agencies.get(pk)


def officer(post_pk: int) -> str:
    """Who stands on a paper as the officer: name and title of a post."""
    return _officers.get(post_pk)


def unit(post_pk: int) -> str:
    """The unit of a post within its agency; empty where there is none."""
    return _units.get(post_pk)


def _read_officer(post_pk: int) -> str:
    post = Post.objects.select_related("person").get(pk=post_pk)
    return f"{post.person.full_name}, {post.title}"


def _read_unit(post_pk: int) -> str:
    return next(iter(Post.objects.filter(pk=post_pk).values_list("unit", flat=True)), "")


_agencies: KeptByKey[int, Agency] = KeptByKey("people", lambda pk: Agency.objects.get(pk=pk))
_officers = KeptByKey("people", _read_officer)
_units = KeptByKey("people", _read_unit)


def acting_post(by: Actor) -> Post | None:
    """The post of whoever truly acts, as papers name them: by delegation the one who stands in."""
    return people.post_of_id(by.reference.partition(":")[2]) if by.is_official else None


@dataclass(frozen=True, slots=True)
class StepFacts:
    code: str
    name: Words
    role: str
    share: float
    done_share: float  # of the limit, when this step is finished
    next: str
    ends_clock: bool

    @property
    def shown(self) -> str:
        """Its name in the reader's language."""
        return text(self.name)


@dataclass(frozen=True, slots=True)
class Plan:
    """A revision as the actions need it."""

    revision: Revision
    facts: RevisionFacts
    steps: Mapping[str, StepFacts]
    first: str
    cases: Mapping[int, Variant]
    components: Mapping[int, tuple[Component, ...]]
    forms: tuple[Form, ...]

    @property
    def name(self) -> str:
        """The procedure's name in the reader's language."""
        return text(self.revision.name)

    def before(self, code: str) -> str:
        """The step from which a dossier came to this one."""
        return next((step.code for step in self.steps.values() if step.next == code), "")

    def is_counter(self, code: str) -> bool:
        """Whether a step (empty: none) is the reception at the counter."""
        return not code or (code == self.first and self.steps[code].role == Role.CLERK)

    @property
    def is_by_facts(self) -> bool:
        """Whether the answers alone say which case it is, so that nobody is asked."""
        conditions = [case.condition for case in self.cases.values()]
        return all(conditions) and all(conditions.count(one) == 1 for one in conditions)

    def case_for(self, case: Variant, answers: Mapping[str, Any]) -> Variant:  # Any: JSON
        """The case that the answers call for: this one, unless they speak of another."""
        if forms.holds(case.condition, answers):
            return case
        others = (one for one in self.cases.values() if one.condition)
        return next((one for one in others if forms.holds(one.condition, answers)), case)

    def missing(self, case: int, there: Collection[str], *, on_paper: bool) -> list[Component]:
        """The papers of a case that must be handed in and are not among these codes; what a form
        makes is there by the answers, unless the dossier comes `on_paper`.
        """
        must = (p for p in self.components.get(case, ()) if p.is_required and not p.is_shown_only)
        return [p for p in must if (on_paper or not p.form_code) and p.code not in there]


def plan(revision_pk: int) -> Plan:
    """The plan of a revision as content has it now."""
    return _plans.get(revision_pk)


def numbers_of(revision_pk: int, variant_pk: int, on: date) -> tuple[RevisionFacts, str]:
    """The version by whose fees and limits a dossier is received on a day, and its case by code.

    A dossier goes by the law of its reception: a version that began after it was filed sets fee and
    limit, as far as it knows the same case. Its forms and steps stay those it was filed with.
    """
    own = plan(revision_pk)
    code = own.cases[variant_pk].code
    now = plan(catalogue.in_force(own.revision.code, on) or revision_pk)
    knows = not now.facts.is_information and any(one.code == code for one in now.cases.values())
    return (now if knows else own).facts, code


def lapsed(revision_pk: int, on: date) -> Lapsed | None:
    """Why nothing is received on a day under the version that was filed; None where it may be.

    The version ended and none follows it, so another agency may be competent; or the version of
    the day is shown for information, so its limit and its fee are not known.
    """
    own = plan(revision_pk)
    facts = own.facts
    if facts.valid_to is not None and on >= facts.valid_to:
        found = catalogue.in_force(own.revision.code, on)
        if found is None:
            return Lapsed(facts.valid_to, is_information=False)
        facts = plan(found).facts
    return Lapsed(facts.valid_from, is_information=True) if facts.is_information else None


def _read_plan(revision_pk: int) -> Plan:
    revision = (
        Revision.objects.select_related("procedure", "field")
        .prefetch_related("steps", "forms", "cases__components", "cases__limits", "cases__fees")
        .get(pk=revision_pk)
    )
    steps: dict[str, StepFacts] = {}
    total = 0.0
    for step in revision.steps.all():
        total += float(step.share)
        steps[step.code] = StepFacts(
            step.code,
            step.name,
            step.role,
            float(step.share),
            total,
            step.next,
            step.ends_clock,
        )
    cases = {case.pk: case for case in revision.cases.all()}
    return Plan(
        revision=revision,
        facts=revision.facts(),
        steps=steps,
        first=next(iter(steps)),
        cases=cases,
        components={pk: tuple(case.components.all()) for pk, case in cases.items()},
        forms=tuple(revision.forms.all()),
    )


_plans = KeptByKey("procedures", _read_plan)


def forget() -> None:
    """Drop what this process keeps of rows: a test that edits rows by hand says so."""
    for kept in (_agencies, _officers, _units, _plans):
        kept.forget()


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers that fit the forms of a case; only `answered` makes them."""

    answers: Mapping[str, Any]  # Any: JSON


Filed = Mapping[str, Any]  # Any: JSON


def filed(case: Variant, agency: Agency | None, on: date) -> Filed:
    """What a filing says of itself to the forms: its case, where it goes, and days off before."""
    area = agency.area_code if agency else ""
    said = {"case": case.code, "area": area, "communes": areas.within(area, on) if area else []}
    try:
        calendar = calendars.calendar(agency.code if agency else "", on)
    except MissingYear:
        return said
    return {**said, "days_off": counting.days_off_before(on, calendar)}


def answered(
    revision_pk: int,
    answers: object,
    on: date,
    language: str = "vi",
    *,
    filed: Filed | None = None,
) -> tuple[Answered, list[tuple[str, str]]]:
    """The answers as they are kept, and what is wrong with them as (path, words).

    Without what the filing says itself, nothing is held against it.
    """
    kept: dict[str, Any] = {}  # Any: JSON
    wrong: list[tuple[str, str]] = []
    for form in plan(revision_pk).forms:
        clean, problems = clean_all(form.schema, answers, on, language, filed)
        kept |= clean
        wrong += problems
    return Answered(kept), wrong
