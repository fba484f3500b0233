"""A file of the content that cannot be read is named by file, line and column."""

import re
from pathlib import Path

from django.apps import apps
from pytest_django import Settings

import hoaban
from hoaban.config.commands import content


def test_a_file_that_is_no_toml_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.HOABAN_PROVINCE = str(tmp_path)
    (tmp_path / "law.toml").write_text("a = 1\nb = = 2\n")
    assert [problem.partition(" ")[0] for problem in content.problems()] == [
        f"{tmp_path}/law.toml:2:5:"
    ]


def test_a_file_that_is_no_utf_8_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.HOABAN_PROVINCE = str(tmp_path)
    (tmp_path / "areas.csv").write_bytes(b"code,name\n11,T\xccnh\n")
    assert content.problems() == [f"{tmp_path}/areas.csv:2:5: không phải chữ UTF-8"]


def test_every_room_that_declares_kinds_is_installed() -> None:
    """A room that is no app would have its content neither checked nor loaded."""
    root = Path(str(hoaban.__file__)).parent
    declaring = {
        ".".join(("hoaban", *path.relative_to(root).parts))
        .removesuffix(".py")
        .removesuffix(".__init__")
        for path in [*root.rglob("content.py"), *root.rglob("content/__init__.py")]
        if re.search(r"^KINDS\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    installed = {f"{app.name}.content" for app in apps.get_app_configs()}
    assert declaring - installed == set()
    assert len(declaring) > 4


def test_every_kind_names_its_files_and_loading_twice_changes_nothing(db: None) -> None:
    assert [kind.name for kind in content.registry() if not list(kind.files())] == []
    first, second = content.load_all(), content.load_all()
    assert [name for name, outcome in first.items() if not outcome] == []
    assert [name for name, outcome in second.items() if outcome] == []
