"""Accounts as content: `accounts.csv` of the province, read as it is."""

from hoaban.core.kept import folders
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem, Wrong
from hoaban.engines.content.reading import read
from hoaban.gateways.payments import accounts


def check() -> list[Problem]:
    """What is wrong in the file, each where it stands; an agency that nobody knows is wrong."""
    found = accounts.read()
    try:
        rows = read(folders.province() / "agencies.csv").items()
        known = {row.text("code") for row in rows}
    except Wrong:  # the table of agencies tells that itself
        return found.problems
    strange = (
        place.need("agency").wrong(f'không có cơ quan "{line.agency}"').problem
        for place, line in found.rows
        if line.agency not in known
    )
    return [*found.problems, *strange]


KINDS = [Kind("accounts", lambda: [one for one in [accounts.path()] if one.exists()], check)]
