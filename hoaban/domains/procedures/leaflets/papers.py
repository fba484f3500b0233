"""What the two pages of one procedure say, in the page's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoaban.core.language import text
from hoaban.core.people import agencies
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.procedures.catalogue.enums import Channel, Level, StepRole
from hoaban.domains.procedures.catalogue.models import CatalogueEntry, Form, Revision
from hoaban.domains.procedures.costs.papers import CaseWords, amount, by_channel, case
from hoaban.domains.procedures.lines.papers import Text, levels, marked
from hoaban.engines.law import lookup
from hoaban.ui import numerals


@dataclass(frozen=True)
class StepWords:
    name: str
    role: str
    share: str
    ends_clock: bool


@dataclass(frozen=True)
class FormWords:
    title: str
    circular: str
    number: str
    sections: list[tuple[str, list[str]]]


def form(one: Form) -> FormWords:
    """The form's questions by section, for reading before one begins."""
    pages = [
        (
            text(section["title"]),
            [text(field["label"]) for field in section["fields"]],
        )
        for section in one.schema["sections"]
    ]
    return FormWords(
        title=text(one.title),
        circular=one.circular,
        number=one.number,
        sections=pages,
    )


def places(revision: Revision, on: date) -> list[str]:
    """Who decides: the departments by name, or the committees of the level while it is there."""
    if not revision.agencies:
        units = lookup.term_if_any(f"units.{revision.level}", on)
        return [_("Ủy ban nhân dân %(units)s") % {"units": units}] if units else []
    tree = agencies.at(on)
    return [tree[code].shown_in_full for code in revision.agencies if code in tree]


def counter(revision: Revision, on: date) -> str:
    """The counter of the committees of the level, in the words of the day; the shops of departments
    by name where all are in one."""
    if revision.level == Level.PROVINCE:
        tree = agencies.at(on)
        named = {shops.shown(tree[code], on) for code in revision.agencies if code in tree}
        where = named.pop() if len(named) == 1 else ""
        return _("%(shop)s, giờ hành chính.") % {"shop": where} if where else ""
    units = lookup.term_if_any(f"units.{revision.level}", on)
    words = {"counter": lookup.term("counter", on), "units": units}
    return _("%(counter)s %(units)s, giờ hành chính.") % words if units else ""


@dataclass(frozen=True)
class Whole:
    """Everything the page of a whole procedure says."""

    revision: Revision
    called: str
    name: str
    summary: str
    field: Text
    level: str
    online_level: str
    subjects: list[str]
    places: list[str]
    counter: str  # where one comes in person, of a committee; empty: a department, or it ended
    result: str
    cases: list[CaseWords]
    main: CaseWords
    steps: list[StepWords]
    forms: list[FormWords]
    takes_post: bool
    information: str  # why nothing is filed under it; empty: it is

    @property
    def limits_differ(self) -> bool:
        return any(case.limits != self.main.limits for case in self.cases)


def whole(revision: Revision, on: date) -> Whole:
    cases = [(each.is_default, case(each)) for each in revision.cases.all()]
    return Whole(
        revision=revision,
        called=text(revision.called),
        name=text(revision.name),
        summary=text(revision.summary),
        field=marked(revision.field.name),
        level=str(Level(revision.level).label),
        online_level=lookup.term(f"online.{revision.online_level}", on),
        subjects=[text(each) for each in revision.subjects],
        places=places(revision, on),
        counter=counter(revision, on),
        result=text(revision.result_name),
        cases=[words for _default, words in cases],
        main=next(words for default, words in cases if default),
        steps=list(_steps(revision)),
        forms=[form(each) for each in revision.forms.all()],
        takes_post=any(
            one.channel == Channel.POST
            for each in revision.cases.all()
            for one in each.limits.all()
        ),
        information=text(revision.information),
    )


def _steps(revision: Revision) -> Iterator[StepWords]:
    for step in revision.steps.all():
        yield StepWords(
            name=text(step.name),
            role=str(StepRole(step.role).label),
            share=numerals.percent(step.share * 100, 0) if step.share else "",
            ends_clock=step.ends_clock,
        )


@dataclass(frozen=True)
class EntryWords:
    """What the published catalogue says of a procedure that is not filed here."""

    code: str
    name: str
    field: Text
    levels: str
    limits: list[tuple[str, str]]
    paper_count: int
    papers: list[str]
    more_papers: int
    legal_basis: list[str]
    dated_on: date


def entry(one: CatalogueEntry) -> EntryWords:
    return EntryWords(
        code=one.code,
        name=one.name,
        field=marked(one.field.name),
        levels=levels(one.levels),
        limits=by_channel(
            (each["channel"], amount(each["amount"], each["unit"])) for each in one.limits
        ),
        paper_count=one.paper_count,
        papers=one.papers,
        more_papers=max(one.paper_count - len(one.papers), 0),
        legal_basis=one.legal_basis,
        dated_on=one.dated_on,
    )
