"""A file of the content that cannot be read is named by file, line and column."""

from pathlib import Path

from pytest_django import Settings

from hoaban.config.commands import content


def test_a_file_that_is_no_toml_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.CONTENT = tmp_path
    (tmp_path / "law.toml").write_text("a = 1\nb = = 2\n")
    assert content.problems() == [
        f"{tmp_path}/law.toml:2:5: no TOML: Invalid value (at line 2, column 5)"
    ]


def test_a_file_that_is_no_utf_8_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.CONTENT = tmp_path
    (tmp_path / "areas.csv").write_bytes(b"code,name\n11,T\xccnh\n")
    assert content.problems() == [f"{tmp_path}/areas.csv:2:5: not written in UTF-8"]
