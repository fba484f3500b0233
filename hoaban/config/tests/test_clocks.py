"""Under a clock that is surely wrong nothing is done, nothing breaks, and one page says why."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from hoaban.config import clocks
from hoaban.config.commands import doctor, main
from hoaban.core import clock
from hoaban.core.calendars import actions as calendar_actions
from hoaban.core.calendars import queries as calendars
from hoaban.core.journal import actions as journal
from hoaban.core.journal import moments
from hoaban.core.journal.models import Entry, Seal
from hoaban.core.workdays.tables import VIETNAM
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.desks import Desk, page
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

pytestmark = pytest.mark.django_db
CLOCKS = [
    "1970-01-01T08:00:00+07:00",
    "2015-01-01T00:10:00+07:00",
    "2018-06-20T23:59:00+07:00",
    "2020-03-10T08:00:00+07:00",  # before the newest entry
    "2099-06-04T08:00:00+07:00",
]


@pytest.fixture
def province(small_world: None, db: None) -> date:
    """The small province."""
    return MONDAY.date()


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(moments, "IS_ASKED", True)
    clocks.forget()
    yield
    clocks.forget()


def write() -> None:
    with transaction.atomic():
        journal.record("tests.now", Seal(pk=1), by=journal.Plain("system:t"), at=clock.now())


def move(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    """Let the machine's clock stand so far from now."""
    now = clock.machine_now() + timedelta(**by)
    monkeypatch.setattr(clock, "machine_now", lambda: now)


def routes(patterns: list[URLPattern | URLResolver] | None = None, before: str = "/") -> list[str]:
    """Every address without a variable part."""
    found = list[str]()
    for one in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += routes(one.url_patterns, address)
        elif not set("<^$(") & set(address):
            found.append(address)
    return found


