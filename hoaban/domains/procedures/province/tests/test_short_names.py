"""The short names of procedures: in the content, on pages, in the search and for machines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from hoaban.core import clock
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.domains.procedures.loading import content as loading
from hoaban.domains.procedures.loading.tests.catalogues import AT, DAY, PROCEDURE
from hoaban.domains.procedures.searching import queries as searching

Edit = Callable[[str, str], None]
NAME = 'name: {vi: "Thủ tục đăng ký khai sinh", en: "Birth registration"}\n'
SHORT = 'short: {vi: "Khai sinh", en: "Birth"}\n'


def other(folder: Path, short: str, days: str = "valid_from: 2019-09-01") -> None:
    """A second procedure, with that short name on these days."""
    text = PROCEDURE.replace("1.001193", "1.000894", 1).replace("valid_from: 2019-09-01", days, 1)
    named = f'name: {{vi: "Thủ tục đăng ký kết hôn", en: "Marriage"}}\n{short}'
    (folder / "procedures" / "1.000894.yaml").write_text(text.replace(NAME, named, 1))


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in loading.check(folder)]


@pytest.fixture
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ('{vi: "Khai sinh"}', 'thiếu khóa "en"'),
        ('{en: "Birth"}', 'thiếu khóa "vi"'),
        ("Khai sinh", "1.001193.yaml:4:8: "),
        ('{vi: "%s", en: "Birth"}' % ("a" * 41), 'tên gọi ngắn "vi" dài hơn 40 chữ'),
        ('{vi: "Khai sinh", en: "%s"}' % ("a" * 41), 'tên gọi ngắn "en" dài hơn 40 chữ'),
    ],
)
def test_a_short_name_is_short_and_in_every_language_of_the_pages(
    folder: Path, edit: Edit, short: str, said: str
) -> None:
    edit(NAME, f"{NAME}short: {short}\n")

    (told,) = problems(folder)
    assert said in told


def test_a_short_name_of_forty_letters_is_taken(folder: Path, edit: Edit) -> None:
    edit(NAME, f'{NAME}short: {{vi: "{"ệ" * 40}", en: "{"a" * 40}"}}\n')

    assert problems(folder) == []


@pytest.mark.parametrize(
    "short",
    [
        'short: {vi: "Khai sinh", en: "Marriage, short"}\n',
        'short: {vi: "KHAI  SINH", en: "Marriage, short"}\n',
        'short: {vi: "Khai sình", en: "Marriage, short"}\n',
        'short: {vi: "Kết hôn", en: "birth"}\n',
    ],
)
def test_two_procedures_are_not_called_alike_on_one_day(
    folder: Path, edit: Edit, short: str
) -> None:
    edit(NAME, NAME + SHORT)
    other(folder, short)

    (told,) = problems(folder)
    assert "tên gọi ngắn trùng với tên của thủ tục 1.0" in told


def test_a_short_name_is_not_the_name_of_another_procedure(folder: Path) -> None:
    other(folder, 'short: {vi: "Thủ tục đăng ký khai sinh", en: "Marriage, short"}\n')

    (told,) = problems(folder)
    assert "1.000894.yaml:4:8: tên gọi ngắn trùng với tên của thủ tục 1.001193" in told


def test_a_later_procedure_may_be_called_as_one_that_ended(folder: Path, edit: Edit) -> None:
    edit(NAME, NAME + SHORT)
    edit("valid_from: 2019-09-01", "valid_from: 2019-09-01\nvalid_to: 2020-01-01")
    other(folder, SHORT, "valid_from: 2020-01-01")

    assert problems(folder) == []


def test_a_short_name_may_change_while_the_version_stays(loaded: Path, edit: Edit) -> None:
    before = Revision.objects.get(procedure__code="1.001193")
    edit(NAME, NAME + SHORT)
    report = loading.load(loaded, at=AT)
    after = Revision.objects.get(procedure__code="1.001193")

    assert (report.problems, report.replaced, report.unchanged) == ([], [], 0)
    assert (before.pk, before.short, before.called) == (after.pk, {}, before.name)
    assert after.called == {"vi": "Khai sinh", "en": "Birth"}
    assert loading.load(loaded, at=AT).unchanged == 1


@pytest.mark.usefixtures("on_that_day")
def test_pages_say_the_short_name_and_its_own_page_the_official_one_below(
    client: Client, loaded: Path, edit: Edit
) -> None:
    edit(NAME, NAME + SHORT)
    loading.load(loaded, at=AT)
    home, found, own = (
        client.get(at).content.decode() for at in ("/", "/procedures/", "/procedures/1.001193/")
    )

    assert '<a href="/procedures/1.001193/">Khai sinh</a>' in home
    assert '<a href="/procedures/1.001193/">Khai sinh</a>' in found
    assert '<span class="small clamp">Thủ tục đăng ký khai sinh</span>' in found
    assert "<h1>Khai sinh</h1>" in own
    assert "Tên đầy đủ: Thủ tục đăng ký khai sinh" in own


@pytest.mark.usefixtures("on_that_day")
def test_a_procedure_without_a_short_name_stands_under_its_name_once(
    client: Client, loaded: Path
) -> None:
    home, found, own = (
        client.get(at).content.decode() for at in ("/", "/procedures/", "/procedures/1.001193/")
    )

    assert '<a href="/procedures/1.001193/">Thủ tục đăng ký khai sinh</a>' in home
    assert found.count("Thủ tục đăng ký khai sinh") == 1
    assert "<h1>Thủ tục đăng ký khai sinh</h1>" in own
    assert "Tên đầy đủ" not in own


def test_what_ships_has_a_short_name_and_each_is_found_first_by_it(province: None) -> None:
    offered = catalogue.offered(DAY)
    found = {row.code: searching.search(row.short["vi"], DAY)[0].code for row in offered}

    assert [row.code for row in offered if not row.short] == []
    assert found == {row.code: row.code for row in offered}


def test_each_is_found_first_by_its_official_name_too(province: None) -> None:
    offered = catalogue.offered(DAY)
    found = {row.code: searching.search(row.name["vi"], DAY)[0].code for row in offered}

    assert found == {row.code: row.code for row in offered}
