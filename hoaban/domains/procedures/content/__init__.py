"""Loads the province's procedures: whole ones from YAML, the published catalogue from a table."""

from pathlib import Path

from hoaban.core import clock
from hoaban.core.kept import folders
from hoaban.domains.procedures import rules
from hoaban.domains.procedures.content import loading
from hoaban.domains.procedures.content.loading import Report
from hoaban.domains.procedures.queries import wanted
from hoaban.engines.content.kinds import Kind, Outcome

__all__ = ["KINDS", "Report", "check", "load"]


def _home() -> Path:
    return folders.province()


def check(folder: Path | None = None) -> list[str]:
    """What is wrong, each as `file:line:column: words`; empty when all is well."""
    words = wanted.read(wanted.path()).problems
    return [str(problem) for problem in [*loading.check(folder or _home()), *words]]


def load(folder: Path | None = None) -> Report:
    """Bring the tables to what the folder says, all or nothing, and say what was done.

    Idempotent. A version that dossiers use is never changed nor removed, only closed. Refuses
    ContentRefused, which names the places.
    """
    report = loading.load(folder or _home(), at=clock.now())
    if report.problems:
        raise rules.ContentRefused(problems="; ".join(map(str, report.problems)))
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
    Kind("words", lambda: [wanted.path()], lambda: wanted.read(wanted.path()).problems),
]
