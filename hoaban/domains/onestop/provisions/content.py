"""The one-stop parameters as content: the country's table, and the province's own lines."""

from hoaban.domains.onestop.provisions import queries
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem


def check() -> list[Problem]:
    """What is wrong in the tables."""
    return [problem for path in queries.paths() for problem in queries.read(path).problems]


KINDS = [Kind("onestop", queries.paths, check)]
