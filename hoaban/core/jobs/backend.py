"""Django's tasks API on the application's own database."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json
from typing_extensions import ParamSpec

from hoaban.core import clock, rows
from hoaban.core.jobs import waking
from hoaban.core.jobs.models import Job, State

P = ParamSpec("P")
T = TypeVar("T")

MAX_ATTEMPTS = 10

STATUS = {
    State.WAITING: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.PARKED: TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DurableTask(Task[P, T]):
    """A task says what it does in people's words, and may say how often it is tried:
    `@task(words=_("Gửi thư"), max_attempts=3)`. `about` words one job more closely, by its
    arguments.
    """

    max_attempts: int = MAX_ATTEMPTS
    words: Promise | str = ""
    about: Callable[..., Promise | str] | None = None


class DurableBackend(BaseTaskBackend):
    """Queue in the caller's transaction: a change rolled back leaves no job.

    Tasks run at least once; that the effect happens once is the task's own doing (it calls an
    action that knows its key, or looks first). Arguments are JSON. What a task returns is not kept.
    """

    task_class = DurableTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(
        self, task: Task[P, T], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> TaskResult[T]:
        """Write the job's row. The task was judged when its function was declared one."""
        job = unsaved(task, args, kwargs)
        rows.insert(job)
        waking.after_commit()
        return _result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """How a job stands, by its public id."""
        job = Job.objects.filter(public_id=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(job, import_string(job.task))


def queue(task: Task[P, T], calls: Iterable[Sequence[Any]]) -> None:
    """Write a job for each call, given by its arguments: one statement, and nothing to follow."""
    if jobs := [unsaved(task, call, {}) for call in calls]:
        rows.insert(*jobs)
        waking.after_commit()


def unsaved(task: Task[P, T], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Job:
    """The row a call becomes."""
    now = clock.machine_now()
    return rows.new(
        Job,
        public_id=secrets.token_hex(8),
        task=task.module_path,
        queue=task.queue_name,
        args=normalize_json(list(args)),
        kwargs=normalize_json(dict(kwargs)),
        priority=task.priority,
        run_after=task.run_after or now,
        max_attempts=getattr(task, "max_attempts", MAX_ATTEMPTS),
        queued_at=now,
    )


def _result(job: Job, task: Task[P, T]) -> TaskResult[T]:
    return TaskResult(
        task=task,
        id=job.public_id,
        status=STATUS[State(job.state)],
        enqueued_at=job.queued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[],
        worker_ids=[job.public_id] * job.attempts,
    )
