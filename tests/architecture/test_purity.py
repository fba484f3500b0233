"""Rules run where there is no Django at all."""

import subprocess
import sys

from tests.architecture import house

PURE = [
    *house.named("rules", floors=("domains", "casework", "engines", "core")),
    *[path for path in house.sources() if "workdays" in path.parts or path.stem == "workdays"],
]
ALLOWED = "django.db.models.enums, django.utils.functional"
SCRIPT = """
import sys
from importlib import import_module
for module in sys.argv[1:]:
    import_module(module)
from django.conf import settings
assert not settings.configured
"""


def test_rules_import_without_django_configured() -> None:
    names = [house.module_name(path) for path in PURE]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *names],
        cwd=house.ROOT,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


def test_the_house_refuses_to_run_without_its_sentences() -> None:
    done = subprocess.run(
        [sys.executable, "-OO", "-m", "hoaban.config", "help"],
        cwd=house.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "-OO" in done.stderr
