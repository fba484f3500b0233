"""Each job and each failure is told in words of people, with what to do."""

import pkgutil
from importlib import import_module

import pytest
from django.utils import translation
from django_tasks.base import Task

import hoaban
from hoaban.config import naming, schedule, wiring
from hoaban.core.jobs.leases import LOST
from hoaban.core.jobs.models import Job, State
from hoaban.core.refusals import Refusal
from hoaban.domains.office.jobs import queries

MODULES = [
    module.name
    for module in pkgutil.walk_packages(hoaban.__path__, "hoaban.")
    if module.name.endswith(".tasks")
]
TASKS = {
    task.module_path
    for name in MODULES
    for task in vars(import_module(name)).values()
    if isinstance(task, Task)
}


def test_there_are_tasks_and_the_schedule_names_no_other() -> None:
    assert {recurring.task for recurring in schedule.SCHEDULE} < TASKS


@pytest.mark.parametrize("task", sorted(TASKS))
def test_a_task_has_a_name_in_both_languages(task: str) -> None:
    said = queries.name_of(task)
    with translation.override("en"):
        assert queries.name_of(task) not in {said, "", "A job of another version of the program"}
    assert said != "Việc của một bản phần mềm khác"


def test_a_reaction_has_a_name_and_none_that_is_gone_has() -> None:
    assert set(naming.REACTIONS) == set(wiring.reactions()) | {"hoaban.core.files.reactions.scan"}
    job = Job(task=wiring.REACT, args=["hoaban.casework.papers.tasks.draw_wanted", 7])
    assert queries.row(job, {}).about == "Vẽ giấy tờ"


def test_a_task_that_is_gone_is_told_so() -> None:
    assert queries.name_of("hoaban.gone.tasks.nothing") == "Việc của một bản phần mềm khác"


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (LOST, "Tiến trình đang làm bị dừng"),
        ("NotAllowed: Vị trí", Refusal.known["NotAllowed"].sentence),
        ("ConnectionRefusedError @ gateways/x.py:1 y", "Không nối được tới máy khác"),
        ("OperationalError @ core/x.py:1 y", "không đọc hoặc ghi được"),
        ("MemoryError @ ?", "hết bộ nhớ"),
        ("KeyError @ core/x.py:1 y", "lỗi chưa lường trước"),
    ],
)
def test_a_failure_says_what_it_means_and_what_to_do(error: str, meaning: str) -> None:
    said, advice = queries.told(Job(last_error=error, state=State.PARKED), {})
    assert (meaning in said, bool(advice)) == (True, True)
    waits = queries.told(Job(last_error=error, state=State.WAITING), {})
    assert waits == (said, "Hệ thống tự làm lại; chưa cần làm gì.")


def test_a_job_that_never_failed_says_nothing() -> None:
    assert queries.told(Job(state=State.DONE), {}) == ("", "")
