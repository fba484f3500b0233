"""Puts right what was declared, and the owner: the old value, the new one, the ground are kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hoaban.casework.cases import actions as cases
from hoaban.core.journal import actions as journal
from hoaban.core.language import text
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.domains.onestop.corrections import queries, rules
from hoaban.domains.onestop.corrections.enums import OWNER
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.corrections.queries import Answers, Change
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Outcome
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.parameters import queries as parameters


@transaction.atomic
def correct(
    pk: int,
    *,
    sections: Answers,
    owner: Answers | None = None,
    reason: str,
    seen: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Correct what was declared, with the ground in words; a draft of the result must be redone.

    `sections` are {section: {question: value}}, each section whole; `owner` are lines about the
    person in whose name the dossier stands (`Named`). Refuses what the judge of the forms refuses,
    what changes nothing, and what would change the case or the fee; where `seen` says which
    declaration was read, also what would undo a correction made since.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.CORRECT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_correct(facts)
    rules.check_seen(facts, seen=seen, stands=queries.seen(dossier))
    ground = dossiers_rules.words(reason, about="declaration.correction")
    answers, problems = queries.judged(dossier, sections)
    rules.check_fits(problems)
    named = queries.named(dossier, owner or {})
    rules.check_named(named, before=dossier.owner)
    changed = [*queries.changes_of_owner(dossier, named), *queries.changes(dossier, answers)]
    rules.check_changed(changed, facts.code)

    replace(dossier, answers, changed, ground=ground, post=parameters.acting_post(by), at=at)
    if any(one.section == OWNER for one in changed):
        _name_owner(dossier, named)

    journal.record(rules.CORRECT.event, dossier, by=by, at=at, key=key, **told(changed))
    return dossier


def find_by_number(dossier: Dossier, changed: Sequence[str]) -> None:
    """Keep what was changed of a dossier that is tracked and found by its numbers."""
    phone = dossier.owner.get("phone") or dossier.submitter.get("phone") or ""
    dossier.phone_tail = str(phone)[-4:]
    dossier.save(update_fields=[*changed, "phone_tail"])
    _find_anew(dossier)


def replace(
    dossier: Dossier,
    answers: Answers,
    changed: Sequence[Change],
    *,
    ground: str,
    post: Post | None,
    at: datetime,
) -> None:
    """Put other answers in the place of those declared, and keep what each was before.

    A draft of the result rests on what was declared: it has no outcome until it is drafted anew.
    """
    plan = parameters.plan(dossier.revision_id)
    own = plan.cases[dossier.variant_id]
    case = plan.case_for(own, answers)
    if dossier.received_at:
        rules.check_case(before=own.code, after=case.code, name=text(case.name))
        before, after = queries.fee(dossier, dossier.answers), queries.fee(dossier, answers)
        rules.check_fee(before=before, after=after)
    dossier.variant = case
    keep_old(dossier, changed, ground=ground, post=post, at=at)
    dossier.answers = dict(answers)
    if changed:
        dossier.outcome = Outcome.NONE
    dossier.save(update_fields=["answers", "outcome", "variant"])
    if changed:
        _find_anew(dossier)


def keep_old(
    dossier: Dossier, changed: Sequence[Change], *, ground: str, post: Post | None, at: datetime
) -> None:
    """Keep what each value was before."""
    Correction.objects.bulk_create(
        Correction(
            dossier=dossier,
            section=one.section,
            question=one.question,
            part=one.part,
            old=one.old,
            new=one.new,
            ground=ground,
            post=post,
            at=at,
        )
        for one in changed
    )


def _name_owner(dossier: Dossier, named: Mapping[str, str]) -> None:
    """The dossier stands in this name, and is found and tracked by it; `filed` keeps the first.

    Whoever handed in for themselves is the same person.
    """
    before: Mapping[str, Any] = dossier.owner  # Any: JSON
    first = {name: before.get(name, "") for name in named} | before.get("filed", {})
    owner = {**before, **named, "filed": first}
    if dossier.submitter in ({}, before):
        dossier.submitter = owner
    dossier.owner = owner
    find_by_number(dossier, ["owner", "submitter"])


def _find_anew(dossier: Dossier) -> None:
    """The case is found by the names and numbers that the dossier has now."""
    forms = parameters.plan(dossier.revision_id).forms
    about = papers.names_about(forms, dossier.answers)
    words = dossiers.found_by(dossier.owner, dossier.submitter, about)
    cases.name(dossier.case, [*words, *dossiers_rules.code_words(dossier.code or "")])


def told(changed: Sequence[Change]) -> Mapping[str, Any]:  # Any: facts of the journal
    """What the journal says of it: codes alone, nothing that was declared."""
    if not changed:
        return {}
    questions = dict.fromkeys(f"{one.section}.{one.question}" for one in changed)
    sections = dict.fromkeys(one.section for one in changed)
    return {"sections": list(sections), "questions": list(questions)}
