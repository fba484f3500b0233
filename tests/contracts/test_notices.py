"""What an applicant is told, in which words, and at whose number."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from pytest_django import Settings

from hoaban.casework.notices import queries
from hoaban.casework.notices.actions import LATE, OPINION_LATE
from hoaban.casework.notices.enums import PERSONS
from hoaban.casework.notices.tasks import UNHELD
from hoaban.config import wiring
from hoaban.core.calendars import actions as calendars
from hoaban.core.journal.models import Entry
from hoaban.core.kept import folders
from hoaban.core.people import actors, agencies
from hoaban.core.people.models import AgencyChange
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing
from hoaban.domains.onestop.handovers import actions as handovers
from hoaban.domains.onestop.notices import reactions
from hoaban.domains.onestop.postponements import actions as postponements
from hoaban.domains.onestop.ratings import actions as rating
from hoaban.domains.onestop.ratings import queries as ratings
from hoaban.domains.onestop.ratings.enums import Grade
from hoaban.domains.onestop.reception import actions as receiving
from hoaban.domains.onestop.reception import rules as reception
from hoaban.domains.onestop.reminders import tasks as reminders
from hoaban.gateways.notify.models import SentMessage
from tests.contracts import money_notices
from tests.contracts.test_result_notices import signed
from tests.world import province
from tests.world.acts import LATER
from tests.world.histories import with_papers
from tests.world.province import MONDAY, OWNER
from tests.world.scenes import Scenes, last, vn

PROXY = {**OWNER, "full_name": "Cà Thị Én", "phone": "0911222333", "identity_number": ""}
CASES = {  # event: the state before, the act (none: filing itself), what the notice says
    Event.SUBMITTED: (
        "",
        "",
        "Đã nhận yêu cầu của bạn",
        "Mã tra cứu {reference}. Cơ quan sẽ kiểm tra trước 09:00 17/03/2020.",
    ),
    Event.RESULT_REVOKED: (
        "ready",
        "revoke",
        "Kết quả đã cấp bị thu hồi",
        (
            "Kết quả của hồ sơ {code} bị cơ quan thu hồi, không dùng được nữa. "
            "Lý do: Bản chụp bị mờ, không đọc được số. Cơ quan cấp lại không thu phí theo hồ sơ "
            "ubnd-03127-200316-0002, hẹn trả 17:00 16/03/2020."
        ),
    ),
    Event.RECEIVED: (
        "submitted",
        "receive",
        "Hồ sơ đã được tiếp nhận",
        "Mã hồ sơ {code}. Hẹn trả kết quả 17:00 16/03/2020.",
    ),
    "dossiers.completion_asked": (
        "submitted",
        "ask_completion",
        "Cần hoàn thiện hồ sơ để được tiếp nhận",
        (
            "Hồ sơ {reference} chưa được tiếp nhận, cần: Giấy tờ tùy thân: Nộp bản chụp rõ hơn. "
            "Nộp chậm nhất 17:00 28/04/2020; thời hạn giải quyết tính từ khi tiếp nhận."
        ),
    ),
    Event.SUPPLEMENT_ASKED: (
        "supplement_proposed",
        "ask_supplement",
        "Cần bổ sung hồ sơ",
        (
            "Hồ sơ {code} cần: Giấy tờ tùy thân: Nộp bản chụp rõ hơn. "
            "Nộp chậm nhất 17:00 28/04/2020; khi nhận đủ, cơ quan báo ngày hẹn mới."
        ),
    ),
    "dossiers.completion_lacking": (
        "completed",
        "tell_completion_lacks",
        "Phần bổ sung chưa đủ",
        (
            "Hồ sơ {reference} còn thiếu: Giấy tờ tùy thân: Còn thiếu trang hai. "
            "Nộp tiếp chậm nhất 17:00 28/04/2020."
        ),
    ),
    "dossiers.supplement_lacking": (
        "supplement_sent",
        "tell_supplement_lacks",
        "Phần bổ sung chưa đủ",
        (
            "Hồ sơ {code} còn thiếu: Giấy tờ tùy thân: Còn thiếu trang hai. "
            "Nộp tiếp chậm nhất 17:00 28/04/2020."
        ),
    ),
    "dossiers.part_brought": (
        "awaiting_two",
        "bring_part",
        "Đã nhận một phần giấy tờ bổ sung",
        (
            "Hồ sơ {code} đã nhận phần bạn nộp, còn cần: Văn bản ủy quyền: Nộp bản chính. "
            "Nộp nốt chậm nhất 17:00 28/04/2020."
        ),
    ),
    Event.SUPPLIED: (
        "awaiting_supplement",
        "take_supplement",
        "Đã nhận đủ giấy tờ bổ sung",
        (
            "Hồ sơ {code} được hẹn trả kết quả 17:00 16/03/2020. Giấy hẹn mới có ở Bộ phận Một cửa "
            "và trên Cổng dịch vụ công."
        ),
    ),
    Event.PAYMENT_ASKED: (
        "liable",
        "ask_payment",
        "Cần thực hiện nghĩa vụ tài chính",
        (
            "Hồ sơ {code} cần nộp: 250.000 đồng; Thông báo 125/TB-CCT ngày 16/3/2020. Nộp chậm "
            "nhất 17:00 28/04/2020 rồi báo chứng từ cho cơ quan; thời hạn giải quyết tạm dừng đến "
            "khi nộp."
        ),
    ),
    Event.PAYMENT_CONFIRMED: (
        "awaiting_payment",
        "confirm_payment",
        "Đã ghi nhận khoản nộp",
        (
            "Hồ sơ {code} được hẹn trả kết quả 17:00 16/03/2020. Giấy hẹn mới có ở Bộ phận Một cửa "
            "và trên Cổng dịch vụ công."
        ),
    ),
    Event.PAYMENT_RECALLED: (
        "awaiting_payment",
        "recall_payment",
        "Rút thông báo nghĩa vụ tài chính",
        (
            "Cơ quan đã rút thông báo nghĩa vụ tài chính của hồ sơ {code}, không phải nộp khoản "
            "đó. Ngày hẹn trả vẫn là 17:00 16/03/2020."
        ),
    ),
    "dossiers.refused": (
        "submitted",
        "refuse",
        "Hồ sơ không được tiếp nhận",
        "Hồ sơ {reference} không được tiếp nhận; lý do ghi trong phiếu từ chối.",
    ),
    "dossiers.rerouted": (
        "submitted",
        "reroute",
        "Hồ sơ được chuyển đến cơ quan có thẩm quyền",
        (
            "Hồ sơ {reference} đã được chuyển đến cơ quan có thẩm quyền: Bộ phận Một cửa, Ủy ban "
            "nhân dân phường Mường Thanh, Trụ sở Ủy ban nhân dân phường Mường Thanh, 0215 000 0033."
            " Cơ quan này kiểm tra trước 10:00 17/03/2020; bạn không phải nộp lại. Lý do: Bản "
            "chụp bị mờ, không đọc được số."
        ),
    ),
    Event.EXTENDED: (
        "long",
        "extend",
        "Xin lỗi và hẹn lại ngày trả kết quả",
        "Chúng tôi xin lỗi: hồ sơ {code} được hẹn lại đến 17:00 10/04/2020.",
    ),
    "dossiers.apologised": (
        "done_late",
        "apologise",
        "Xin lỗi vì kết quả trễ hạn",
        (
            "Chúng tôi xin lỗi vì hồ sơ {code} được giải quyết chậm hơn thời hạn đã hẹn. Phiếu xin "
            "lỗi có tại Bộ phận Một cửa."
        ),
    ),
    "dossiers.released": (
        "done",
        "release",
        "Đã có kết quả",
        "Kết quả của hồ sơ {code} đã có tại Bộ phận Một cửa và trên Cổng dịch vụ công.",
    ),
    Event.STOPPED: (
        "in_process",
        "stop",
        "Hồ sơ đã kết thúc",
        "Hồ sơ {code} đã kết thúc mà không có kết quả. Lý do: Bản chụp bị mờ, không đọc được số.",
    ),
    Event.CLOSED: (
        "awaiting_supplement",
        "close",
        "Hồ sơ đã kết thúc",
        (
            "Hồ sơ {code} đã kết thúc mà không có kết quả. Lý do: Đã hết thời hạn bổ sung "
            "(17:00 28/04/2020, theo thời hạn do tỉnh quy định) mà chưa nhận được đủ giấy tờ: "
            "Giấy tờ tùy thân."
        ),
    ),
    "dossiers.contact_changed": (
        "in_process",
        "change_contact",
        "Đã đổi nơi nhận tin của hồ sơ",
        (
            "Tin báo về hồ sơ {code} từ nay gửi đến đây. Nếu không phải bạn đề nghị, hãy báo "
            "Bộ phận Một cửa."
        ),
    ),
    Event.WITHDRAWN: (
        "received",
        "withdraw",
        "Hồ sơ đã rút",
        "Hồ sơ {code} đã kết thúc theo đề nghị rút. Lý do: Tôi nộp nhầm.",
    ),
}
CASES |= money_notices.CASES


@pytest.fixture
def country(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the country's content, to be written to."""
    copy = tmp_path / "country"
    copytree(folders.country(), copy)
    settings.HOABAN_COUNTRY = str(copy)
    return copy


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
    return SentMessage.objects.get(template=reactions.NOTICES[event], key=f"entry:{entry.pk}")


