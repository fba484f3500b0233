"""The whole province, once for this folder, and a twentieth of the replay played in it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from hoaban.config.commands import content as commands
from hoaban.config.commands import replay
from hoaban.config.commands.replay import script
from hoaban.config.commands.replay.script import Script
from hoaban.core.people import agencies, areas
from hoaban.domains.onestop.parameters import queries as parameters


def forget() -> None:
    """What processes keep of their database."""
    agencies.forget()
    areas.forget()
    parameters.forget()


@pytest.fixture(scope="package")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All content, rolled back when this folder is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget()
        commands.load_all()
        yield
        transaction.set_rollback(True)
    forget()


class Killed(BaseException):
    """The power went."""


@pytest.fixture(scope="package")
def played(province: None) -> Script:
    """A twentieth of the replay, killed in the middle and started again."""
    read = script.read(share=20)

    def die_half_way(done: int, of: int) -> None:
        if done > of / 2:
            raise Killed

    with pytest.raises(Killed):
        replay.play(read, tell=die_half_way)
    replay.play(read, tell=lambda _done, _of: None)
    return read
