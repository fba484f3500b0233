"""Checks and loads the province's procedures, all or nothing."""

from pathlib import Path

from hoaban.core import clock
from hoaban.core.kept import folders
from hoaban.domains.procedures.abolished import content as abolished
from hoaban.domains.procedures.catalogue.rules import ContentRefused
from hoaban.domains.procedures.loading import content as loading
from hoaban.domains.procedures.loading.content import Report
from hoaban.domains.procedures.wording import queries as wording
from hoaban.engines.content.kinds import Kind, Outcome


def _home() -> Path:
    return folders.province()


def check(folder: Path | None = None) -> list[str]:
    """What is wrong, each as `file:line:column: words`; empty when all is well."""
    words = wording.read(wording.path()).problems
    return [str(problem) for problem in [*loading.check(folder or _home()), *words]]


def load(folder: Path | None = None) -> Report:
    """Bring the tables to what the folder says, all or nothing, and say what was done.

    Idempotent. A version that dossiers use is never changed nor removed, only closed. Refuses
    ContentRefused, which names the places.
    """
    report = loading.load(folder or _home(), at=clock.now())
    if report.problems:
        raise ContentRefused(problems="; ".join(map(str, report.problems)))
    return report


def _load() -> Outcome:
    report = load()
    return Outcome(report.created, report.replaced, report.closed, report.removed, report.unchanged)


KINDS = [
    Kind(
        "procedures",
        lambda: loading.files(_home()),
        lambda: loading.check(_home()),
        _load,
    ),
    Kind("abolished", abolished.paths, lambda: abolished.read().problems),
    Kind("words", lambda: [wording.path()], lambda: wording.read(wording.path()).problems),
]
