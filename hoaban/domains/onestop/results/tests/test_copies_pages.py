"""Copies as officials print them and as the applicant has them."""

import io
from http import HTTPStatus

import pikepdf
import pytest

from hoaban.domains.documents import actions as documents
from hoaban.domains.documents import tasks
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.copies import queries
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.results import queries as results
from hoaban.domains.onestop.results.refused import ResultNotSealed
from tests.world.acts import LATER
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, refused


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def ready(scenes: Scenes) -> Dossier:
    """A result and one further copy, at the counter and paid for."""
    return scenes.bring("ready")


def sealed(dossier: Dossier) -> None:
    """The job has drawn and signed the result and its copies."""
    for pk in (dossier.result_id or 0, *(one.pk for one in queries.of(dossier))):
        tasks.seal.call(pk)


def test_result_and_copies_are_printed_in_one_go(desk: Desk, ready: Dossier) -> None:
    address = f"{page(ready)}result/all/"
    assert desk.by("clerk").get(address).status_code == HTTPStatus.ACCEPTED
    sealed(ready)
    answer = desk.by("clerk").get(address)
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as whole:
        assert len(whole.pages) == 2


def test_what_was_brought_to_the_counter_is_ready_once_its_last_copy_is_signed(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    (copy,) = queries.of(dossier)
    ways = [results.is_ready(dossier)]
    for pk in (dossier.result_id or 0, copy.pk):
        tasks.seal.call(pk)
        dossier.refresh_from_db()
        ways.append(results.is_ready(dossier))
    documents.withdraw(
        dossier.result_id or 0,
        reason="Sai họ tên.",
        with_its_case=True,
        by=scenes.ward.head,
        at=LATER,
    )
    dossier.refresh_from_db()
    assert [*ways, results.is_ready(dossier)] == [False, False, True, False]


def test_the_counter_is_told_how_many_it_hands_over(desk: Desk, ready: Dossier) -> None:
    assert "Trả kèm 2 bản" in desk.get("clerk", page(ready, "hand_over"))
    assert "02/TL-BS" in desk.get("clerk", page(ready))


def test_the_applicant_has_each_copy_as_a_file_of_its_own(desk: Desk, ready: Dossier) -> None:
    sealed(ready)
    assert "02/TL-BS" in desk.get("citizen", f"/my/{ready.reference}/")
    address = f"/my/{ready.reference}/result/copies/"
    answer = desk.by("citizen").get(f"{address}1/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.getvalue().startswith(b"%PDF")
    for place in ("0", "2", "99999999999"):
        assert desk.by("citizen").get(f"{address}{place}/").status_code == HTTPStatus.NOT_FOUND
    assert desk.by("neighbour").get(f"{address}1/").status_code == HTTPStatus.NOT_FOUND


def test_nobody_has_a_copy_before_the_fee_is_paid(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    answer = desk.by("citizen").get(f"/my/{dossier.reference}/result/copies/1/")
    assert answer.status_code == HTTPStatus.CONFLICT


def test_a_copy_that_was_taken_back_is_neither_printed_nor_given(
    desk: Desk, scenes: Scenes, ready: Dossier
) -> None:
    sealed(ready)
    by = scenes.ward.head
    documents.withdraw(
        ready.result_id or 0, reason="Sai họ tên.", with_its_case=True, by=by, at=LATER
    )
    answer = desk.by("clerk").get(f"{page(ready)}result/all/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    given = desk.by("citizen").get(f"/my/{ready.reference}/result/copies/1/")
    assert given.status_code == HTTPStatus.CONFLICT


def test_a_copy_that_waits_for_the_seal_keeps_the_result_from_the_counter(scenes: Scenes) -> None:
    dossier = scenes.bring("done")
    Document.objects.filter(copy_of=dossier.result_id).update(sealing="clerk")
    with refused(ResultNotSealed):
        scenes.act("release", dossier)
