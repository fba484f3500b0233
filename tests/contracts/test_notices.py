"""What an applicant is told, in which words, and at whose number."""

from dataclasses import replace

import pytest

from hoaban.casework.notices import queries as inbox
from hoaban.config import wiring
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing
from hoaban.domains.onestop.notices import reactions
from hoaban.gateways.notify.models import SentMessage
from tests.world import province
from tests.world.province import OWNER
from tests.world.scenes import Scenes

PROXY = {**OWNER, "full_name": "Cà Thị Én", "phone": "0911222333"}
CASES = {  # event: the state before, the act (none: filing itself), what the notice says
    Event.SUBMITTED: ("", "", "Đã nhận yêu cầu của ông/bà", "Mã tham chiếu {reference}. Cơ quan"),
    Event.RECEIVED: ("submitted", "receive", "Hồ sơ đã được tiếp nhận", "Mã hồ sơ {code}. Hẹn trả"),
    Event.COMPLETION_ASKED: (
        "submitted",
        "ask_completion",
        "Cần bổ sung hồ sơ",
        "Hồ sơ {reference} cần: Giấy tờ tùy thân: Nộp bản chụp rõ hơn. Thời hạn tạm dừng",
    ),
    Event.SUPPLEMENT_ASKED: (
        "in_process",
        "ask_supplement",
        "Cần bổ sung hồ sơ",
        "Hồ sơ {code} cần: Giấy tờ tùy thân: Nộp bản chụp rõ hơn. Thời hạn tạm dừng",
    ),
    Event.REFUSED: (
        "submitted",
        "refuse",
        "Hồ sơ không được tiếp nhận",
        "Hồ sơ {reference} không được tiếp nhận; lý do ghi trong phiếu từ chối.",
    ),
    Event.EXTENDED: (
        "long",
        "extend",
        "Xin lỗi và hẹn lại ngày trả kết quả",
        "Chúng tôi xin lỗi: hồ sơ {code} được hẹn lại đến 17:00 10/04/2020.",
    ),
    Event.RELEASED: (
        "done",
        "release",
        "Đã có kết quả",
        "Kết quả của hồ sơ {code} đã có tại Bộ phận Một cửa và trên Cổng dịch vụ công.",
    ),
    Event.STOPPED: (
        "in_process",
        "stop",
        "Hồ sơ đã dừng xử lý",
        "Hồ sơ {code} đã kết thúc mà không có kết quả. Bản chụp bị mờ",
    ),
    Event.CLOSED: (
        "awaiting_completion",
        "close",
        "Hồ sơ đã dừng xử lý",
        "Hồ sơ {reference} đã kết thúc mà không có kết quả.",
    ),
}


OFFICIALS = "notify_"  # begins the names of the reactions that fill the inbox of officials


def by_a_proxy(scenes: Scenes, state: str) -> Dossier:
    """A dossier that somebody files for its owner, brought to that state."""
    ward = scenes.ward
    wanted = replace(province.filing(ward.agency), submitter=PROXY)
    scenes._submitted = lambda at: filing.submit(wanted, by=ward.citizen, at=at)  # type: ignore[method-assign] # every state begins with it
    return scenes.bring(state or "submitted")


def follow(dossier: Dossier, event: str) -> SentMessage:
    """Do what the wiring says about the latest such entry; the one message that it sent."""
    entry = Entry.objects.filter(verb=event, subject_pk=dossier.pk).latest("pk")
    for reaction in wiring.REACTIONS[event]:
        reaction(entry)
    return SentMessage.objects.get(template=event)


@pytest.mark.parametrize("event", CASES, ids=str)
def test_each_notice_says_what_happened_to_who_filed(scenes: Scenes, event: Event) -> None:
    state, act, subject, words = CASES[event]
    dossier = by_a_proxy(scenes, state)
    if act:
        dossier = scenes.act(act, dossier)
    dossier.refresh_from_db()

    message = follow(dossier, event)

    said = words.format(code=dossier.code, reference=dossier.reference)
    assert message.subject == subject
    assert message.body.startswith(said), message.body
    assert (message.to, message.address) == (f"dossier:{dossier.reference}", PROXY["phone"])
    assert message.about == dossier.reference


def test_an_owner_who_files_alone_is_told_at_the_own_number(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    assert follow(dossier, Event.RECEIVED).address == OWNER["phone"]


def test_the_counter_is_told_what_was_filed_online_until_it_has_dealt_with_it(
    scenes: Scenes,
) -> None:
    clerk = scenes.actor("clerk")
    dossier = scenes.bring("submitted")
    follow(dossier, Event.SUBMITTED)
    [told] = inbox.new(clerk)
    assert told.words == "Hồ sơ mới nộp, chờ kiểm tra"
    scenes.act("refuse", dossier)
    follow(dossier, Event.REFUSED)
    assert not inbox.new(clerk).exists()
    assert inbox.visible_to(clerk).count() == 1


def test_the_counter_is_not_told_what_it_filed_itself(scenes: Scenes) -> None:
    clerk = scenes.actor("clerk")
    wanted = replace(province.filing(scenes.ward.agency), channel="counter")
    dossier = filing.submit(wanted, by=clerk, at=province.MONDAY)
    follow(dossier, Event.SUBMITTED)
    assert not inbox.visible_to(clerk).exists()


@pytest.mark.parametrize("event", wiring.SETTLING)
def test_what_ends_work_without_telling_anybody_settles_what_was_told(event: str) -> None:
    assert reactions.notify_no_more in wiring.REACTIONS[event]


def test_every_line_of_the_wiring_that_tells_applicants_is_exercised_here() -> None:
    telling = {
        event
        for event, followers in wiring.REACTIONS.items()
        if any(
            reaction.__module__ == reactions.__name__
            and not reaction.__name__.startswith(OFFICIALS)
            for reaction in followers
        )
    }
    assert telling == set(CASES)
