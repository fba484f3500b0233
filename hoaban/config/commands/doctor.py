"""Look over the installation: what is wrong, in one line each, and what to do."""

import argparse
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hoaban.config import backups, clocks, health, locking, production, restores
from hoaban.config.commands import content, demo
from hoaban.core import clock, days
from hoaban.core.accounts import queries as accounts
from hoaban.core.calendars import queries as calendars
from hoaban.core.jobs import queries as jobs
from hoaban.core.people import powers
from hoaban.core.refusals import Refusal
from hoaban.gateways.signing import contract as signing

SUMMARY = "look over the installation and say what is wrong"
ENOUGH_BYTES = 2 * 1024**3
ENOUGH_SECONDS = 300
SKEW = timedelta(minutes=5)
A_QUARTER = timedelta(days=92)
RECENT = timedelta(hours=50)  # one nightly copy may be missed, not two


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def database() -> str:
    """Does the database answer, and are its tables those of this version?"""
    wrong = wrong_with_database()
    return f"WRONG  {wrong}" if wrong else f"ok     {health.database_version()}"


def wrong_with_database() -> str:
    """What keeps every command from working, and what to do; empty when nothing does."""
    try:
        health.database_version()
        executor = MigrationExecutor(connection)
        behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return f"the database does not answer: {' '.join(str(error).split())}"
    return f"{behind} migrations are missing: hoaban prepare" if behind else ""


STOPPED = (
    *(backups.NotBackedUp, restores.NotRestored, locking.NotUnlocked),
    *(demo.NotADemo, content.ContentWrong),
)


def operators_line(error: Exception) -> str:
    """What an operator reads of an error that is no bug; empty for a bug."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, STOPPED):
        return str(error)
    if isinstance(error, PermissionError):
        return f"{error.filename}: permission denied; run it as the user that owns the data"
    return wrong_with_database() if isinstance(error, DatabaseError) else ""


def disk() -> str:
    """Is there room for what comes?"""
    free = shutil.disk_usage(settings.VAR).free
    verdict = "ok   " if free > ENOUGH_BYTES else "WRONG"
    return f"{verdict}  {free / 1024**3:.1f} GiB free under {settings.VAR.name}"


def settings_and_apps() -> str:
    """Does Django find fault with itself?"""
    found = [f"{message.id} {message.msg}" for message in run_checks() if message.level >= ERROR]
    return f"WRONG  {'; '.join(found)}" if found else "ok     no errors"


def province() -> str:
    """Is the content well-formed?"""
    found = content.problems()
    return f"WRONG  {len(found)} faults: hoaban content check" if found else "ok     well-formed"


def signer() -> str:
    """Can results be signed, and until when does the authority hold?"""
    found = signing.get().health()
    if not found.is_ready:
        return f"WRONG  {found.problem} If the clock is right: hoaban authority --new"
    return f"ok     {found.authority}, until {found.expires_at:%d/%m/%Y}"


def machine_clock() -> str:
    """Does the machine's clock stand after all that was written, within the days of content?"""
    try:
        signing.check_clock()
        clocks.check()
    except clocks.ClockAfterContent as refusal:
        return f"WRONG  {refusal} If the clock is right: hoaban content load, with its calendars"
    except Refusal as refusal:
        return f"WRONG  {refusal} If the clock is right now: hoaban seal --clock-is-right"
    return f"ok     {days.written(clock.machine_now())}"


def calendar() -> str:
    """Can what is promised today be counted, and what is promised at the end of the year?"""
    today, complete = clock.today(), calendars.years()
    last = max(complete, default=today.year - 1)
    if missing := list(range(last + 1, (today + A_QUARTER).year + 1)):
        named = ", ".join(map(str, missing))
        return f"WRONG  no calendar of {named}: hoaban content load, or /desk/calendar/"
    return f"ok     until the end of {last}"


def queue() -> str:
    """Is the worker keeping up?"""
    age = jobs.oldest_waiting_age()
    seconds = age.total_seconds() if age else 0.0
    verdict = "ok   " if seconds < ENOUGH_SECONDS else "WRONG"
    return f"{verdict}  oldest waiting job {seconds:.0f} s"


def copies() -> str:
    """Is there a recent copy?"""
    newest = backups.newest()
    if newest is None:
        return "WRONG  no copy yet: hoaban backup"
    age = clock.machine_now() - backups.made_at(newest)
    is_recent = -SKEW < age < RECENT  # one that was made later than now was named by a wrong clock
    return f"{'ok   ' if is_recent else 'WRONG'}  newest copy {newest.name}"


def anchors() -> str:
    """Does the journal still end no earlier than each copy says?"""
    lost = backups.lost_seals()
    if not lost:
        return "ok     every copy's last seal is in the journal"
    return f"WRONG  the last seal of copy {lost[0]} is gone from the journal, unless restored"


def keepers() -> str:
    """Can one who keeps the system confirm what another enters?"""
    count = powers.keepers(clock.today()).count()
    if not count:
        return "WRONG  nobody keeps the system: hoaban administrator NAME"
    alone = "one alone: posts that sign wait for the agency's head; a second: hoaban administrator"
    return f"ok     {alone if count == 1 else f'{count} keep the system'}"


def factors() -> str:
    """How many of those with powers sign in by a password alone?"""
    found = accounts.with_app(clock.today())
    bare = found.count(False)
    advice = "; an app is recommended" if bare else ""
    return f"ok     {bare} of {len(found)} keepers and leaders have no second factor{advice}"


CHECKS: dict[str, Callable[[], str]] = {
    "settings": settings_and_apps,
    "database": database,
    "disk": disk,
    "content": province,
    "clock": machine_clock,
    "calendar": calendar,
    "signing": signer,
    "jobs": queue,
    "backups": copies,
    "journal": anchors,
    "keepers": keepers,
    "factors": factors,
    **{name: partial(production.line, name) for name in production.CHECKS},
}


def checked(check: Callable[[], str]) -> str:
    """One check's line, also where there is no database to ask."""
    try:
        return check()
    except (DatabaseError, OSError, ImportError) as error:
        return f"WRONG  {operators_line(error) or error}"


def run(_options: argparse.Namespace) -> int:
    lines = {name: checked(check) for name, check in CHECKS.items()}
    for name, line in lines.items():
        print(f"{name:<10} {line}")
    return int(any(line.startswith("WRONG") for line in lines.values()))
