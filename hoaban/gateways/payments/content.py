"""Accounts as content: `accounts.csv` of the province, read as it is."""

from hoaban.engines.content import province
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.gateways.payments import accounts


def check() -> list[Problem]:
    """What is wrong in the file, each where it stands; an agency that nobody knows is wrong."""
    found = accounts.read()
    return [*found.problems, *province.of_unknown_agencies(found)]


KINDS = [Kind("accounts", lambda: [one for one in [accounts.path()] if one.exists()], check)]
