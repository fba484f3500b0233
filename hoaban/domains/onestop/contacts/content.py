"""How the shops are reached, as content: a table of the province."""

from hoaban.domains.onestop.contacts import queries
from hoaban.engines.content import kinds

KINDS = [kinds.of_one_file("contacts", queries.path, queries.read)]
