"""Bring database, static files and content up to this version; what is unchanged is skipped."""

import argparse
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from hoaban.config.commands import content
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.journal import moments, renewal
from hoaban.core.kept import folders

SUMMARY = "migrate, collect static files, load content; skips what has not changed"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def digest(paths: Iterable[Path]) -> str:
    """One digest over the paths and bytes of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        is_ours = path.is_relative_to(settings.ROOT)
        named = path.relative_to(settings.ROOT) if is_ours else path
        total.update(f"{named}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def files(*patterns: str) -> list[Path]:
    found = (path for pattern in patterns for path in settings.ROOT.glob(pattern))
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def _content() -> Iterator[Path]:
    """Everything in the folders of the country and of the province, wherever these lie."""
    for folder in (folders.country(), folders.province()):
        yield from folder.rglob("*")


def once(name: str, inputs: str, work: Callable[[], object]) -> bool:
    """Do the work unless it was done for the same inputs; says whether it was needed."""
    stamp = settings.VAR / "stamps" / name
    if stamp.exists() and stamp.read_text() == inputs:
        return False
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(inputs)
    return True


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def birth_of_database() -> str:
    """What tells this database from another at the same address: when its first table was made."""
    return f"{MigrationRecorder.Migration.objects.order_by('id').values_list('applied').first()}"


def vouch() -> None:
    """Vouch for the rows of an earlier version as they stand now, and say how many there were. The
    journal itself says whether that was done: a copy that was put back may be older.
    """
    try:
        count = renewal.renew(by=journal.Plain("system:upgrade"), at=clock.now())
    except moments.ClockWrong as refusal:
        print(refusal)
        return
    if count:
        print(f"{count} dòng có từ bản trước: nhật ký xác nhận như đang có.")


def collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False)


def state_of_content() -> str:
    """What tells content that is loaded from content that has changed since."""
    loaders = files("hoaban/**/content.py", "hoaban/**/content/*.py", "hoaban/**/models.py")
    loaders += [path for path in _content() if path.is_file()]
    return f"{settings.HOABAN_COUNTRY} {settings.HOABAN_PROVINCE} {digest(loaders)}"


def prepare() -> None:
    """Idempotent; a second run without changes takes under a second."""
    lay_tables()
    gather_static()
    load_content()


def lay_tables() -> None:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    migrate()


def gather_static() -> None:
    packages = settings.ROOT / "requirements.txt"  # packages bring static files of their own
    once("static", digest([packages, *files("hoaban/**/static/**/*")]), collect_static)


def load_content() -> None:
    once("content", state_of_content() + birth_of_database(), content.load_checked)
    vouch()


def run(_options: argparse.Namespace) -> int:
    prepare()
    return 0
