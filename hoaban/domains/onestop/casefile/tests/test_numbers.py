"""Identity numbers stand in part on the pages of a case; whole for whoever compares, and noted."""

from hoaban.core.journal import queries as journal
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.results import queries as results
from tests.world.desks import Desk, page
from tests.world.province import OWNER
from tests.world.scenes import Scenes

NUMBER = str(OWNER["identity_number"])


def noted(dossier: Dossier) -> int:
    return journal.of(dossier).filter(verb=Event.NUMBERS_VIEWED).count()


def test_whoever_works_on_a_case_sees_the_number_whole_when_asked_and_that_is_noted(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("received")
    hidden = desk.get("clerk", page(dossier))
    assert (NUMBER in hidden, "Hiện đủ số giấy tờ để đối chiếu" in hidden) == (False, True)
    assert noted(dossier) == 0

    whole = desk.get("clerk", f"{page(dossier)}?numbers=1")
    assert (NUMBER in whole, "Hiện đủ số giấy tờ để đối chiếu" in whole) == (True, False)
    assert noted(dossier) == 1
    assert "Xem đủ số giấy tờ để đối chiếu" in desk.get("clerk", page(dossier))


def test_an_auditor_compares_nothing(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    scenes.actor("auditor")
    assert NUMBER not in desk.get("auditor", f"{page(dossier)}?numbers=1")
    assert noted(dossier) == 0


def test_the_words_of_a_draft_bear_the_number_in_part(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    draft = dossiers.draft_of(dossier)
    assert draft is not None
    draft.content |= {"rows": [["Số căn cước", NUMBER]], "body": [f"Ông/bà có số {NUMBER}."]}
    draft.save()
    shown = results.draft_shown(dossier)
    assert shown is not None
    assert (shown.rows, shown.body[0]) == (
        (("Số căn cước", "•••••••••123"),),
        "Ông/bà có số •••••••••123.",
    )
    whole = results.draft_shown(dossier, conceals=False)
    assert whole is not None
    assert whole.rows[0][1] == NUMBER