@pytest.mark.parametrize("event", CASES, ids=str)
def test_each_notice_says_what_happened_to_who_filed(scenes: Scenes, event: str) -> None:
    state, act, subject, words = CASES[event]
    dossier = by_a_proxy(scenes, state)
    if act:
        dossier = scenes.act(act, dossier)
    if act == "release":
        signed(dossier)
    dossier.refresh_from_db()

    message = follow(dossier, event)

    said = words.format(code=dossier.code, reference=dossier.reference)
    assert (message.subject, message.body) == (subject, said)
    assert (message.to, message.address) == (f"dossier:{dossier.reference}", PROXY["phone"])
    assert message.about == dossier.reference


def test_a_day_off_decreed_later_is_told_with_the_new_appointment(scenes: Scenes) -> None:
    dossier = by_a_proxy(scenes, "long")
    calendars.add_holiday(
        on=date(2020, 3, 20),
        name={"vi": "Nghỉ phòng dịch"},
        kind="holiday",
        basis="QĐ 12",
        by=scenes.actor("administrator"),
        at=province.MONDAY,
    )
    by = actors.system("calendar")
    postponements.postpone(dossier.pk, basis="QĐ 12", by=by, at=LATER)
    message = follow(dossier, Event.POSTPONED)
    assert message.body == (
        f"Vì có thêm ngày nghỉ, hồ sơ {dossier.code} được hẹn trả kết quả 17:00 31/03/2020."
    )
    assert (message.to, message.address) == (f"dossier:{dossier.reference}", PROXY["phone"])


