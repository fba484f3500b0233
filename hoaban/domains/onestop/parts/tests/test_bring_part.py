"""What was asked for comes in parts: each with its day, and the rest is awaited as before."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from hoaban.core.files.tests import samples
from hoaban.core.people.models import Person
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.endings.queries import not_supplied
from hoaban.domains.onestop.parts.refused import OnePaperAwaited, PartBringsNothing, PartIsAll
from hoaban.domains.onestop.supplements import queries
from hoaban.domains.onestop.supplements.models import Part, Supplement
from hoaban.domains.onestop.supplements.refused import RequestPartlyAnswered
from tests.world.acts import BROUGHT, ITEMS, TWO
from tests.world.desks import BACKEND
from tests.world.scenes import Scenes, last, refused, states, vn
from tests.world.uses import use_of

TUESDAY, WEDNESDAY, FRIDAY = (vn(f"2020-03-{day} 09:00") for day in (17, 18, 20))
THREE = [*TWO, {"component": "", "name": "Sổ hộ khẩu", "what": "Nộp bản chụp"}]
OTHERS = [{"component": "", "name": name, "what": "Nộp"} for name in ("Đơn", "Giấy A", "Giấy B")]
AUTHORITY = {"authority": {"originals": 1}}
OTHER = {"supplement": {"copies": 1}}


def asked(scenes: Scenes, items: list[dict[str, str]]) -> Dossier:
    return scenes.act("ask_supplement", scenes.bring("in_process"), items=items)


def lacking(dossier: Dossier) -> list[str]:
    return [one.name["vi"] for one in queries.papers_asked(dossier)]


def brought(dossier: Dossier) -> list[Part]:
    return Supplement.objects.get(dossier=dossier).brought


def test_three_papers_come_on_three_days_and_the_clock_goes_on_by_the_last(scenes: Scenes) -> None:
    dossier = asked(scenes, THREE)
    before, until = states(dossier), dossier.act_by

    one = scenes.act("bring_part", dossier, at=TUESDAY)
    assert (states(one), one.act_by, lacking(one)) == (
        before,
        until,
        ["Văn bản ủy quyền", "Sổ hộ khẩu"],
    )
    two = scenes.act("bring_part", one, by=scenes.ward.clerk, counts=AUTHORITY, at=WEDNESDAY)
    assert lacking(two) == ["Sổ hộ khẩu"]
    taken = scenes.act("take_supplement", two, counts=OTHER, at=FRIDAY)

    assert (taken.state, taken.due_at) == ("in_process", vn("2020-03-20 17:00"))
    assert last(taken).facts["came_at"] == FRIDAY.isoformat()
    assert brought(taken) == [
        Part(TUESDAY, ("Giấy tờ tùy thân",)),
        Part(WEDNESDAY, ("Văn bản ủy quyền",)),
    ]
    held = PaperItem.objects.filter(dossier=taken, component__in=["authority", "supplement"])
    assert sum(item.originals + item.copies for item in held) == 2


def test_the_rest_is_sent_alone_and_the_counter_judges_all_of_it(scenes: Scenes) -> None:
    one = scenes.act("bring_part", asked(scenes, TWO), at=TUESDAY)
    sent = scenes.act("supply", one, counts=AUTHORITY, at=WEDNESDAY)
    assert (sent.state, lacking(sent)) == (
        "supplement_sent",
        ["Giấy tờ tùy thân", "Văn bản ủy quyền"],
    )
    back = scenes.act("tell_supplement_lacks", sent, at=FRIDAY)  # what came first is no good
    assert lacking(back) == ["Giấy tờ tùy thân"]


def test_before_reception_too_a_request_is_answered_in_parts(scenes: Scenes) -> None:
    dossier = scenes.act("ask_completion", scenes.bring("submitted"), items=TWO)
    one = scenes.act("bring_part", dossier, at=TUESDAY)
    assert (one.state, one.turn, lacking(one)) == (
        "awaiting_completion",
        "citizen",
        ["Văn bản ủy quyền"],
    )
    done = scenes.act("complete", one, counts=AUTHORITY, at=WEDNESDAY)
    assert (done.state, Supplement.objects.get(dossier=done).supplied_at) == (
        "submitted",
        WEDNESDAY,
    )


def test_papers_of_no_list_come_one_by_one(scenes: Scenes) -> None:
    dossier = asked(scenes, OTHERS)
    for number in (1, 2):
        scan = {"supplement": [use_of(samples.pdf(b"%% %d" % number), f"{number}.pdf")]}
        scenes.act("bring_part", dossier, counts={}, files=scan, at=TUESDAY)
    with refused(OnePaperAwaited):
        scenes.act("bring_part", dossier, counts=OTHER, at=WEDNESDAY)
    assert [one.papers for one in brought(dossier)] == [("Giấy tờ khác (1)",)] * 2
    assert scenes.act("take_supplement", dossier, counts=OTHER).state == "in_process"


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ({}, PartBringsNothing),
        ({"declaration": {"originals": 1}}, PartBringsNothing),
        (BROUGHT | AUTHORITY, PartIsAll),
    ],
)
def test_a_part_is_some_of_what_was_asked_and_not_all_of_it(
    scenes: Scenes, counts: dict[str, dict[str, int]], refusal: type[Refusal]
) -> None:
    dossier = asked(scenes, TWO)
    with refused(refusal):
        scenes.act("bring_part", dossier, counts=counts)


def test_what_came_before_is_no_part_again_and_does_not_answer_for_the_rest(scenes: Scenes) -> None:
    one = scenes.act("bring_part", asked(scenes, THREE))
    with refused(PartBringsNothing):
        scenes.act("bring_part", one)
    with refused(RequestPartlyAnswered):
        scenes.act("supply", one, counts=BROUGHT)


def test_one_paper_alone_comes_in_no_parts(scenes: Scenes) -> None:
    dossier = asked(scenes, ITEMS)
    with refused(OnePaperAwaited):
        scenes.act("bring_part", dossier)


def test_who_brought_a_part_and_no_more_reads_what_never_came(scenes: Scenes) -> None:
    one = scenes.act("bring_part", asked(scenes, TWO))
    assert not_supplied(one).endswith("mà chưa nhận được đủ giấy tờ: Văn bản ủy quyền.")


@pytest.fixture
def citizen(client: Client, scenes: Scenes, settings: Settings) -> Client:
    del scenes
    settings.HOABAN_TODAY = "2020-03-17T09:00:00+07:00"
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    return client


def sent(number: int, **more: str) -> dict[str, Any]:  # Any: what a form posts
    return {f"item-{number}": SimpleUploadedFile("a.png", samples.png()), **more}


def test_a_citizen_sends_what_is_there_and_reads_what_lacks(
    citizen: Client, scenes: Scenes
) -> None:
    dossier = asked(scenes, TWO)
    address = f"/my/{dossier.reference}/supply/"
    form = citizen.get(address).content.decode()
    page = citizen.post(address, sent(0, part="1", once="a"), follow=True).content.decode()
    again = citizen.get(address).content.decode()
    stale = citizen.post(address, sent(0, once="b"))  # from a window opened before
    done = citizen.post(address, sent(1, once="c"))
    dossier.refresh_from_db()

    assert "Gửi phần đã có, phần còn lại gửi sau" in form
    assert "Đã nhận phần bạn gửi." in page
    assert "09:00 thứ Ba 17/03/2020: Giấy tờ tùy thân" in page
    assert ('name="item-0"' in again, 'name="item-1"' in again) == (False, True)
    assert "phần còn lại gửi sau" not in again  # one paper is left
    assert (stale.status_code, done.status_code, dossier.state) == (422, 302, "supplement_sent")


def test_a_part_with_everything_is_the_whole_and_one_with_nothing_says_so(
    citizen: Client, scenes: Scenes
) -> None:
    dossier = asked(scenes, TWO)
    address = f"/my/{dossier.reference}/supply/"
    nothing = citizen.post(address, {"part": "1", "once": "a"})
    whole = citizen.post(address, sent(0) | sent(1, part="1", once="b"))
    dossier.refresh_from_db()

    assert (nothing.status_code, whole.status_code) == (409, 302)
    assert "Cần có ít nhất một giấy tờ" in nothing.content.decode()
    assert dossier.state == "supplement_sent"


def test_the_counter_reads_what_came_when_and_what_lacks(
    client: Client, scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-18T09:00:00+07:00"
    one = scenes.act("bring_part", asked(scenes, TWO), at=TUESDAY)
    client.force_login(Person.objects.get(public_id="clerk"), BACKEND)
    page = client.get(f"/desk/dossiers/{one.reference}/").content.decode()
    assert "09:00 thứ Ba 17/03/2020: Giấy tờ tùy thân" in page
    assert "<b>Văn bản ủy quyền</b>" in page
    assert "<b>Giấy tờ tùy thân</b>" not in page
