"""A demo that was begun before its content changed starts, and loses nothing."""

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from hoaban.config.commands import prepare, serve
from hoaban.config.commands.content import ContentWrong
from hoaban.core.kept import folders
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.procedures.catalogue.models import Fee

pytestmark = pytest.mark.django_db
NAME = "Phí cấp bản sao trích lục hộ tịch"


@pytest.fixture
def changed(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the province whose fee for copies is called otherwise."""
    copied = tmp_path / "province"
    shutil.copytree(folders.province(), copied)
    shared = copied / "procedures" / "_fragments.yaml"
    shared.write_text(shared.read_text().replace(f'"{NAME}"', f'"{NAME} thử"'))
    settings.HOABAN_PROVINCE = str(copied)
    settings.VAR = tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "static"
    return copied


def test_content_that_does_not_go_into_it_is_told_and_the_demo_goes_on(
    sampled_world: None, changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(Dossier.objects.order_by("pk").values_list("pk", "fee_lines"))
    serve._prepare_demo()
    said = capsys.readouterr().out
    assert ["đã có hồ sơ, không sửa được" in said, "make run FRESH=yes" in said] == [True, True]
    assert list(Dossier.objects.order_by("pk").values_list("pk", "fee_lines")) == before
    assert not Fee.objects.filter(name__vi=f"{NAME} thử").exists()


def test_where_nobody_filed_anything_the_new_content_is_laid(
    shipped_world: None, changed: Path
) -> None:
    prepare.load_content()
    assert Fee.objects.filter(name__vi=f"{NAME} thử").exists()


def test_content_that_is_wrong_from_the_beginning_starts_nothing(
    shipped_world: None, changed: Path
) -> None:
    (changed / "procedures" / "2.000635.yaml").write_text("code: [")
    with pytest.raises(ContentWrong):
        serve._prepare_demo()


def test_what_was_there_is_moved_aside_and_not_deleted(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path
    (tmp_path / "hoaban.sqlite3").write_text("rows")
    serve._move_aside()
    (tmp_path / "hoaban.sqlite3").write_text("others")
    serve._move_aside()
    kept = sorted(one.read_text() for one in tmp_path.glob("truoc-*/hoaban.sqlite3"))
    assert (kept, [one.name for one in tmp_path.glob("hoaban*")]) == (["others", "rows"], [])
    assert capsys.readouterr().out.count(str(tmp_path)) == 2
