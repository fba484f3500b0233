"""Jobs: queued with the change, run at least once, put off when they fail, parked when given up."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from hoaban.core import clock
from hoaban.core.jobs import actions, leases, queries, worker
from hoaban.core.jobs.models import Job, State
from hoaban.core.jobs.tests import work
from hoaban.core.jobs.tests.work import marks
from hoaban.core.journal.tests.racing import race

needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="needs two real transactions"
)


def make_due() -> None:
    Job.objects.filter(state=State.WAITING).update(run_after=clock.machine_now())


@pytest.mark.django_db
def test_a_queued_job_runs_once_and_is_done() -> None:
    result = work.mark.enqueue("a")
    assert worker.run_pending() == 1
    assert worker.run_pending() == 0
    assert marks() == ["a"]
    result.refresh()
    assert (result.status, result.attempts) == (TaskResultStatus.SUCCESSFUL, 1)


@pytest.mark.django_db
def test_a_change_rolled_back_leaves_no_job() -> None:
    with transaction.atomic():
        work.mark.enqueue("a")
        transaction.set_rollback(True)
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_higher_priority_goes_first_then_the_older() -> None:
    work.mark.enqueue("a")
    work.mark.enqueue("b")
    work.mark_soon.enqueue("c")
    worker.run_pending()
    assert marks() == ["c", "a", "b"]


@pytest.mark.django_db
def test_a_job_for_later_waits() -> None:
    work.mark.using(run_after=clock.machine_now() + timedelta(hours=1)).enqueue("a")
    assert worker.run_pending() == 0
    assert queries.oldest_waiting_age() is None


@pytest.mark.django_db
def test_the_oldest_waiting_job_has_an_age() -> None:
    work.mark.using(run_after=clock.machine_now() - timedelta(hours=1)).enqueue("a")
    age = queries.oldest_waiting_age()
    assert age
    assert timedelta(hours=1) <= age < timedelta(hours=2)


@pytest.mark.django_db
def test_only_so_many_are_run_as_asked() -> None:
    for what in "abc":
        work.mark.enqueue(what)
    assert worker.run_pending(limit=2) == 2
    assert marks() == ["a", "b"]


@pytest.mark.django_db
def test_a_job_queued_once_by_key_is_queued_once() -> None:
    assert actions.enqueue_once(work.mark, "k", "a") is True
    assert actions.enqueue_once(work.mark, "k", "a") is False
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_nothing_waits_longer_than_an_hour_for_its_next_attempt() -> None:
    work.fail.enqueue("x")
    Job.objects.update(attempts=20, max_attempts=99)
    before = clock.machine_now()
    worker.run_pending()
    assert timedelta(minutes=59) < Job.objects.get().run_after - before < leases.LONGEST_WAIT * 1.5


@pytest.mark.django_db
def test_a_failed_job_waits_twice_as_long_each_time_and_is_then_parked() -> None:
    work.fail.enqueue("Lò Thị Mai")
    waits = []
    for _ in range(2):
        make_due()
        before = clock.machine_now()
        assert worker.run_pending() == 1
        waits.append(round((Job.objects.get().run_after - before).total_seconds()))
    assert waits == [10, 20]

    make_due()
    worker.run_pending()
    job = Job.objects.get()
    assert (job.state, job.attempts) == (State.PARKED, 3)


@pytest.mark.django_db
def test_the_reason_names_the_place_and_not_the_person() -> None:
    work.fail.enqueue("Lò Thị Mai")
    work.refuse.enqueue("Lò Thị Mai")
    worker.run_pending()
    failed, refused = Job.objects.order_by("id")
    assert failed.last_error.startswith("ValueError @ core/jobs/tests/work.py:")
    assert refused.last_error == "Closed: Hồ sơ của {name} đã đóng."


@pytest.mark.django_db
def test_a_failure_stops_no_other_job() -> None:
    work.fail.enqueue("x")
    work.mark.enqueue("a")
    assert worker.run_pending() == 2
    assert marks() == ["a"]


@pytest.mark.django_db
def test_a_task_that_is_no_more_is_a_failure_like_any_other() -> None:
    work.mark.enqueue("a")
    Job.objects.update(task="hoaban.core.jobs.tests.work.gone")
    worker.run_pending()
    assert Job.objects.get().last_error.startswith("ImportError @")


@pytest.mark.django_db
def test_a_silent_workers_job_is_taken_when_the_lease_is_over() -> None:
    work.mark.enqueue("a")
    leases.claim(limit=1, lease=timedelta(seconds=30))
    assert worker.run_pending() == 0
    Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))
    assert worker.run_pending() == 1
    assert marks() == ["a"]


@pytest.mark.django_db
def test_who_lost_the_lease_settles_nothing() -> None:
    work.mark.enqueue("a")
    old, [job] = leases.claim(limit=1, lease=timedelta(seconds=-1))
    leases.begin(job, old)
    new, [again] = leases.claim(limit=1)

    assert leases.renew(old) == 0
    assert leases.finish(job, old) is False
    assert leases.fail(job, old, reason="late") is False
    assert leases.begin(again, new) is True
    assert leases.finish(again, new) is True
    assert (Job.objects.get().state, Job.objects.get().attempts) == (State.DONE, 2)


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_parked_and_its_neighbours_are_not() -> None:
    work.fail.enqueue("killer")
    work.mark.enqueue("a")
    for _ in range(3):
        token, [killer, _other] = leases.claim(limit=2, lease=timedelta(seconds=-1))
        leases.begin(killer, token)
    worker.run_pending()
    killer, other = Job.objects.order_by("id")
    assert (killer.state, killer.last_error) == (State.PARKED, leases.LOST)
    assert (other.state, other.attempts) == (State.DONE, 1)


@pytest.mark.django_db
def test_what_was_claimed_and_not_begun_is_given_back_when_the_worker_stops() -> None:
    work.mark.enqueue("a")
    stop = threading.Event()
    stop.set()
    token, jobs = leases.claim(limit=5)
    assert worker._work(jobs, token, stop) == 0
    assert (Job.objects.get().state, Job.objects.get().attempts) == (State.WAITING, 0)


@pytest.mark.django_db
def test_an_unknown_result_is_said_to_be_unknown() -> None:
    with pytest.raises(TaskResultDoesNotExist):
        work.mark.get_result("none")


@pytest.mark.django_db
def test_jobs_done_long_ago_are_deleted_and_parked_ones_never() -> None:
    work.mark.enqueue("a")
    work.fail.using().enqueue("x")
    worker.run_pending()
    old = clock.machine_now() - timedelta(days=31)
    Job.objects.filter(state=State.DONE).update(finished_at=old)
    Job.objects.filter(state=State.WAITING).update(state=State.PARKED, finished_at=old)
    assert actions.prune() == 1
    assert [job.state for job in Job.objects.all()] == [State.PARKED]


@pytest.mark.race
@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_eight_workers_run_each_job_once() -> None:
    for number in range(80):
        work.mark.enqueue(f"{number}")
    counts = race(lambda _: worker.run_pending())
    assert sum(counts) == 80
    assert sorted(marks(), key=int) == [f"{number}" for number in range(80)]


@pytest.mark.race
@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_keeps_a_long_job_with_its_worker() -> None:
    work.mark.enqueue("a")
    lease = timedelta(seconds=6)
    token, _ = leases.claim(limit=1, lease=lease)
    taken = Job.objects.get().lease_until
    with leases.Heartbeat(token, lease=lease):
        for _ in range(600):  # two seconds, or a minute on a machine that is busy
            if Job.objects.get().lease_until != taken:
                break
            threading.Event().wait(0.1)
        assert Job.objects.filter(lease_until__gt=taken, lease_token=token).exists()
        assert leases.claim(limit=1)[1] == []
    Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))
    assert len(leases.claim(limit=1)[1]) == 1


@pytest.mark.django_db
def test_a_job_whose_hour_has_not_come_waits_however_often_and_uses_up_no_attempt() -> None:
    work.wait_for_its_hour.enqueue()
    for _ in range(5):
        make_due()
        assert worker.run_pending() == 1
    job = Job.objects.get()
    assert (job.state, job.attempts) == (State.WAITING, 0)
    assert job.last_error.startswith("NotYet: ")
    assert job.run_after > clock.machine_now() + timedelta(minutes=4)
