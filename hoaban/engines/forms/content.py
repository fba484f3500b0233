"""The country's lists of answers as content, read from their files and never loaded."""

from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.engines.forms import lists


def check() -> list[Problem]:
    """What is wrong in the lists."""
    return [problem for path in lists.paths() for problem in lists.read(path).problems]


KINDS = [Kind("lists", lists.paths, check)]
