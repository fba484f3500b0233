"""The page of background jobs: who sees it, what it tells, and how to try again."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoaban.core.jobs import schedules, worker
from hoaban.core.jobs.models import Job, Recurring, State
from hoaban.core.jobs.tests import work
from hoaban.core.journal.models import Entry

PAGE = "/desk/jobs/"


def signed_in(role: str) -> Client:
    """A browser of an official with one post of this role."""
    person = get_user_model().objects.create(
        public_id=f"p-{role}"[:16], username=role, full_name="Lò Văn An", search_text="lo van an"
    )
    agency = apps.get_model("people", "Agency").objects.create(
        code=f"agency-{role}",
        name={"vi": "Sở Thông tin và Truyền thông"},
        short_name={"vi": "Sở TTTT"},
        kind="so",
        level="province",
        search_text="so",
        valid_from=date(2000, 1, 1),
    )
    apps.get_model("people", "Post").objects.create(
        public_id=f"post-{role}"[:16],
        person=person,
        agency=agency,
        role=role,
        title="Chuyên viên",
        valid_from=date(2000, 1, 1),
    )
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def officer(db: None) -> Client:
    return signed_in("it_officer")


@pytest.fixture
def parked(db: None) -> list[Job]:
    """Two parked jobs of one kind and one of another."""
    work.fail.enqueue("Lò Thị Mai")
    work.fail.enqueue("Lò Thị Mai")
    work.refuse.enqueue("Lò Thị Mai")
    worker.run_pending()
    Job.objects.update(state=State.PARKED, attempts=3)
    return list(Job.objects.order_by("id"))


def test_the_parked_ones_stand_there_with_their_reason_and_no_name(
    officer: Client, parked: list[Job]
) -> None:
    page = officer.get(PAGE)
    assert page.status_code == 200
    assert "ValueError @ core/jobs/tests/work.py" in page.text
    assert "Lò Thị Mai" not in page.text


@pytest.mark.parametrize("role", ["clerk", "specialist", "leader", "archivist", "auditor"])
def test_other_roles_are_refused(db: None, role: str) -> None:
    client = signed_in(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}retry/", {"task": "x"}).status_code == 403


def test_an_administrator_may(db: None) -> None:
    assert signed_in("administrator").get(PAGE).status_code == 200


def test_one_job_is_tried_again_and_the_journal_says_by_whom(
    officer: Client, parked: list[Job]
) -> None:
    address = reverse("jobs:desk_retry", args=[parked[0].public_id])
    page = officer.post(address, {"state": "parked", "task": ""})
    assert (page.status_code, page["Location"]) == (302, f"{PAGE}?state=parked")

    parked[0].refresh_from_db()
    assert (parked[0].state, parked[0].attempts) == (State.WAITING, 0)
    entry = Entry.objects.get(verb="jobs.retried")
    assert (entry.subject_pk, entry.by) == (parked[0].pk, "post:post-it_officer")


def test_all_of_a_kind_are_tried_again(officer: Client, parked: list[Job]) -> None:
    officer.post(reverse("jobs:desk_retry_kind"), {"task": parked[0].task})
    states = list(Job.objects.order_by("id").values_list("state", flat=True))
    assert states == [State.WAITING, State.WAITING, State.PARKED]
    assert Entry.objects.filter(verb="jobs.retried").count() == 2


def test_a_job_that_is_not_parked_is_not_tried_again(officer: Client, parked: list[Job]) -> None:
    Job.objects.update(state=State.DONE)
    address = reverse("jobs:desk_retry", args=[parked[0].public_id])
    page = officer.post(address, follow=True, headers={"referer": f"http://testserver{PAGE}"})
    assert "Việc nền này không còn dừng" in page.text


def test_a_job_that_does_not_exist_is_not_found(officer: Client) -> None:
    assert officer.post(reverse("jobs:desk_retry", args=["none"])).status_code == 404


def test_the_list_is_filtered_by_state_and_kind(officer: Client, parked: list[Job]) -> None:
    page = officer.get(PAGE, {"state": "parked", "task": parked[2].task})
    assert [job.pk for job in page.context["page"].rows] == [parked[2].pk]
    assert officer.get(PAGE, {"state": "running"}).context["page"].rows == []


def test_pages_lead_forward_and_back_and_lose_no_row(officer: Client) -> None:
    for number in range(120):
        work.mark.enqueue(f"{number}")
    seen, after, pages = [], "", []
    while after is not None:
        page = officer.get(PAGE, {"state": "waiting", "after": after}).context["page"]
        pages.append(page)
        seen += [job.pk for job in page.rows]
        after = page.next
    assert [len(page.rows) for page in pages] == [50, 50, 20]
    assert seen == sorted(Job.objects.values_list("pk", flat=True), reverse=True)
    back = officer.get(PAGE, {"state": "waiting", "after": pages[2].previous}).context["page"]
    assert [job.pk for job in back.rows] == [job.pk for job in pages[1].rows]
    assert back.previous
    assert pages[0].previous is None


def test_what_comes_again_tells_its_last_job_and_its_next_tick(officer: Client) -> None:
    schedules.register("daily", f"{work.__name__}.mark_daily", "0 3 * * *")
    schedules.tick()
    before = {each.name: each.last for each in officer.get(PAGE).context["planned"]}
    Recurring.objects.filter(name="daily").update(last_tick=datetime(2020, 3, 30, tzinfo=UTC))
    schedules._next_ticks.clear()
    worker.run_pending()
    [daily] = [each for each in officer.get(PAGE).context["planned"] if each.name == "daily"]
    schedules.forget("daily")
    assert before["daily"] is None
    assert (daily.last.state, daily.next.hour) == (State.DONE, 3)


def test_fifty_jobs_cost_no_more_queries_than_one(officer: Client) -> None:
    work.mark.enqueue("0")
    officer.get(PAGE, {"state": "waiting"})
    with CaptureQueriesContext(connection) as for_one:
        officer.get(PAGE, {"state": "waiting"})
    for number in range(1, 50):
        work.mark.enqueue(f"{number}")
    with CaptureQueriesContext(connection) as for_fifty:
        officer.get(PAGE, {"state": "waiting"})
    assert len(for_fifty) == len(for_one)
