"""Fixtures of the small province; what it is made of stands in `province`."""

import os
from collections.abc import Callable, Generator, Iterator
from datetime import date

import pytest
from django.core import management
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker, Settings

from hoaban.core.people import agencies
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.steps import actions as steps
from tests.world import tables
from tests.world.desks import Desk
from tests.world.province import (
    ANSWERS,
    MONDAY,
    OWNER,
    PROCEDURES,
    Ward,
    citizen_of,
    filing,
    forget,
    load_province,
    post_of,
    ward_of,
)
from tests.world.scenes import Scenes
from tests.world.worlds import EMPTY, WORLDS, Worlds

__all__ = [
    "ANSWERS",
    "MONDAY",
    "OWNER",
    "PROCEDURES",
    "Ward",
    "citizen_of",
    "filing",
    "forget",
    "load_province",
    "post_of",
    "ward_of",
]


@pytest.fixture(scope="session")
def worlds(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Worlds]:
    """The states of the database that tests begin in, shared by the processes of the session."""
    del django_db_setup
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    (folder / "worlds").mkdir(exist_ok=True)
    with django_db_blocker.unblock():
        found = Worlds(folder / "worlds")
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", leave_it_spoiled)
    yield found
    patch.undo()
    with django_db_blocker.unblock():
        found.copies.end()


def leave_it_spoiled(_case: TransactionTestCase) -> None:
    """Empty no table after a test that commits: the next one begins in a copy of its world."""


def _is_transactional(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(request.fixturenames)
    )


def _asked(request: pytest.FixtureRequest) -> str:
    """The world that a test begins in; of several the one that stands last in the table."""
    names = set(request.fixturenames)
    return next((name for name in reversed(WORLDS) if f"{name}_world" in names), EMPTY)


@pytest.fixture(autouse=True)
def world_is_made(request: pytest.FixtureRequest) -> None:
    """Make the world before any fixture of the test itself sets a clock or a folder."""
    if {"db", "transactional_db"} & set(request.fixturenames) and _asked(request) != EMPTY:
        with request.getfixturevalue("django_db_blocker").unblock():
            request.getfixturevalue("worlds").make_sure_of(_asked(request))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Before a test's transaction opens its database becomes the world that it asks for."""
    if fixturedef.argname == "django_db_setup":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(management, "call_command", tables.migrating(management.call_command))
            return (yield)
    if fixturedef.argname == "_django_db_helper":
        worlds: Worlds = request.getfixturevalue("worlds")
        with request.getfixturevalue("django_db_blocker").unblock():
            worlds.enter(_asked(request), is_spoiled_after=_is_transactional(request))
    return (yield)


def world_of(name: str) -> Callable[[], None]:
    """The fixture by which tests ask for that world."""

    def asked() -> None:
        """Only its name matters; see `pytest_fixture_setup`."""

    return pytest.fixture(name=f"{name}_world")(asked)


calendar_world = world_of("calendar")
units_world = world_of("units")
cast_world = world_of("cast")
procedures_world = world_of("procedures")
catalogue_world = world_of("catalogue")
offering_world = world_of("offering")
small_world = world_of("small")
worked_world = world_of("worked")
shipped_world = world_of("shipped")
sampled_world = world_of("sampled")
played_world = world_of("played")


@pytest.fixture
def province(small_world: None, db: None) -> Iterator[date]:
    """The day everything happens on, in the small province."""
    yield MONDAY.date()
    forget()


@pytest.fixture
def ward(request: pytest.FixtureRequest, province: date, worlds: Worlds) -> Ward:
    """The people of one ward: new ones, or those who did the work that lies behind it."""
    if "worked_world" in request.fixturenames:
        worked: Ward = worlds.remembered["worked"]
        return worked
    return ward_of(agencies.row("ubnd-03127", province))


@pytest.fixture
def submitted(ward: Ward) -> Dossier:
    return filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY)


@pytest.fixture
def received(ward: Ward, submitted: Dossier) -> Dossier:
    return reception.receive(submitted.pk, by=ward.clerk, at=MONDAY)


@pytest.fixture
def examined(ward: Ward, received: Dossier) -> Dossier:
    """With the specialist, at the step of examining."""
    return reception.transfer(received.pk, by=ward.clerk, at=MONDAY)


@pytest.fixture
def to_sign(ward: Ward, examined: Dossier) -> Dossier:
    """Drafted and on the leader's table."""
    results.draft_result(examined.pk, outcome="positive", by=ward.specialist, at=MONDAY)
    return steps.do_step(examined.pk, by=ward.specialist, at=MONDAY)


@pytest.fixture
def signed(ward: Ward, to_sign: Dossier) -> Dossier:
    return results.sign(to_sign.pk, by=ward.leader, at=MONDAY)


Doing = Callable[..., Dossier]


@pytest.fixture
def scenes(ward: Ward) -> Scenes:
    """Brings a dossier to any state."""

    return Scenes(ward)


@pytest.fixture
def desk(ward: Ward, settings: Settings) -> Desk:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    return Desk()


@pytest.fixture
def worked(worked_world: None, ward: Ward) -> Ward:
    """A ward with some weeks of ordinary work behind it."""
    return ward