@pytest.mark.parametrize("day", CLOCKS)
def test_every_address_says_that_the_clock_is_wrong(
    scenes: Scenes, settings: Settings, client: Client, day: str
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    scenes.bring("received")
    settings.HOABAN_TODAY = day
    addresses = [*routes(), "/verify/abc/", "/my/ABC/", "/desk/dossiers/ABC/", "/nowhere/"]
    assert len(addresses) > 80
    answers = {address: client.get(address) for address in addresses}
    assert {address for address, a in answers.items() if a.status_code != 503} == set()
    home, health = answers["/"], answers["/healthz"].json()
    assert home["Retry-After"] == "300"
    assert "Đồng hồ máy chủ" in home.content.decode()
    assert health["status"] == "the clock is wrong"
    assert health["cause"] in home.content.decode()
    assert doctor.machine_clock().startswith("WRONG")


@pytest.mark.parametrize("day", CLOCKS)
def test_no_act_goes_through_under_a_wrong_clock(
    scenes: Scenes, settings: Settings, day: str
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    dossier, desk, written = scenes.bring("at_signing"), Desk(), Entry.objects.count()
    settings.HOABAN_TODAY = day
    assert desk.by("leader").post(page(dossier, "sign"), {}).status_code == 503
    after = Dossier.objects.get(pk=dossier.pk)
    assert (after.state, after.result_id, after.due_at) == (
        dossier.state,
        dossier.result_id,
        dossier.due_at,
    )
    assert Entry.objects.count() == written


def test_a_machine_whose_clock_goes_back_writes_nothing_until_it_is_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write()
    with monkeypatch.context() as behind:
        move(behind, minutes=-2)
        with pytest.raises(moments.ClockWrong, match="chắc chắn đã làm việc"):
            write()
    with monkeypatch.context() as behind:
        move(behind, seconds=-30)
        write()
    write()
    assert Entry.objects.count() == 3


def test_whoever_says_that_the_clock_is_right_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as ahead:
        move(ahead, days=30)
        write()
    with pytest.raises(moments.ClockWrong):
        write()
    assert main(["seal", "--clock-is-right"]) == 0
    write()
    assert Entry.objects.count() == 2


def test_a_clock_that_stands_right_asks_the_database_once(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    moments.check()
    with django_assert_num_queries(0):  # type: ignore[operator]  # the fixture is a function
        moments.check()


def test_the_year_after_the_last_calendar_is_still_answered(
    scenes: Scenes, settings: Settings, client: Client
) -> None:
    del scenes
    settings.HOABAN_TODAY = "2028-06-04T08:00:00+07:00"
    assert client.get("/").status_code == 200


YEARS_ON = "2029-03-05T08:00:00+07:00"  # two years after the last calendar


@pytest.fixture
def worked_on(scenes: Scenes, settings: Settings) -> Scenes:
    """Somebody did something some weeks before that day."""
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    dossier = scenes.bring("received")
    at = datetime(2029, 2, 1, 2, tzinfo=UTC)
    with transaction.atomic():
        journal.record("tests.now", dossier, by=scenes.ward.clerk, at=at)
    settings.HOABAN_TODAY = YEARS_ON
    return scenes


def test_a_clock_that_went_on_alone_is_told_from_a_calendar_that_may_be_missing(
    scenes: Scenes, settings: Settings, client: Client
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    scenes.bring("received")
    settings.HOABAN_TODAY = YEARS_ON
    shown = client.get("/")
    assert shown.status_code == 503
    said = shown.content.decode()
    assert "Đồng hồ máy chủ sai hoặc thiếu lịch làm việc" in said
    assert "dấu vết gần nhất của hệ thống là lúc 08:30 16/03/2020" in said
    assert "hoaban content load" in said
    assert "hoaban content load" in doctor.machine_clock()


def test_where_work_went_on_until_now_no_page_is_closed_for_want_of_a_calendar(
    worked_on: Scenes, client: Client
) -> None:
    del worked_on
    assert client.get("/").status_code == 200
    assert doctor.machine_clock().startswith("ok")
    said = "WRONG  no calendar of 2028, 2029: hoaban content load, or /desk/calendar/"
    assert doctor.calendar() == said


def test_then_whoever_keeps_the_calendar_enters_it_and_limits_are_counted_again(
    worked_on: Scenes,
) -> None:
    keeper, at = worked_on.actor("administrator"), clock.now()
    assert Desk().by("administrator").get("/desk/calendar/?year=2029").status_code == 200
    years = [(year, one) for year in (2028, 2029) for one in enumerate(calendars.occasions(), 1)]
    for year, (month, (code, name)) in years:
        calendar_actions.add_holiday(
            date(year, month, 20),
            name={"vi": name},
            kind="holiday",
            code=code,
            basis="Quyết định thử",
            by=keeper,
            at=at,
        )
    for year in (2028, 2029):
        calendar_actions.confirm_year(year, basis="Quyết định thử", by=keeper, at=at)
    assert doctor.calendar().startswith("ok")
    assert calendars.calendar("", date(2029, 3, 5))


def test_where_nothing_at_all_was_written_the_clock_is_asked_for(
    province: date, settings: Settings, client: Client
) -> None:
    """A day that was set, and a journal without an entry of anybody: nothing tells of the time."""
    del province
    settings.HOABAN_TODAY = YEARS_ON
    assert clocks.newest_trace() is None
    shown = client.get("/")
    assert shown.status_code == 503
    assert "dấu vết gần nhất của hệ thống là lúc —" in shown.content.decode()


@pytest.mark.parametrize(("more", "status"), [(-1, 200), (1, 503)])
def test_a_silence_of_three_months_is_the_longest_that_nobody_asks_about(
    worked_on: Scenes, settings: Settings, client: Client, more: int, status: int
) -> None:
    del worked_on
    last = datetime(2029, 2, 1, 9, tzinfo=VIETNAM)
    settings.HOABAN_TODAY = (last + timedelta(days=92, hours=more)).isoformat()
    assert client.get("/").status_code == status


def test_by_the_machines_own_time_the_newest_file_or_certificate_tells_too() -> None:
    """Nothing was ever written; the version of today lies on the disk."""
    trace = clocks.newest_trace()
    assert trace
    assert trace <= clock.machine_now()
    written = max(path.stat().st_mtime for path in clocks._files())
    # a file's time is finer than a moment, which holds whole microseconds
    assert trace >= datetime.fromtimestamp(written, UTC)
