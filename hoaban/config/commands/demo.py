"""Make the demo's people and its small sample of dossiers, by the same actions as the pages."""

import argparse

from hoaban.config.commands import replay
from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.core.people.models import Partner, Person
from hoaban.domains.office.demo import actions, queries
from hoaban.domains.onestop.dossiers.models import Dossier

SUMMARY = "make the demo people and the small sample of dossiers (idempotent)"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


class NotADemo(Exception):
    """The database holds real people or dossiers: the demo wants one of its own."""


def check() -> None:
    """Refuses NotADemo where a database that did not begin as a demo holds what is not synthetic.

    Whoever signs up in a demo, or files there, is not marked: the demo's people came first.
    """
    first = Person.objects.order_by("pk").first()
    if first is not None and first.is_synthetic:
        return
    if (
        first
        or Dossier.objects.filter(case__is_synthetic=False).exists()
        or Partner.objects.exists()
    ):
        raise NotADemo("here are real people or dossiers: give the demo an own HOABAN_VAR")


def prepare() -> None:
    """People first, then dossiers. Refuses NotADemo."""
    check()
    actions.load(by=actors.system("demo"), at=clock.now())
    replay.sample()


def signins() -> list[str]:
    """One line a role: who signs in with what."""
    return [f"{label}: {username} / {password}" for label, username, password in queries.signins()]


def run(_options: argparse.Namespace) -> int:
    prepare()
    print("\n".join(signins()))
    return 0
