"""Loads content for tests of the floors below the rooms that load it."""

from pathlib import Path

from hoaban.domains.office.calendars import content as calendars_content
from hoaban.domains.office.calendars.content import reading
from hoaban.domains.office.calendars.content.reading import Calendars
from hoaban.domains.office.people import content as people_content


def load_people(folder: Path | None = None) -> None:
    """Units and agencies of the province, or of a folder."""
    people_content.load(folder)


def load_calendars() -> bool:
    """Holidays, hours and day rules; whether anything was written."""
    return bool(calendars_content.load())


def read_calendars(folder: Path) -> Calendars:
    """What the calendars' files under a folder say, without a database."""
    return reading.read(folder)
