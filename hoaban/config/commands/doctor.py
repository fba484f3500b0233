"""Look over the installation: what is wrong, in one line each, and what to do."""

import argparse
import shutil
from collections.abc import Callable

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hoaban.config import backups, health
from hoaban.config.commands import content
from hoaban.core.jobs import queries as jobs
from hoaban.gateways.signing import contract as signing

SUMMARY = "look over the installation and say what is wrong"
ENOUGH_BYTES = 2 * 1024**3
ENOUGH_SECONDS = 300


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def database() -> str:
    """Does the database answer, and are its tables those of this version?"""
    try:
        version = health.database_version()
    except DatabaseError as error:
        return f"WRONG  it does not answer: {error}"
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        return f"WRONG  {behind} migrations are missing: hoaban prepare"
    return f"ok     {version}"


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
        return f"WRONG  {found.problem}"
    return f"ok     {found.authority}, until {found.expires_at:%d/%m/%Y}"


def queue() -> str:
    """Is the worker keeping up?"""
    age = jobs.oldest_waiting_age()
    seconds = age.total_seconds() if age else 0.0
    verdict = "ok   " if seconds < ENOUGH_SECONDS else "WRONG"
    return f"{verdict}  oldest waiting job {seconds:.0f} s"


def copies() -> str:
    """Is there a recent copy?"""
    newest = backups.newest()
    return f"ok     newest copy {newest.name}" if newest else "WRONG  no copy yet: hoaban backup"


CHECKS: dict[str, Callable[[], str]] = {
    "settings": settings_and_apps,
    "database": database,
    "disk": disk,
    "content": province,
    "signing": signer,
    "jobs": queue,
    "backups": copies,
}


def run(_options: argparse.Namespace) -> int:
    lines = {name: check() for name, check in CHECKS.items()}
    for name, line in lines.items():
        print(f"{name:<10} {line}")
    return int(any(line.startswith("WRONG") for line in lines.values()))
