"""Which agency decides: those of the day, grouped as people look for them."""

from datetime import date
from itertools import groupby

from hoaban.core.people import agencies, areas
from hoaban.core.people.models import Agency
from hoaban.domains.dossiers.portal import words
from hoaban.domains.dossiers.portal.forms import Choices
from hoaban.domains.procedures import queries as procedures


def choices(revision: procedures.Revision, on: date) -> Choices:
    """The same as choices, under their district where there are districts."""
    tree, found = agencies.at(on), procedures.deciding(revision, on)

    def above(agency: Agency) -> str:
        parent = tree.get(agency.parent_code)
        named = parent is not None and agency.level == "commune" and parent.level == "district"
        return words.said(parent, "name") if named else ""

    ordered = sorted(found, key=lambda agency: agency.parent_code)
    made: list[tuple[str, object]] = []
    for name, members in groupby(ordered, key=above):
        options = [(agency.code, words.said(agency, "name")) for agency in members]
        made += [(name, options)] if name else options
    return made


def nearest(revision: procedures.Revision, area_code: str, on: date) -> str:
    """The deciding agency of a commune, or of the district above it; empty where there is none."""
    try:
        units = {area.code for area in areas.path(areas.row(area_code, on), on)}
    except areas.NoAreaThatDay:
        return ""
    mine = (
        agency for agency in procedures.deciding(revision, on) if agency.level == revision.level
    )
    return next((agency.code for agency in mine if agency.area_code in units), "")


def lives(revision: procedures.Revision, code: str, on: date) -> Agency | None:
    """The version of an agency that takes this procedure on a day, None where it does not."""
    return next(
        (agency for agency in procedures.deciding(revision, on) if agency.code == code), None
    )
