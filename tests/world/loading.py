"""Loads content for tests of the floors below the rooms that load it."""

from datetime import datetime
from pathlib import Path

from hoaban.core.people.actors import Actor
from hoaban.domains.office.calendars import content as calendars_content
from hoaban.domains.office.calendars.content import reading
from hoaban.domains.office.calendars.content.reading import Calendars
from hoaban.domains.office.demo import actions as demo_actions
from hoaban.domains.office.demo import queries as demo
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


def load_demo(*, by: Actor, at: datetime) -> int:
    """The demo's people; how many were added."""
    return demo_actions.load(by=by, at=at)


def signins() -> list[tuple[str, str, str]]:
    """(role, user name, password) of those the demo prints."""
    return demo.signins()
