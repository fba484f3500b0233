"""The demo's people as content: checked with the rest, loaded by `hoaban demo` alone."""

from hoaban.domains.office.demo import queries
from hoaban.engines.content import kinds

KINDS = [kinds.of_one_file("demo", queries.path, queries.read)]
