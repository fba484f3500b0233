"""The demo's people as content: checked with the rest, loaded by `hoaban demo` alone."""

from hoaban.domains.office.demo import queries
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem


def check() -> list[Problem]:
    """What is wrong in the file; a province need not have one."""
    return queries.read().problems if queries.path().exists() else []


KINDS = [
    Kind("demo", lambda: [path for path in [queries.path()] if path.exists()], check),
]
