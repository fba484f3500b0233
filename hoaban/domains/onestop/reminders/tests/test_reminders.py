"""Whoever is asked for papers is reminded before the time ends; the counter hears when it has."""

import pytest
from django.test import Client
from django.urls import reverse

from hoaban.casework.notices import queries as notices
from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.reminders import queries, tasks
from hoaban.gateways.notify.models import SentMessage
from tests.world.scenes import Scenes, vn

ENDS = "2020-04-28 17:00"
ASKED = [("awaiting_completion", "may_refuse"), ("awaiting_supplement", "may_close")]


def told(at: str) -> list[str]:
    """What applicants were reminded of, in all, once the job of that moment has run."""
    tasks.remind_at(vn(at))
    sent = SentMessage.objects.filter(template=tasks.REMINDER)
    return list(sent.values_list("body", flat=True))


def inbox(scenes: Scenes) -> list[tuple[str, str]]:
    new = notices.new(scenes.ward.clerk).filter(name__in=tasks.ENDED.values())
    return list(new.values_list("name", "kind"))


@pytest.mark.parametrize(("state", "_told"), ASKED)
def test_the_applicant_is_reminded_once_of_what_is_lacking_and_until_when(
    scenes: Scenes, state: str, _told: str
) -> None:
    dossier = scenes.bring(state)
    said = (
        f"Hồ sơ {dossier.code or dossier.reference} còn thiếu: "
        "Giấy tờ tùy thân: Nộp bản chụp rõ hơn. Nộp chậm nhất 17:00 28/04/2020."
    )
    days = ("2020-04-23 16:59", "2020-04-23 17:00", "2020-04-24 07:00", "2020-04-29 07:00")
    assert [told(day) for day in days] == [[], [said], [said], [said]]


@pytest.mark.parametrize(("state", "name"), ASKED)
def test_when_the_time_has_ended_the_counter_sees_it_and_nothing_ends_by_itself(
    scenes: Scenes, state: str, name: str
) -> None:
    dossier = scenes.bring(state)
    found = []
    for at in (ENDS, "2020-04-28 17:01", "2020-04-29 07:00"):
        tasks.remind_at(vn(at))
        count = queries.counted(scenes.ward.clerk, State(state), vn(at), most=9)
        found.append((inbox(scenes), count))
    late = ([(f"dossiers.{name}", "late")], 1)
    assert found == [([], 0), late, late]
    assert Dossier.objects.get(pk=dossier.pk).state == state


def test_who_supplied_is_told_nothing_more(scenes: Scenes) -> None:
    scenes.bring("supplement_sent")
    assert told("2020-04-24 07:00") == []
    told("2020-04-29 07:00")
    assert inbox(scenes) == []


def test_the_work_of_the_counter_leads_to_a_list_of_just_these(
    scenes: Scenes, client: Client
) -> None:
    dossier = scenes.bring("awaiting_supplement")
    scenes.bring("received")
    clerk = Person.objects.get(posts=scenes.ward.clerk.post_pk)
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    work = client.get(reverse("desk:work"), follow=True)
    way = reverse("dossiers:desk_overview") + "?state=awaiting_supplement&late=1"
    assert [tab["count"] for tab in work.context["tabs"] if tab["url"] == way] == [1]
    shown = client.get(way)
    assert [line.code for line in shown.context["lines"]] == [dossier.code]


def test_whoever_has_to_pay_is_reminded_and_the_counter_told_when_the_time_has_ended(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("awaiting_payment")
    said = (
        f"Hồ sơ {dossier.code} còn chờ nộp: 250.000 đồng; Thông báo 125/TB-CCT ngày 16/3/2020. "
        "Nộp chậm nhất 17:00 28/04/2020."
    )
    tasks.remind_at(vn("2020-04-24 07:00"))
    sent = SentMessage.objects.filter(template="dossiers.pay_soon")
    assert list(sent.values_list("body", flat=True)) == [said]
    tasks.remind_at(vn("2020-04-29 07:00"))
    assert inbox(scenes) == [("dossiers.may_close_unpaid", "late")]
    assert Dossier.objects.get(pk=dossier.pk).state == "awaiting_payment"
