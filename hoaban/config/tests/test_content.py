"""A file of the content that cannot be read is named by file, line and column."""

import re
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import Settings

import hoaban
from hoaban.config.commands import content, doctor, prepare
from hoaban.config.commands.content import ContentWrong
from hoaban.core.kept import folders
from hoaban.core.people.models import Agency
from hoaban.engines.typesetting import content as typesetting

REGISTER = "registers/nguoi-khuyet-tat.yaml"


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


def test_a_mistyped_province_or_country_is_named_with_those_that_there_are(
    settings: Settings,
) -> None:
    settings.HOABAN_PROVINCE = "dien-bienn"
    [problem] = content.problems()
    assert "content/dien-bienn:1:1: không có thư mục này; có: dien-bien, vietnam" in problem
    settings.HOABAN_COUNTRY = "vietnamm"
    assert len(content.problems()) == 2


@pytest.mark.usefixtures("db")
def test_nothing_is_loaded_where_something_is_wrong(settings: Settings) -> None:
    settings.HOABAN_PROVINCE = "dien-bienn"
    with pytest.raises(ContentWrong) as wrong:
        content.load_checked()
    assert "dien-bienn" in doctor.operators_line(wrong.value)
    assert Agency.objects.count() == 0


def test_a_kind_that_fails_takes_what_was_loaded_before_it_with_it(
    db: None, settings: Settings, tmp_path: Path
) -> None:
    province = shutil.copytree(folders.province(), tmp_path / "province")
    settings.HOABAN_PROVINCE = str(province)
    (province / "hours.toml").write_text("")
    with pytest.raises(Exception, match=r"hours|week"):
        content.load_all()
    assert Agency.objects.count() == 0


def test_a_province_that_lies_elsewhere_is_loaded_anew_when_it_changes(
    settings: Settings, tmp_path: Path
) -> None:
    settings.HOABAN_PROVINCE = str(shutil.copytree(folders.province(), tmp_path / "province"))
    before = prepare.state_of_content()
    (tmp_path / "province" / "fees.csv").write_text("procedure\n")
    assert prepare.state_of_content() != before


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


def test_every_file_of_the_content_is_read_by_a_kind() -> None:
    """A file that nothing reads is checked by nobody; notes on sources are for people alone."""
    read = {path.resolve() for kind in content.registry() for path in kind.files()}
    kept = {
        path.resolve()
        for folder in (folders.country(), folders.province())
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SOURCE.md"
    }
    assert sorted(map(str, kept - read)) == []
    assert sorted(map(str, read - kept)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("demo.toml", 'role = "clerk"', 'role = "king"', 'demo.toml:12:37: "king" không thuộc'),
        ("demo.toml", 'label.en = "Citizen"', 'label.fr = "x"', 'thiếu khóa "en"'),
        ("replay.toml", "seed = 2019", 'seed = "x"', "replay.toml:6:8: cần một số nguyên"),
        ("replay.toml", "online = 11", "onlin = 11", 'không có khóa "onlin" ở đây'),
        ("replay.toml", '"07:40" = 3', '"7h40" = 3', "cần một giờ dạng 07:30"),
        ("maps/province.json", '"width": 600', '"width": -1', "số này quá nhỏ"),
        (REGISTER, "is: medical", "is: court", "khuyet-tat.yaml:59:49: câu hỏi ấy"),
        ("maps/province.json", '"layer"', "layer", "province.json:1:2: không phải JSON"),
    ],
)
def test_what_is_wrong_in_a_file_of_the_province_is_named_at_its_place(  # noqa: PLR0917
    settings: Settings, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    folder = tmp_path / "province"
    shutil.copytree(folders.province(), folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    settings.HOABAN_PROVINCE = str(folder)
    assert any(said in problem for problem in content.problems())


def test_a_template_that_builds_on_nothing_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.HOABAN_COUNTRY = str(tmp_path)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "x.typ").write_text('\n#import "_nothing.typ": page\n')
    [problem] = typesetting.check()
    assert str(problem) == 'x.typ:2:10: không có tệp "_nothing.typ"'
