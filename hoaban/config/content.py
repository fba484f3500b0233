"""The replay's script as content: checked with the rest, read by `hoaban replay` alone."""

from hoaban.config.commands.replay import script
from hoaban.engines.content import kinds

KINDS = [kinds.of_one_file("replay", script.path, script.checked)]
