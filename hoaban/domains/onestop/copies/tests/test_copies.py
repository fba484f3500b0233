"""Copies that are asked for and charged are made: each a numbered document with its signature."""

from typing import Any

from hoaban.core.journal.models import Entry
from hoaban.domains.documents import actions as documents
from hoaban.domains.documents.models import Document, Release
from hoaban.domains.onestop.copies import queries
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.acts import LATER
from tests.world.scenes import Scenes, last

OF_ANOTHER = {"quantity": "request.copies", "kind": "BSTL", "name": {}, "is_first": False}


def with_copies(dossier: Dossier, **changes: Any) -> Dossier:  # noqa: ANN401
    """Its result is another paper, of which copies are made; `changes` say otherwise."""
    found = Revision.objects.filter(pk=dossier.revision_id)
    found.update(result_copies=OF_ANOTHER | changes)
    parameters.forget()
    return dossier


def made(dossier: Dossier) -> list[tuple[str, int]]:
    """Number and place of each copy."""
    dossier.refresh_from_db()
    found = queries.of(dossier)
    return [(one.symbol, one.content["copy"]["place"]) for one in found]


def test_as_many_are_made_as_were_charged(scenes: Scenes) -> None:
    dossier = with_copies(scenes.bring("at_signing"))
    assert dossier.fee_amount == 2 * 8000
    scenes.act("sign", dossier)
    assert made(dossier) == [("02/TL-BS", 1), ("03/TL-BS", 2)]


def test_what_the_answers_say_since_changes_nothing_of_what_was_charged(scenes: Scenes) -> None:
    dossier = with_copies(scenes.bring("at_signing"))
    dossier.answers["request"]["copies"] = 5
    dossier.save(update_fields=["answers"])
    scenes.act("sign", dossier)
    assert len(made(dossier)) == 2


def test_a_result_that_is_a_copy_itself_is_the_first_of_them(scenes: Scenes) -> None:
    dossier = scenes.bring("done")
    assert made(dossier) == [("02/TL-BS", 2)]
    assert queries.counted(dossier) == 2


def test_a_negative_result_has_no_copies(scenes: Scenes) -> None:
    dossier = with_copies(scenes.bring("in_process"))
    scenes.act("draft_result", dossier, outcome="negative", reason="Không có trong sổ hộ tịch.")
    scenes.act("sign", scenes.act("do_step", dossier))
    assert (made(dossier), queries.counted(dossier)) == ([], 0)


def test_a_copy_says_what_it_is_a_copy_of(scenes: Scenes) -> None:
    dossier = with_copies(scenes.bring("at_signing"), name={"vi": "Trích lục kết hôn"})
    scenes.act("sign", dossier)
    dossier.refresh_from_db()
    copy, result = queries.of(dossier)[0], Document.objects.get(pk=dossier.result_id or 0)
    assert copy.facts["copy"] == {
        "place": 1,
        "of": 2,
        "name": "Trích lục kết hôn",
        "original": f"{result.subject} số {result.symbol}",
        "original_on": "2020-03-16",
    }
    assert (copy.subject, copy.signer_id) == ("Trích lục kết hôn (bản sao)", result.signer_id)


def test_they_go_with_the_result_and_are_counted_when_handed_over(scenes: Scenes) -> None:
    dossier = with_copies(scenes.bring("at_signing"))
    for act in ("sign", "release", "pay", "hand_over"):
        scenes.act(act, dossier)
    own = Release.objects.filter(reference=f"dossier:{dossier.reference}")
    assert own.count() == 3
    assert last(dossier).facts == {"method": "counter", "copies": 2}


def test_they_are_taken_back_with_the_result(scenes: Scenes) -> None:
    dossier = with_copies(scenes.bring("at_signing"))
    scenes.act("sign", dossier)
    dossier.refresh_from_db()
    by = scenes.ward.head
    documents.withdraw(
        dossier.result_id or 0, reason="Sai họ tên.", with_its_case=True, by=by, at=LATER
    )
    assert {one.withdrawal_reason for one in queries.of(dossier)} == {"Sai họ tên."}
    assert Entry.objects.filter(verb="documents.withdrawn").count() == 3


def test_what_is_as_good_as_the_first_has_its_number_and_is_called_no_copy(scenes: Scenes) -> None:
    dossier = with_copies(scenes.bring("at_signing"), is_first=True, are_originals=True)
    scenes.act("sign", dossier)
    assert (made(dossier), queries.counted(dossier)) == ([("02/TL-BS", 2)], 2)
    [further] = queries.of(dossier)
    result = Document.objects.get(pk=dossier.result_id or 0)
    assert (further.subject, further.content["copy"]["is_original"]) == (result.subject, True)
