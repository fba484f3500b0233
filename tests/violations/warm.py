"""Runs pytest many times in one copy of the house and pays for the packages' import once.

`python -m tests.violations.warm` reads lines of JSON, `{"checks": [...], "into": file}`. Each is a
run of pytest, by a fork of this process, which has imported other people's packages and nothing of
the house; the answer is the exit code, and the file holds what was said.
"""

import gc
import importlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

OURS = {"hoaban", "tests", "conftest", "__main__"}
SETTINGS_READERS = {"django", "allauth", "ninja", "csp", "django_htmx", "django_tasks", "pytest"}
UNUSED = ("cacheprovider", "schemathesis", "anyio", "xdist", "xdist.looponfail")
LOADED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
import hoaban.config.urls, tests.world.fixtures, tests.world.houses, tests.architecture.cast
print(*sys.modules)
"""
# What of Django needs no settings when it is imported.
DJANGO = (
    "django.db.models", "django.db.migrations.executor", "django.db.backends.sqlite3.base",
    "django.forms", "django.test", "django.core.management", "django.template.loader_tags",
    "django.template.defaulttags", "django.views.generic", "django.contrib.staticfiles.finders",
)  # fmt: skip


def plugins() -> set[str]:
    """The packages whose asserts pytest rewrites as it starts: they must not be there before it."""
    found: set[str] = set()
    for entry in metadata.entry_points(group="pytest11"):
        files = (entry.dist.files if entry.dist else None) or []
        found |= {file.parts[0].removesuffix(".py") for file in files}
    return found


def import_packages() -> None:
    """All that the house imports of others; what will not come without settings comes later."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=False
    )
    left = OURS | SETTINGS_READERS | plugins()
    names = [name for name in done.stdout.split() if name.partition(".")[0] not in left]
    for name in [*names, *DJANGO]:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001, S112 - it is imported in the forks then
            continue


@dataclass(frozen=True)
class Selection:
    """Of all tests in some files, those that at least one check asks for by node or by word."""

    checks: list[str]

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        asked = {check: [item for item in items if asks(check, item)] for check in self.checks}
        if idle := [check for check, found in asked.items() if not found]:
            raise pytest.UsageError(f"{idle} ask for no test")
        wanted = {item for found in asked.values() for item in found}
        config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
        items[:] = [item for item in items if item in wanted]


def asks(check: str, item: pytest.Item) -> bool:
    node, _, word = check.partition(" -k ")
    return item.nodeid.startswith(node) and word.lower() in item.nodeid.partition("::")[2].lower()


def answer(checks: list[str], into: Path) -> int:
    """A run of pytest, as a process of its own would do it, its words in the file."""
    with into.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    nodes = checks[0].split()
    if len(checks) > 1:
        nodes = sorted({check.split()[0].partition("::")[0] for check in checks})
    unused = [option for name in UNUSED for option in ("-p", f"no:{name}")]
    options = [*unused, "--tb=short", "-x"]
    sys.argv = ["pytest", *options, *nodes]
    return int(pytest.main(sys.argv[1:], [Selection(checks)] if len(checks) > 1 else []))


def main() -> int:
    import_packages()
    gc.freeze()  # the forks share what is there by now
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        forked = os.fork()
        if not forked:
            return answer(request["checks"], Path(request["into"]))
        _, status = os.waitpid(forked, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
