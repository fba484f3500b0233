"""Lists of the desk: my work by time left, all that is open in the agency, from case to case."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.lists.models import View
from hoaban.casework.turns.models import Turn
from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from hoaban.faces.desk import work
from hoaban.ui.dates import moment
from tests.world.desks import Desk
from tests.world.histories import CRIMINAL_RECORD, department, with_papers
from tests.world.province import MONDAY, Ward, filing, post_of
from tests.world.scenes import Scenes


@pytest.mark.parametrize("address", ["/desk/", "/desk/overview/", "/desk/overview/?late=1&q=ban"])
def test_a_list_asks_the_database_as_often_for_fifty_rows_as_for_one(
    desk: Desk, ward: Ward, address: str
) -> None:
    first = filing_actions.submit(
        filing(ward.agency), by=ward.citizen, at=MONDAY - timedelta(days=9)
    )
    desk.get("clerk", address)
    with CaptureQueriesContext(connection) as one:
        assert first.reference in desk.get("clerk", address)
    for _ in range(49):
        filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY - timedelta(days=9))
    with CaptureQueriesContext(connection) as fifty:
        assert desk.get("clerk", address).count("<tr>") == 51
    assert len(fifty) == len(one)


def test_pages_of_a_list_follow_each_other_and_lose_nothing(
    desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoaban.faces.desk.work.WORK", replace(work.WORK, size=2))
    filed = [
        filing_actions.submit(
            filing(ward.agency), by=ward.citizen, at=MONDAY + timedelta(minutes=n // 2)
        )
        for n in range(5)
    ]
    address, seen = "/desk/", list[str]()
    for _ in range(3):
        text = desk.get("clerk", address)
        seen += re.findall(r'href="/desk/dossiers/(\w+)/[^"]*" class="num"', text)
        following = re.findall(r'href="(\?[^"]*after=[^"]+)"[^>]*rel="next"', text) or re.findall(
            r'rel="next"[^>]*href="(\?[^"]*after=[^"]+)"', text
        )
        address = f"/desk/{following[0].replace('&amp;', '&')}" if following else ""
    assert seen == [dossier.reference for dossier in filed]
    assert address == ""


def test_a_page_token_of_ones_own_making_is_refused_in_words(desk: Desk) -> None:
    assert "Dữ liệu gửi lên không đúng" in desk.get("clerk", "/desk/?after=xyz", 422)


def test_the_overview_narrows_by_state_name_and_lateness(desk: Desk, scenes: Scenes) -> None:
    late = scenes.bring("submitted", MONDAY - timedelta(days=9))
    fresh = scenes.bring("in_process")
    narrowed = {
        "": {late, fresh},
        "?state=in_process": {fresh},
        "?late=1": {late},
        "?late=0": {late, fresh},
        "?q=luong+ban": {late, fresh},
        "?q=nobody": set(),
        "?state=nonsense": {late, fresh},
    }
    for query, wanted in narrowed.items():
        text = desk.get("clerk", f"/desk/overview/{query}")
        assert {d for d in (late, fresh) if d.reference in text} == wanted, query


def test_words_that_very_many_cases_have_narrow_as_rare_words_do(
    desk: Desk, scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoaban.casework.cases.queries.FEW", 0)
    dossier = scenes.bring("in_process")
    assert dossier.reference in desk.get("clerk", "/desk/overview/?q=luong+ban")
    assert dossier.reference not in desk.get("clerk", "/desk/overview/?q=luong+nobody")


def test_a_finished_dossier_that_waits_to_be_fetched_is_not_called_late(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("ready", MONDAY - timedelta(days=20))
    assert dossier.reference not in desk.get("clerk", "/desk/")
    text = desk.get("clerk", "/desk/?part=ready")
    assert dossier.reference in text
    assert "Đúng hạn" in text
    assert "Quá 1" not in text


def test_the_work_of_a_post_is_sorted_out_by_the_time_left(desk: Desk, scenes: Scenes) -> None:
    late = scenes.bring("submitted", MONDAY - timedelta(days=9))
    today = scenes.bring("submitted", MONDAY - timedelta(days=2, hours=20))
    signed = scenes.bring("done", MONDAY - timedelta(days=4))
    ready = scenes.bring("ready", MONDAY - timedelta(days=20))
    parts = {
        "": {late, today, signed},
        "?part=late": {late},
        "?part=today": {today, signed},
        "?part=week": set(),
        "?part=later": set(),
        "?part=ready": {ready},
        "?part=nonsense": {late, today, signed},
    }
    for query, wanted in parts.items():
        text = desk.get("clerk", f"/desk/{query}")
        shown = {d for d in (late, today, signed, ready) if f"/{d.reference}/" in text}
        assert shown == wanted, query
        assert re.findall(r"<b>(\d+)</b></a>", text) == ["3", "1", "2", "0", "0", "1"], query


def test_a_tab_counts_no_further_than_anyone_looks(
    desk: Desk, scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoaban.faces.desk.work.MOST", 1)
    for _ in range(3):
        scenes.bring("submitted", MONDAY - timedelta(days=9))
    assert re.findall(r"<b>(\S+)</b></a>", desk.get("clerk", "/desk/"))[:2] == ["1+", "1+"]


@pytest.mark.parametrize(
    ("state", "todo"),
    [
        ("submitted", "Kiểm tra, tiếp nhận"),
        ("received", "Chuyển xử lý"),
        ("done", "Chuyển kết quả ra quầy"),
        ("ready", "Trả kết quả"),
    ],
)
def test_a_line_says_what_has_to_be_done(desk: Desk, scenes: Scenes, state: str, todo: str) -> None:
    scenes.bring(state)
    part = "ready" if state == "ready" else ""
    assert re.findall(r"<td[^>]*><b>([^<]+)</b>", desk.get("clerk", f"/desk/?part={part}")) == [
        todo
    ]


def test_a_case_leads_to_the_cases_beside_it_in_ones_work(desk: Desk, scenes: Scenes) -> None:
    first, here, last = (
        scenes.bring("submitted", MONDAY - timedelta(days=days)) for days in (9, 7, 5)
    )
    scenes.bring("ready", MONDAY - timedelta(days=20))
    text = desk.get("clerk", f"/desk/dossiers/{here.reference}/")
    beside = dict(re.findall(r'rel="(prev|next)" href="/desk/dossiers/(\w+)/"', text))
    assert beside == {"prev": first.reference, "next": last.reference}
    text = desk.get("clerk", f"/desk/dossiers/{first.reference}/")
    assert re.findall(r'rel="(?:prev|next)" href="/desk/dossiers/(\w+)/"', text) == [here.reference]


def led(text: str) -> dict[str, str]:
    """Where a case leads: to those before and after it, and by its breadcrumbs to its list."""
    found = dict(re.findall(r'rel="(prev|next)"\s+href="([^"]+)"', text))
    crumbs = re.findall(r'(?s)class="crumbs".*?<a href="([^"]+)">', text)
    return {name: unescape(url) for name, url in (found | {"list": crumbs[0]}).items()}


def test_a_case_leads_along_the_list_from_which_it_was_opened(desk: Desk, scenes: Scenes) -> None:
    first, here, last = (
        scenes.bring("submitted", MONDAY - timedelta(days=days)) for days in (9, 8, 5)
    )
    scenes.bring("in_process", MONDAY - timedelta(days=7))
    text = desk.get("clerk", "/desk/overview/?state=submitted&q=luong+ban&late=1&size=9")
    query = "?list=overview&q=luong+ban&state=submitted&late=1"
    address = f"/desk/dossiers/{here.reference}/{query}"
    assert address.replace("&", "&amp;") in text
    text = desk.get("clerk", address)
    assert led(text) == {
        "prev": f"/desk/dossiers/{first.reference}/{query}",
        "next": f"/desk/dossiers/{last.reference}/{query}",
        "list": "/desk/overview/?q=luong+ban&state=submitted&late=1",
    }
    act = f"/desk/dossiers/{here.reference}/act/receive/{query}"
    assert act.replace("&", "&amp;") in text
    after = desk.post("clerk", act, {"once": "1"})["Location"]
    assert after.startswith(f"{address}&stood=")
    assert led(desk.get("clerk", after)) == led(text)  # it left the list, its place is known
    assert led(desk.get("clerk", f"{address}&stood={'9' * 40}"))["list"] == led(text)["list"]


def test_a_case_keeps_its_place_in_ones_work_over_two_acts(desk: Desk, scenes: Scenes) -> None:
    first, here, last, _later = (
        scenes.bring("submitted", MONDAY - timedelta(days=days)) for days in (9, 8, 7, 6)
    )
    after = f"/desk/dossiers/{here.reference}/"
    for name in ("receive", "transfer"):
        act = re.findall(rf'action="([^"]+/act/{name}/[^"]*)"', desk.get("clerk", after))[0]
        after = desk.post("clerk", unescape(act), {"once": name})["Location"]
    found = led(desk.get("clerk", after))
    assert found["prev"] == f"/desk/dossiers/{first.reference}/"
    assert found["next"] == f"/desk/dossiers/{last.reference}/"


def test_an_act_that_asks_leads_back_into_the_list_of_its_case(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    query = "?list=work&part=today"
    text = unescape(desk.get("clerk", f"/desk/dossiers/{dossier.reference}/act/refuse/{query}"))
    assert led(text)["list"] == "/desk/?part=today"
    assert text.count(f'"/desk/dossiers/{dossier.reference}/{query}"') == 2


@pytest.mark.parametrize(
    "query",
    [
        "?list=nothing",
        "?part=nonsense&state=x",
        "?list=work&q=a&after=%22%3E",
        f"?after={'A' * 999}",
    ],
)
def test_what_is_no_list_of_ours_leads_along_ones_own_work(
    desk: Desk, scenes: Scenes, query: str
) -> None:
    first = scenes.bring("submitted", MONDAY - timedelta(days=9))
    here = scenes.bring("submitted", MONDAY - timedelta(days=7))
    assert led(desk.get("clerk", f"/desk/dossiers/{here.reference}/{query}")) == {
        "prev": f"/desk/dossiers/{first.reference}/",
        "list": "/desk/",
    }


def test_nobody_is_led_to_cases_of_others_by_a_list_in_an_address(
    desk: Desk, scenes: Scenes
) -> None:
    shown = scenes.bring("submitted", MONDAY - timedelta(days=9))
    text = desk.get("specialist", f"/desk/dossiers/{shown.reference}/?list=overview")
    assert "prev" not in led(text)
    assert "next" not in led(text)


def test_a_case_leads_back_to_its_page_of_the_list(
    desk: Desk, scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoaban.faces.desk.work.WORK", replace(work.WORK, size=1))
    for days in (9, 7):
        scenes.bring("submitted", MONDAY - timedelta(days=days))
    second = re.findall(r'rel="next" href="(\?after=[^"]+)"', desk.get("clerk", "/desk/"))[0]
    case = re.findall(r'href="([^"]+)" class="num"', desk.get("clerk", f"/desk/{second}"))[0]
    assert led(desk.get("clerk", unescape(case)))["list"] == f"/desk/{second}"


def test_what_the_ward_receives_for_the_department_is_the_departments_work(
    desk: Desk, ward: Ward
) -> None:
    """Received at the one-stop shop, decided by the department."""
    justice = department(ward)
    given = filing(ward.agency, CRIMINAL_RECORD, channel="counter", deciding=justice.agency)
    dossier = filing_actions.submit(with_papers(given), by=ward.clerk, at=MONDAY)
    assert dossier.reference in desk.get("clerk", "/desk/")
    assert dossier.reference not in desk.get("tp-specialist", "/desk/")

    dossier = reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    code = str(dossier.code)
    reception.transfer(dossier.pk, by=ward.clerk, at=MONDAY)
    assert code in desk.get("tp-specialist", "/desk/")
    assert code in desk.get("tp-specialist", "/desk/overview/")
    assert code in desk.get("clerk", "/desk/overview/")
    assert code not in desk.get("clerk", "/desk/")
    assert code not in desk.get("specialist", "/desk/")
    assert code not in desk.get("foreigner", "/desk/overview/")


def test_a_list_is_taken_away_as_a_file(desk: Desk, scenes: Scenes) -> None:
    late = scenes.bring("submitted", MONDAY - timedelta(days=9))
    fresh = scenes.bring("in_process")
    file = desk.by("clerk").get("/desk/overview/?late=1&format=csv")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0] == ("Hạn bước;Hẹn trả;Mã hồ sơ;Người đứng tên;Thủ tục;Cơ quan;Trạng thái;Bước")
    assert [line.split(";")[2:4] for line in lines[1:]] == [[late.reference, "Lường Thị Ban"]]
    work_file = desk.by("specialist").get("/desk/?format=csv")
    assert work_file["Content-Disposition"] == 'attachment; filename="viec-cua-toi.csv"'
    assert str(fresh.code) in work_file.content.decode()
    assert "format=csv" in desk.get("clerk", "/desk/overview/?late=1")


def test_a_file_goes_on_over_its_batches_and_ends_somewhere(
    desk: Desk, scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        scenes.bring("submitted")
    monkeypatch.setattr("hoaban.casework.lists.desk.BATCH", 2)
    monkeypatch.setattr("hoaban.casework.lists.desk.MOST_EXPORTED", 4)
    lines = desk.by("clerk").get("/desk/?format=csv").content.decode().splitlines()
    assert (len(lines), lines[-1].startswith("Tệp dừng ở 4 dòng")) == (1 + 4 + 1, True)
    monkeypatch.setattr("hoaban.casework.lists.desk.MOST_EXPORTED", 400)
    assert len(desk.by("clerk").get("/desk/?format=csv").content.splitlines()) == 1 + 5


def test_two_figures_of_lateness_have_two_names_on_lists_and_on_the_case(
    desk: Desk, scenes: Scenes
) -> None:
    same, other = scenes.bring("received"), scenes.bring("received")
    due = MONDAY + timedelta(days=14)
    Case.objects.filter(pk=other.pk).update(due_at=due)
    for address in ("/desk/", "/desk/overview/"):
        text = desk.get("clerk", address)
        (promised,) = re.findall(r"Hẹn trả: ([^<]+) \(Còn [^<]+\)<", text)
        (step,) = re.findall(r"Hạn bước: ([^<]+)<", text)
        assert (promised, step) == (moment(due), moment(other.act_by))
    words = "Hạn bước:"
    assert words not in desk.get("clerk", f"/desk/dossiers/{same.reference}/")
    text = desk.get("clerk", f"/desk/dossiers/{other.reference}/")
    assert f"{words} <b>{moment(other.act_by)}</b>" in text


def test_who_reads_of_every_agency_narrows_the_overview_to_one_and_keeps_that(
    desk: Desk, scenes: Scenes
) -> None:
    post_of(agencies.row("thanh-tra", MONDAY.date()), Role.AUDITOR, "inspector")
    here = scenes.bring("in_process")
    assert 'name="agency"' not in desk.get("clerk", "/desk/overview/")
    text = desk.get("inspector", "/desk/overview/")
    assert f'<option value="{here.case.agency.code}">' in text
    for code, is_shown in ((here.case.agency.code, True), ("so-tp", False), ("gone", True)):
        text = desk.get("inspector", f"/desk/overview/?agency={code}")
        assert (here.reference in text) == is_shown
    kept = f"/desk/lists/overview/?agency={here.case.agency.code}"
    desk.post("inspector", kept, {"name": "Một nơi"})
    assert f"Mở danh sách</a>: {here.case.agency.shown}" in desk.get("inspector", kept)
    View.objects.update(asked={"agency": "gone"})
    assert "Một nơi: bộ lọc không còn đọc được" in desk.get("inspector", "/desk/overview/")


def test_what_is_late_at_its_step_and_what_is_late_for_the_applicant_are_two_filters(
    desk: Desk, scenes: Scenes, settings: Settings
) -> None:
    step, promise = scenes.bring("in_process"), scenes.bring("in_process")
    for case, held_to, act_by in (
        (step, MONDAY + timedelta(days=30), MONDAY + timedelta(days=1)),
        (promise, MONDAY + timedelta(days=1), MONDAY + timedelta(days=30)),
    ):
        Case.objects.filter(pk=case.pk).update(due_at=held_to, held_to=held_to)
        Turn.objects.filter(case=case.pk, until=None).update(act_by=act_by)
        Involvement.objects.filter(case=case.pk).update(act_by=act_by)
    settings.HOABAN_TODAY = "2020-03-20T09:00:00+07:00"
    for narrowed, found in (("late", step), ("broken", promise)):
        text = desk.get("clerk", f"/desk/overview/?{narrowed}=1")
        assert re.findall(r'class="num">([^<]+)</a>', text) == [found.code]
