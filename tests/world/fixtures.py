"""Fixtures of the small province; what it is made of stands in `province`."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker, Settings

from hoaban.core.people import agencies
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.steps import actions as steps
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


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The small province, loaded once for the room and taken away after its last test.

    Committed, so that no transaction stays open between tests; a test that empties the tables has
    the province loaded again by the next one.
    """
    del django_db_setup
    folder = tmp_path_factory.mktemp("province")
    with django_db_blocker.unblock():
        load_province(folder)
    yield folder
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)
    forget()


@pytest.fixture
def province(loaded: Path, db: None, tmp_path: Path) -> Iterator[date]:
    """The day everything happens on, in the small province."""
    del loaded, db
    forget()
    if not Agency.objects.exists():
        load_province(tmp_path)
    yield MONDAY.date()
    forget()


@pytest.fixture
def ward(province: date) -> Ward:
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
