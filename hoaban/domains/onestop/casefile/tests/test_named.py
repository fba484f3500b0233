"""A kept form says which act it does to which dossier, to whom may see it, as long as it may be."""

import pytest
from django.urls import reverse

from hoaban.core import clock
from hoaban.core.http import resuming
from hoaban.domains.onestop.casefile.acts import ACTS
from tests.world.acts import LATER
from tests.world.scenes import Scenes


@pytest.fixture(autouse=True)
def an_hour_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def at_desk(reference: str, act: str) -> str:
    return reverse("dossiers:desk_act", args=[reference, act]) + "?from=work"


def test_an_act_is_named_with_its_dossier(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    found = resuming.named(scenes.actor("clerk"), at_desk(dossier.reference, "receive"))
    assert found
    assert (found.what, found.refusal) == (str(ACTS["receive"].label), "")
    assert found.about.startswith(f"{dossier.case}, {dossier.owner['full_name']}: ")


def test_what_may_not_be_done_any_more_says_why(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    found = resuming.named(scenes.actor("clerk"), at_desk(dossier.reference, "receive"))
    assert found
    assert found.refusal


@pytest.mark.parametrize(("who", "act"), [("foreigner", "receive"), ("clerk", "nonsense")])
def test_nobody_is_told_of_what_they_may_not_see(scenes: Scenes, who: str, act: str) -> None:
    dossier = scenes.bring("submitted")
    assert resuming.named(scenes.actor(who), at_desk(dossier.reference, act)) is None


def test_what_is_signed_is_looked_at_first(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    assert resuming.named(scenes.actor("leader"), at_desk(dossier.reference, "sign")) is None


@pytest.mark.parametrize("address", ["/desk/people/new/", "/nowhere/", "", "/"])
def test_other_addresses_have_no_name(scenes: Scenes, address: str) -> None:
    assert resuming.named(scenes.actor("clerk"), address) is None


@pytest.mark.parametrize("route", ["withdraw", "messages"])
def test_an_applicant_reads_which_of_the_own_dossiers_it_is_about(
    scenes: Scenes, route: str
) -> None:
    dossier = scenes.bring("submitted")
    address = reverse(f"dossiers:portal_{route}", args=[dossier.reference])
    found = resuming.named(scenes.actor("citizen"), address)
    assert found
    assert str(dossier.case) in found.about
    assert resuming.named(scenes.actor("stranger"), address) is None
