"""Judges what is declared anew, finds what changed, and reads what was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.language import FIRST, text
from hoaban.core.people import names
from hoaban.domains.onestop.corrections.enums import BLOCKS, OWNER, SUBMITTER, Named
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.engines.forms import readout

Answers = Mapping[str, Any]  # Any: JSON of the procedure's forms
Problem = tuple[str, str]  # path, words


def judged(
    dossier: Dossier, sections: Answers, language: str = "vi"
) -> tuple[dict[str, Any], list[Problem]]:  # Any: JSON
    """The whole declaration with these sections replaced, and what is wrong with it.

    Judged as at filing, by the day of filing. Other sections stay as they are, with what was wrong
    in them before; of them only what is asked for no more is left out.
    """
    on, merged = clock.day(dossier.submitted_at), {**dossier.answers, **sections}
    revision, filed = dossier.revision_id, dossiers.filed(dossier, on)
    _kept, before = parameters.answered(revision, dossier.answers, on, language, filed=filed)
    answered, wrong = parameters.answered(revision, merged, on, language, filed=filed)
    known = {problem for problem in before if _section(problem) not in sections}
    broken = {_section(problem) for problem in wrong} - set(sections)
    answers: dict[str, Any] = {}  # Any: JSON
    for code, said in merged.items():
        fits: Answers = answered.answers.get(code, {})
        if code in sections:
            answers[code] = fits
        else:
            left = said if code in broken else {one: said[one] for one in said if one in fits}
            answers[code] = left
    answers = {code: said for code, said in answers.items() if said}
    return answers, [problem for problem in wrong if problem not in known]


def _section(problem: Problem) -> str:
    return problem[0].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs, in words; `part` is of a person or the row of a table."""

    section: str
    question: str
    part: str
    old: str
    new: str


def changes(dossier: Dossier, after: Answers) -> list[Change]:
    """What differs from the declaration as it stands, in the order of its forms."""
    before: Answers = dossier.answers
    return [
        change
        for form in parameters.plan(dossier.revision_id).forms
        for section in form.schema["sections"]
        for question in section["fields"]
        for change in _differing(section["code"], question, before, after)
    ]


def _differing(section: str, question: Answers, before: Answers, after: Answers) -> list[Change]:
    old, new = (_read(question, answers.get(section) or {}) for answers in (before, after))
    return [
        Change(section, question["code"], part, old.get(part, ""), new.get(part, ""))
        for part in {**old, **new}
        if old.get(part, "") != new.get(part, "")
    ]


def _read(question: Answers, own: Answers) -> dict[str, str]:
    """A question's values in words by part; `own` are the answers of its section."""
    if question["code"] not in own:
        return {}
    return dict(readout.read_out(question, own[question["code"]], FIRST))


def named(dossier: Dossier, owner: Answers) -> dict[str, str]:
    """What is said of the owner (`Named`) as the dossier keeps it.

    Refuses a telephone or identity number that is none; the number of an organisation is taken as
    it is written.
    """
    said = {name: names.clean(str(owner[name] or "")) for name in Named.values if name in owner}
    if said.get("phone"):
        said["phone"] = names.phone_if_any(said["phone"])
    if said.get("identity_number") and dossier.owner.get("kind") != "organisation":
        said["identity_number"] = names.identity_if_any(said["identity_number"])
    return said


def changes_of_owner(dossier: Dossier, owner: Answers) -> list[Change]:
    """What differs from what is known of the person in whose name the dossier stands."""
    known = ((name, str(dossier.owner.get(name) or "")) for name in Named.values if name in owner)
    return [
        Change(OWNER, name, "", old, str(owner[name])) for name, old in known if old != owner[name]
    ]


def fee(dossier: Dossier, answers: Answers) -> int:
    """What the case costs with these answers, by the day of reception; nothing where a result is
    given again without a fee.
    """
    if dossier.corrects_id is not None and not dossier.fee_amount:
        return 0
    on = clock.day(dossier.received_at or dossier.submitted_at)
    facts, variant = parameters.numbers_of(dossier.revision_id, dossier.variant_id, on)
    case = catalogue.case_in(facts, variant)
    return catalogue.fee_in(case, channel=dossier.channel, answers=answers, on=on).amount


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that was replaced, its section and its name in the reader's language."""

    section: str
    name: str
    row: Correction
    is_number: bool  # an identity number


def corrections(dossier: Dossier) -> list[Corrected]:
    """What was corrected, newest first, each with the post that did it."""
    found = Correction.objects.filter(dossier=dossier).select_related("post__person")
    return [_corrected(dossier, one) for one in found.order_by("-id")]


def _corrected(dossier: Dossier, one: Correction) -> Corrected:
    section = "".join(titles(dossier, [one.section]))
    if one.section in BLOCKS.values():
        is_number = one.question == Named.IDENTITY_NUMBER
        return Corrected(section, str(Named(one.question).label), one, is_number)
    asked = (
        question
        for form in parameters.plan(dossier.revision_id).forms
        for of_form in form.schema["sections"]
        if of_form["code"] == one.section
        for question in of_form["fields"]
        if question["code"] == one.question
    )
    question = next(asked)
    name, is_number = readout.named(question, one.part), readout.is_number(question, one.part)
    return Corrected(section, name, one, is_number)


def seen(dossier: Dossier) -> str:
    """What tells a declaration as it was read from one that was corrected since."""
    return str(Correction.objects.filter(dossier=dossier).count())


def titles(dossier: Dossier, codes: Sequence[str]) -> list[str]:
    """The titles of sections in the reader's language, in the order of the page."""
    first = [gettext("Người đứng tên hồ sơ")] if OWNER in codes else []
    first += [gettext("Người nộp thay")] if SUBMITTER in codes else []
    return first + [
        text(section["title"])
        for form in parameters.plan(dossier.revision_id).forms
        for section in form.schema["sections"]
        if section["code"] in codes
    ]