def test_whom_an_ended_agency_left_a_dossier_is_told_with_its_shop(scenes: Scenes) -> None:
    dossier = by_a_proxy(scenes, "in_process")
    AgencyChange.objects.filter(old_code="ubnd-03127").update(by_area=True)
    agencies.forget()
    at, by = vn("2025-07-01 00:10"), actors.system("mergers")
    heir = agencies.row("ubnd-03127-2025", date(2025, 7, 1))
    handovers.move(dossier.pk, to=heir, basis="1661/NQ-UBTVQH15", by=by, at=at)
    message = follow(dossier, Event.MOVED)
    assert message.body == (
        f"Cơ quan nhận hồ sơ {dossier.code} đã kết thúc hoạt động. Nơi tiếp tục giải quyết: "
        "Trung tâm Phục vụ hành chính công, Ủy ban nhân dân phường Điện Biên Phủ, "
        "Trụ sở Ủy ban nhân dân phường Điện Biên Phủ, 0215 000 0163. "
        "Mã hồ sơ và ngày hẹn không đổi; bạn không phải nộp lại."
    )
    assert (message.to, message.address) == (f"dossier:{dossier.reference}", PROXY["phone"])


def test_an_owner_who_files_alone_is_told_at_the_own_number(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    assert follow(dossier, Event.RECEIVED).address == OWNER["phone"]


def test_the_counter_is_told_what_was_filed_online_until_it_has_dealt_with_it(
    scenes: Scenes,
) -> None:
    clerk = scenes.actor("clerk")
    dossier = scenes.bring("submitted")
    follow(dossier, Event.SUBMITTED)
    [told] = queries.new(clerk)
    assert queries.told([told]) == ["Hồ sơ mới nộp, chờ kiểm tra"]
    scenes.act("refuse", dossier)
    follow(dossier, reception.REFUSE.event)
    assert not queries.new(clerk).exists()
    assert queries.visible_to(clerk).count() == 1


def test_who_is_received_at_the_counter_by_the_same_press_is_told_once(scenes: Scenes) -> None:
    clerk = scenes.ward.clerk
    at_once = filing.submit(province.filing(scenes.ward.agency), by=clerk, at=MONDAY)
    entries = [last(at_once)]
    receiving.receive(at_once.pk, by=clerk, at=MONDAY)
    later = filing.submit(province.filing(scenes.ward.agency), by=clerk, at=MONDAY)
    entries += [last(at_once), last(later)]
    for entry in entries:
        reactions.tell(entry)
    told = SentMessage.objects.order_by("pk").values_list("template", flat=True)
    assert list(told) == ["dossiers.received", "dossiers.submitted"]


def test_the_counter_is_not_told_what_it_filed_itself(scenes: Scenes) -> None:
    clerk = scenes.actor("clerk")
    wanted = with_papers(replace(province.filing(scenes.ward.agency), channel="counter"))
    dossier = filing.submit(wanted, by=clerk, at=province.MONDAY)
    follow(dossier, Event.SUBMITTED)
    assert not queries.visible_to(clerk).exists()


@pytest.mark.parametrize("event", reactions.SETTLING)
def test_what_ends_work_without_telling_anybody_settles_what_was_told(event: str) -> None:
    following = wiring.REACTIONS[event]
    assert (reactions.settle in following, reactions.tell in following) == (True, False)


def test_every_notice_to_a_person_is_exercised_here() -> None:
    telling = {
        event for event, name in reactions.NOTICES.items() if queries.template(name).to in PERSONS
    }
    moved = {Event.POSTPONED, "dossiers.wait_moved", Event.MOVED}
    beside = {*moved, Event.WROTE_TO_APPLICANT, Event.RATED}  # tested with what they tell of
    assert telling == {*CASES, *beside}


def test_every_event_with_a_notice_is_wired_and_every_notice_of_the_content_is_told() -> None:
    wired = {event for event, row in wiring.REACTIONS.items() if reactions.tell in row}
    assert wired == set(reactions.NOTICES)
    timed = {*reminders.REMINDERS.values(), *reminders.ENDED.values()}
    by_time = {LATE, OPINION_LATE, UNHELD, reminders.SOON, reminders.UNCLAIMED, *timed}
    besides = {reactions.FILED, reactions.AGAIN, *reactions.BESIDES.values()}
    told = {*reactions.NOTICES.values(), *besides, *by_time}
    assert told == set(queries.templates())


def test_a_notice_names_facts_that_the_program_gives_and_is_written_in_both_languages() -> None:
    named = {fact for one in queries.templates().values() for fact in one.facts}
    assert named == {*reactions.FACTS, *reminders.FACTS}
    spoken = {
        language
        for one in queries.templates().values()
        for text in one.texts.values()
        for language in text
    }
    assert spoken == {"vi", "en"}


def test_an_owner_is_told_at_the_own_number_where_the_notice_is_for_the_owner(
    scenes: Scenes, country: Path
) -> None:
    dossiers = country / "notices" / "dossiers.toml"
    text = dossiers.read_text(encoding="utf-8")
    dossiers.write_text(text.replace('to = "filer"', 'to = "owner"'), encoding="utf-8")
    message = follow(by_a_proxy(scenes, "received"), Event.RECEIVED)
    assert message.address == OWNER["phone"]


def test_the_applicant_is_told_once_a_day_that_somebody_rated_by_code(scenes: Scenes) -> None:
    dossier = scenes.bring("returned")
    for by in (ratings.BY_CODE, ratings.BY_CODE, scenes.actor("citizen")):
        rating.rate(dossier.pk, grade=Grade.SATISFIED, by=by, at=LATER)
        reactions.tell(last(dossier))
    [told] = SentMessage.objects.filter(template="dossiers.rated")
    assert told.body.startswith(f"Có người dùng mã hồ sơ {dossier.code} để đánh giá")
