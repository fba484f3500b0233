"""A file of the content that cannot be read is named by file, line and column."""

from pathlib import Path

from pytest_django import Settings

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


def test_every_kind_names_its_files_and_loading_twice_changes_nothing(db: None) -> None:
    assert [kind.name for kind in content.registry() if not list(kind.files())] == []
    first, second = content.load_all(), content.load_all()
    assert [name for name, outcome in first.items() if not outcome] == []
    assert [name for name, outcome in second.items() if outcome] == []
