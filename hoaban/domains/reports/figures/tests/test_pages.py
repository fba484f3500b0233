"""The pages Results: figures, their rows, what is wrong with what was asked."""

import html
import re
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.recounts import indicators
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.enums import Share
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.queries import Report
from hoaban.domains.reports.figures import desk as figures
from hoaban.domains.reports.periods import queries as periods
from tests.world.histories import ASKED, CRIMINAL_RECORD, department, live, with_papers
from tests.world.province import MONDAY, Ward, filing, post_of
from tests.world.scenes import Scenes

DAYS = "begins=2020-03-16&ends=2020-05-30"


@pytest.fixture(autouse=True)
def in_spring(settings: Settings) -> None:
    """Agencies are those of 2020, whatever day the tests run on."""
    settings.HOABAN_TODAY = "2020-06-01T08:00:00+07:00"


def signed_in(actor: Actor) -> Client:
    client = Client()
    person = Person.objects.get(pk=actor.person_pk or 0)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def whole() -> Report:
    period = periods.period(periods.day("2020-03-16"), periods.day("2020-05-30"))
    return breakdowns.report(period, statistics.counted(period))


def test_everyone_reads_the_figures_and_no_name(worked: Ward) -> None:
    page = Client().get(f"/results/?{DAYS}")
    said = page.content.decode()
    assert page.status_code == 200
    assert f">{whole().total.received}</a>" in said
    assert "Lường Thị Ban" not in said
    assert "/desk/" not in said


def test_what_takes_part_and_has_nothing_is_shown(worked: Ward) -> None:
    said = Client().get(f"/results/?{DAYS}").content.decode()
    assert "Sở Ngoại vụ" in said
    assert "Chưa phát sinh hồ sơ: " in said


def test_definitions_stand_on_the_page(worked: Ward) -> None:
    said = Client().get(f"/results/?{DAYS}").content.decode()
    assert "kết quả không đồng ý cũng là kết quả" in said
    assert "Đúng hạn trên tiếp nhận" in said


@pytest.mark.parametrize("share", Share.values)
def test_every_figure_opens_as_many_rows_as_it_says(worked: Ward, share: str) -> None:
    page = signed_in(worked.clerk).get(f"/desk/results/rows/?{DAYS}&share={share}")
    assert page.status_code == 200
    assert len(page.context["page"].rows) == getattr(whole().total, share)
    assert page.context["hidden"] == 0


