"""Whoever is told is told in the language of the own account."""

import pytest

from hoaban.casework.notices import queries
from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.notices import reactions
from tests.contracts.test_notices import CASES, by_a_proxy, follow
from tests.contracts.test_result_notices import signed
from tests.world.scenes import Scenes


@pytest.mark.parametrize("event", CASES, ids=str)
def test_every_notice_to_who_filed_is_in_the_language_of_the_account(
    scenes: Scenes, event: str
) -> None:
    state, act, subject, _words = CASES[event]
    citizen = Person.objects.get(public_id="citizen")
    Person.objects.filter(pk=citizen.pk).update(language="en")
    dossier = by_a_proxy(scenes, state)
    if act:
        dossier = scenes.act(act, dossier)
    if act == "release":
        signed(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(submitter_person=citizen)
    template = queries.template(reactions.NOTICES[event])
    body = template.texts["body"]["en"].partition("{")[0]

    message = follow(dossier, event)

    assert template.subject["vi"] == subject
    assert message.subject == template.subject["en"]
    assert message.body.startswith(body)
