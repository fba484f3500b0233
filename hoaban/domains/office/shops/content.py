"""Shops as content: `shops.csv` of the province, read as it is."""

from hoaban.domains.office.shops import queries
from hoaban.engines.content import province
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem


def check() -> list[Problem]:
    """What is wrong in the file, each where it stands; an agency that nobody knows is wrong."""
    found = queries.read()
    return [*found.problems, *province.of_unknown_agencies(found)]


KINDS = [Kind("shops", lambda: [one for one in [queries.path()] if one.exists()], check)]