ROWS = re.compile(r'<a href="(/desk/results/rows/\?[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
NUMBER = re.compile(r"(?:^|: )([0-9.]+)(?: hồ sơ)?$")


def opened(client: Client, address: str) -> tuple[int, int, set[int]]:
    """How many the page of rows says there are, how many it hides, and their keys."""
    keys: set[int] = set()
    after, counted, hidden = "", 0, 0
    while after is not None:
        page = client.get(f"{address}&after={after}")
        assert page.status_code == 200, address
        keys |= {row.pk for row in page.context["page"].rows}
        counted, hidden = page.context["counted"], page.context["hidden"]
        after = page.context["page"].next
    return counted, hidden, keys


@pytest.mark.parametrize(
    "narrowed", ["", "&level=commune", "&agency=ubnd-03127", "&begins=2020-03-19&ends=2020-04-02"]
)
def test_every_figure_of_the_page_opens_as_many_rows_as_it_says(
    worked: Ward, narrowed: str
) -> None:
    client = signed_in(worked.clerk)
    shown = client.get(f"/desk/results/?{DAYS}{narrowed}").content.decode()
    found = []
    for address, text in ROWS.findall(shown):
        said = re.sub(r"<[^>]+>", "", text.partition("</title>")[0]).strip()
        number = NUMBER.search(said)
        if number is None:  # the rate opens what is on time; of nothing there is none
            assert "%" in said or said == "—", address
            continue
        found.append(int(number[1].replace(".", "")))
        counted, hidden, keys = opened(client, html.unescape(address))
        assert (counted, hidden, len(keys)) == (found[-1], 0, found[-1]), address
    assert len(found) > 30
    assert max(found) > 2


def test_months_of_one_level_are_of_that_level_alone(worked: Ward) -> None:
    def month(level: str) -> str:
        page = Client().get(f"/results/?begins=2020-03-16&ends=2020-03-31&level={level}")
        return str(page.context["drawn"][2])

    received = statistics.by_month(periods.period(date(2020, 3, 16), date(2020, 3, 31)))
    number = received[date(2020, 3, 1)].received
    assert number > 0
    assert f">{number}</a>" in month("commune")
    assert f">{number}</a>" not in month("district")


def test_rows_say_what_they_are_narrowed_to(worked: Ward) -> None:
    query = f"{DAYS}&share=processed&agency=ubnd-03127&channel=online&level=commune"
    said = signed_in(worked.clerk).get(f"/desk/results/rows/?{query}").content.decode()
    assert "phường Him Lam</span>" in said
    assert "Trực tuyến" in said
    assert "Cấp xã" in said


def test_a_row_says_which_procedure_and_who_received_it(worked: Ward) -> None:
    page = signed_in(worked.clerk).get(f"/desk/results/rows/?{DAYS}&share=received")
    row = page.content.decode().partition("<tbody>")[2].partition("</tr>")[0]
    first = page.context["page"].rows[0]
    assert f">{first.code}</a>" in row
    assert f'<td data-h="Thủ tục">{parameters.plan(first.revision_id).name}</td>' in row
    assert '<td data-h="Cơ quan tiếp nhận">UBND phường Him Lam</td>' in row


def test_rows_open_page_by_page(worked: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "SIZE", 3)
    for share in Share.values:
        counted, hidden, keys = opened(
            signed_in(worked.clerk), f"/desk/results/rows/?{DAYS}&share={share}"
        )
        assert (len(keys), hidden) == (counted, 0)


def test_what_a_post_may_not_open_is_counted_and_not_listed(worked: Ward) -> None:
    page = signed_in(worked.foreigner).get(f"/desk/results/rows/?{DAYS}&share=received")
    assert page.context["page"].rows == []
    assert page.context["hidden"] == whole().total.received
    assert "được đếm nhưng không hiện ở đây" in page.content.decode()


def test_the_deciding_and_the_consulted_agency_open_what_they_see_and_the_rest_is_counted(
    scenes: Scenes,
) -> None:
    """The ward receives two: one is decided by the department, which asks a third agency."""
    ward, justice = scenes.ward, department(scenes.ward)
    third = post_of(agencies.row(ASKED, MONDAY.date()), Role.SPECIALIST, "asked")
    given = filing(ward.agency, CRIMINAL_RECORD, channel="counter", deciding=justice.agency)
    decided = filing_actions.submit(with_papers(given), by=ward.clerk, at=MONDAY)
    scenes.act("transfer", scenes.act("receive", decided))
    scenes.act("consult", decided, by=justice.specialist, agency=ASKED)
    scenes.act("receive", scenes.bring("submitted"))

    period = whole().period
    assert {key.decides for key in statistics.counted(period)} == {ward.agency.code, "so-tp"}
    assert statistics.counted(period) == indicators.recounted(period)
    for official in (justice.specialist, third):
        rows = opened(signed_in(official), f"/desk/results/rows/?{DAYS}&share=received")
        assert rows == (2, 1, {access.visible_to(official).get().pk})
    scenes.act("answer_consultation", decided, by=third)
    for official in (third, ward.foreigner):
        rows = opened(signed_in(official), f"/desk/results/rows/?{DAYS}&share=received")
        assert rows == (2, 2, set())


def test_rows_are_narrowed_to_a_channel(worked: Ward) -> None:
    client = signed_in(worked.clerk)
    page = client.get(f"/desk/results/rows/?{DAYS}&share=received&channel=online")
    of = whole().period
    online = Dossier.objects.filter(
        channel="online",
        corrects=None,  # what gives a result again is counted with the one that it follows
        case__opened_at__gte=of.begins_at,
        case__opened_at__lt=of.ends_at,
    )
    assert online.exists()
    assert {row.pk for row in page.context["page"].rows} == set(online.values_list("pk", flat=True))


def test_the_file_holds_every_breakdown(worked: Ward) -> None:
    answer = signed_in(worked.clerk).get(f"/desk/results/?{DAYS}&format=csv")
    assert (
        answer["Content-Disposition"] == 'attachment; filename="ket-qua_2020-03-16_2020-05-30.csv"'
    )
    text = answer.content.decode("utf-8-sig")
    assert "Theo cơ quan;ubnd-03127;" in text
    assert "Theo hình thức nộp;online;" in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("begins=2020-05-01&ends=2020-03-01", "Ngày bắt đầu kỳ (01/05/2020) sau ngày kết thúc"),
        ("begins=hôm qua&ends=2020-03-01", "Ghi ngày/tháng/năm, ví dụ 31/03/1990."),
        ("begins=2020-01-01&ends=2031-01-01", "2031"),
        (f"{DAYS}&agency=so-tuong-lai", "không có cơ quan"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    worked: Ward, query: str, sentence: str
) -> None:
    page = Client().get(f"/results/?{query}")
    assert page.status_code == 422
    assert sentence in page.content.decode()
    typed = query.split("&", maxsplit=1)[0].partition("=")[2]
    assert typed in page.content.decode()


@pytest.mark.parametrize("begins", ["16032020", "16.3.2020", "16 03 2020", "16–03–2020"])
def test_the_days_of_a_period_are_read_as_people_type_them(worked: Ward, begins: str) -> None:
    page = Client().get(f"/results/?begins={begins}&ends=30.5.2020")
    assert (page.status_code, page.context["form"].period.from_on) == (200, date(2020, 3, 16))


def test_a_wrong_period_is_told_in_the_language_of_the_page(worked: Ward) -> None:
    address = "/results/?begins=2020-05-01&ends=2020-03-01"
    page = Client(headers={"accept-language": "en"}).get(address).content.decode()
    assert "The first day of the period (01/05/2020) is after the last" in page


def test_a_figure_that_does_not_exist_is_refused(worked: Ward) -> None:
    answer = signed_in(worked.clerk).get(f"/desk/results/rows/?{DAYS}&share=all")
    assert answer.status_code == 422


def test_the_page_asks_as_often_for_many_dossiers_as_for_few(worked: Ward) -> None:
    client = Client()

    def asked(days: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(f"/results/?{days}")
        return len(found)

    asked(DAYS)
    assert asked(DAYS) == asked("begins=2020-03-16&ends=2020-03-31")


def test_the_figure_behind_a_district_counts_that_district_alone(ward: Ward) -> None:
    elsewhere = agencies.row("ubnd-03203", MONDAY.date())
    roles = {"clerk": Role.CLERK, "specialist": Role.SPECIALIST, "leader": Role.LEADER}
    posts = {name: post_of(elsewhere, role, f"there-{name}") for name, role in roles.items()}
    head = post_of(elsewhere, Role.LEADER, "there-head", is_head=True)
    other = replace(ward, agency=elsewhere, head=head, **posts)
    live(Random(3), [ward, other], dossiers=12, deeds=300)  # noqa: S311 - repeatable
    period = periods.period(periods.day("2020-03-16"), periods.day("2020-05-30"))
    among = {ward.agency.code, other.agency.code}
    counted = {}
    for own in (ward, other):
        received = Dossier.objects.filter(case__agency=own.agency, case__opened_at__isnull=False)
        narrowed = dict.fromkeys(statistics.NARROWED, "") | {"district": own.agency.parent_code}
        found = statistics.figure(period, Share.RECEIVED, narrowed=narrowed, among=among)
        assert found == (received.count(), received.count())
        counted[own.agency.parent_code] = found[0]

    assert min(counted.values()) > 0
    assert sum(counted.values()) == whole().total.received
    assert len(counted) == 2
