"""The replay's script as content: checked with the rest, read by `hoaban replay` alone."""

from hoaban.config.commands.replay import script
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem


def check() -> list[Problem]:
    """What is wrong in the file; a province need not have one."""
    return script.checked().problems if script.path().exists() else []


KINDS = [
    Kind("replay", lambda: [path for path in [script.path()] if path.exists()], check),
]
