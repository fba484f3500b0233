"""A paper that holds no more says so on each page wherever it is given; what is kept is whole."""

import io

import pikepdf
import pytest
from pytest_django import Settings

from hoaban.casework.papers import actions as papers_actions
from hoaban.casework.papers import tasks
from hoaban.casework.papers.enums import Event
from hoaban.casework.papers.models import Paper
from hoaban.core.files import queries as files
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.engines.typesetting.tests.test_papers import words
from tests.world.acts import LATER
from tests.world.desks import Answer, Desk
from tests.world.partners import ALL, TODAY, Api, filed
from tests.world.province import MONDAY
from tests.world.scenes import Scenes


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T09:00:00+07:00"


def drawn(dossier: Dossier, form: str, scenes: Scenes) -> Paper:
    paper = Paper.objects.filter(case=dossier.pk, form=form).order_by("id")[0]
    papers_actions.want_paper(paper.pk, by=scenes.ward.clerk, at=LATER)
    tasks.draw_wanted(Entry.objects.get(verb=Event.PAPER_WANTED, subject_pk=paper.pk))
    return Paper.objects.select_related("use", "signed", "replaced_by").get(pk=paper.pk)


def given(desk: Desk, name: str, address: str) -> bytes:
    answer: Answer = desk.by(name).get(address)
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def stored(paper: Paper) -> bytes:
    assert paper.file
    with files.open(paper.file) as kept:
        return bytes(kept.read())


def test_a_cancelled_receipt_says_so_at_the_desk_and_on_the_portal(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("received"))
    Dossier.objects.filter(pk=paid.pk).update(owner_person=scenes.ward.citizen.person_pk)
    paper, desk = drawn(paid, "BL", scenes), Desk()
    at_desk = f"/desk/dossiers/{paid.reference}/papers/{paper.public_id}/"
    on_portal = f"/my/{paid.reference}/papers/{paper.public_id}/"
    kept = stored(paper)
    assert given(desk, "clerk", at_desk) == kept
    scenes.act("cancel_fee", paid)
    for name, address in (("clerk", at_desk), ("citizen", on_portal)):
        copy = given(desk, name, address)
        said = words(copy)
        assert ("ĐÃ HỦY" in said, "Không còn giá trị từ" in said) == (True, True), address
        assert "Biên lai thu phí" in said or "BIÊN LAI THU PHÍ" in said
        with pikepdf.open(io.BytesIO(copy)) as pdf:
            assert "/AcroForm" not in pdf.Root
    assert (given(desk, "clerk", f"{at_desk}?original"), stored(paper)) == (kept, kept)


def test_a_receipt_given_again_names_the_one_that_stands_for_it(scenes: Scenes) -> None:
    received = scenes.bring("received")
    first = drawn(received, "01", scenes)
    scenes.act("pay", received)
    address = f"/desk/dossiers/{received.reference}/papers/{first.public_id}/"
    said = words(given(Desk(), "clerk", address))
    assert ("ĐÃ CẤP LẠI" in said, "thay bằng giấy số 02/TNHS" in said) == (True, True)
    assert (
        "Giấy số 02/TNHS thay cho giấy này"
        in Desk().by("clerk").get(f"/verify/{first.public_id}/").content.decode()
    )


def test_the_last_of_three_receipts_is_the_one_that_holds(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("received"))
    scenes.act("cancel_fee", paid)
    given_out = Paper.objects.filter(case=paid.pk, form="01").order_by("id")
    later = [one.replaced_by.symbol if one.replaced_by else "" for one in given_out]
    assert later == ["02/TNHS", "03/TNHS", ""]


def test_every_page_of_a_copy_bears_the_mark_and_the_same_bytes_each_time(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("received"))
    paper = drawn(paid, "BL", scenes)
    scenes.act("cancel_fee", paid)
    address = f"/desk/dossiers/{paid.reference}/papers/{paper.public_id}/"
    first, second = (given(Desk(), "clerk", address) for _ in range(2))
    with pikepdf.open(io.BytesIO(first)) as copy:
        pages = len(copy.pages)
    assert (first == second, words(first).count("Bản sao đánh dấu")) == (True, pages)


def test_a_refund_that_was_taken_back_has_its_paper_marked_too(scenes: Scenes) -> None:
    back = scenes.act("refund_fee", scenes.bring("owed"))
    paper = drawn(back, "HT", scenes)
    scenes.act("take_back_refund", back)
    address = f"/desk/dossiers/{back.reference}/papers/{paper.public_id}/"
    assert "ĐÃ HỦY" in words(given(Desk(), "clerk", address))


def test_the_api_tells_how_a_paper_stands_and_gives_the_marked_copy(
    scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    api = Api("xa", ALL)
    dossier = filed(api)
    scenes.act("receive", dossier, at=MONDAY)
    paid = scenes.act("pay", dossier)
    paper = drawn(paid, "BL", scenes)
    address = f"/dossiers/{paid.reference}"
    scenes.act("cancel_fee", paid)
    standing = {one["symbol"]: one["standing"] for one in api.get(address).json()["papers"]}
    assert standing == {
        "01/TNHS": "replaced",
        "02/TNHS": "replaced",
        "03/TNHS": "holds",
        "01/BL": "cancelled",
    }
    copy = b"".join(api.get(f"{address}/papers/{paper.public_id}").streaming_content)
    assert "ĐÃ HỦY" in words(copy)
