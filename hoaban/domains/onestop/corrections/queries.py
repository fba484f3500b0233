"""Judges what is declared anew, finds what changed, and reads what was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hoaban.core import clock
from hoaban.core.language import text
from hoaban.domains.onestop.corrections.models import Correction
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
    _kept, before = parameters.answered(dossier.revision_id, dossier.answers, on, language)
    answered, wrong = parameters.answered(dossier.revision_id, merged, on, language)
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
    """A value that differs, in words."""

    section: str
    question: str
    label: str
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
        for change in _differing(section, question, before, after)
    ]


def _differing(
    section: Answers, question: Answers, before: Answers, after: Answers
) -> list[Change]:
    old, new = _read(section, question, before), _read(section, question, after)
    return [
        Change(section["code"], question["code"], label, old.get(label, ""), new.get(label, ""))
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    ]


def _read(section: Answers, question: Answers, answers: Answers) -> dict[str, str]:
    """A question's values in words by label."""
    alone = {"sections": [{**section, "fields": [question]}]}
    return {label: value for _t, rows in readout.display(alone, answers) for label, value in rows}


def fee(dossier: Dossier, answers: Answers) -> int:
    """What the case costs with these answers, by the day of reception."""
    plan = parameters.plan(dossier.revision_id)
    case = catalogue.case_in(plan.facts, plan.cases[dossier.variant_id].code)
    on = clock.day(dossier.received_at or dossier.submitted_at)
    return catalogue.fee_in(case, channel=dossier.channel, answers=answers, on=on).amount


def corrections(dossier: Dossier) -> list[Correction]:
    """What was corrected, newest first, each with the post that did it."""
    found = Correction.objects.filter(dossier=dossier).select_related("post__person")
    return list(found.order_by("-id"))


def seen(dossier: Dossier) -> str:
    """What tells a declaration as it was read from one that was corrected since."""
    return str(Correction.objects.filter(dossier=dossier).count())


def titles(dossier: Dossier, codes: Sequence[str]) -> list[str]:
    """The titles of sections in the reader's language, in the order of the forms."""
    return [
        text(section["title"])
        for form in parameters.plan(dossier.revision_id).forms
        for section in form.schema["sections"]
        if section["code"] in codes
    ]
