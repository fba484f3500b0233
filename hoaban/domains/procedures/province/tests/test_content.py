from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from hoaban.core.people.models import Person
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import CatalogueEntry, Revision
from hoaban.domains.procedures.catalogue.rules import ContentRefused
from hoaban.domains.procedures.loading import content as loading
from hoaban.domains.procedures.loading.tests.catalogues import AT, DAY, PROCEDURE, SHIPPED
from hoaban.domains.procedures.province import content as province_content
from hoaban.domains.procedures.wording import queries as wording

Edit = Callable[[str, str], None]
CHOICE = "kind: choice, choices: [{value: a, vi: a, en: a}],"


def test_what_ships_has_nothing_wrong() -> None:
    assert province_content.check(SHIPPED) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("share: 0.6", "share: 0.5", "1.001193.yaml:33:5: tổng tỷ lệ thời gian các bước là 0.9"),
        ("level: commune", "level: village", '1.001193.yaml:6:8: "village" không thuộc'),
        ("postal: true", "postal: perhaps", "1.001193.yaml:13:9: cần true hoặc false"),
        ("amount: 3,", "amount: three,", "1.001193.yaml:21:32: cần một số nguyên"),
        ("amount: 3,", "amount: 0,", "thời hạn phải lớn hơn 0, hoặc same_day"),
        ("next: sign", "next: nowhere", "bước này phải nêu bước sau"),
        ("child.copies", "child.pages", 'yaml:28:19: không biểu mẫu nào hỏi "child.pages"'),
        ("kind: number", "kind: numbr", '"numbr" không thuộc: text'),
        ("form: form}", "form: other}", 'không có biểu mẫu "other"'),
        ("field: ho-tich", "field: ho-tch", '1.001193.yaml:5:8: không có lĩnh vực "ho-tch"'),
        ("postal: true", "postal: true\npostal: true", 'khóa "postal" lặp lại'),
        ("postal: true", "postal: true\nposttal: true", 'không có khóa "posttal" ở đây'),
        ("default: true", "default: false", "đúng một trường hợp phải là mặc định"),
        ('online_level: "3"', 'online_level: "2"', "kênh trực tuyến phải khớp"),
        ('code: "1.001193"', 'code: "khai-sinh"', "mã thủ tục có dạng 1.001193"),
        ("valid_from: 2019-09-01", "valid_from: 2019-13-01", "1.001193.yaml:2:13: giá trị sai"),
        ("valid_from: 2019-09-01", "valid_from: sometime", "cần một ngày dạng 2019-09-01"),
        ("cases:", "cases: [", "không phải YAML"),
        ('  - {vi: "Công dân", en: "Citizens"}', "  - {use: nobody}", 'không có mảnh "nobody"'),
        ('name: {vi: "Ký", en: "Sign"}', 'name: {vi: "Ký"}', 'thiếu khóa "en"'),
        ("valid_from: 2019-09-01", "valid_from: 2019-09-01 08:00:00", "2:13: cần một ngày dạng"),
        ("share: 0.6", "share: .nan", "cần một số từ 0 đến 1"),
        ("kind: text", "kind: [text]", "không thuộc: text"),
        ("min: 1", "min: 9, max: 1", "số lớn nhất phải từ số nhỏ nhất trở lên"),
        ("postal: true", "postal: true\n? [a]\n: b", "khóa phải là chữ"),
        ("postal: true", "postal: &a [*a]", "1.001193.yaml:13:9: phần này chứa chính nó"),
        ("postal: true", "postal: !!python/name:os.system x", "13:9: giá trị sai: could not"),
        ("postal: true", "postal: true\nillustrative: {casees: x}", 'không có phần "casees"'),
        ("postal: true", "postal: true\nillustrative: {forms.x: x}", 'không có phần "forms.x"'),
        ("level: commune", "level: commune\nagencies: [so-xyz]", 'không có cơ quan "so-xyz"'),
        ("kind: text,", "kind: text, prefill: nobody,", '"nobody" không thuộc: owner'),
        ("kind: text,", "kind: file, component: plan,", 'không có giấy tờ "plan"'),
        ("kind: text,", "kind: choice, choices: [],", "phải có câu trả lời để chọn"),
        (
            "kind: text,",
            "kind: text, checks: [{rule: at_least, value: old, vi: a, en: a}],",
            "cần một số",
        ),
        ("kind: text,", f"{CHOICE} show_if: {{field: child.name, is: c}},", "không có câu trả lời"),
        ("kind: text,", f"{CHOICE} show_if: {{field: child.name, in: a}},", "cần một danh sách"),
        ("template: giay-xac-nhan", "template: ../x", 'không có mẫu "../x"'),
        ("kind: GXN", "kind: XYZ", 'không có loại văn bản "XYZ"'),
    ],
)  # fmt: skip
def test_wrong_content_is_named_by_file_line_and_column(
    folder: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    edit(old, new)

    found = province_content.check(folder)

    assert [said in problem for problem in found] == [True]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("fields.csv", b"", "fields.csv:1:1: tệp rỗng"),
        ("fields.csv", b"code,nom\na,b\n", "fields.csv:1:1: các cột phải là: code, name"),
        (
            "fields.csv",
            b"code,name.vi,name.en\na,b,c\na,b,c\n",
            "fields.csv:3:1: lặp lại dòng 2",
        ),
        ("fields.csv", b"code,name.vi\na,\xff", "fields.csv:2:3: không phải chữ UTF-8"),
        ("catalogue.csv", b"code,nom\n", "catalogue.csv:1:1: các cột phải là: code, name"),
        ("catalogue.csv", b"\xff", "catalogue.csv:1:1: không phải chữ UTF-8"),
        ("procedures/1.001193.yaml", b"code:\n  \xff", "1.001193.yaml:2:3: không phải chữ UTF-8"),
        ("procedures/1.001193.yaml", b"", "1.001193.yaml:1:1: tệp rỗng"),
    ],
)
def test_a_file_that_is_none_is_named_at_its_place(
    folder: Path, name: str, data: bytes, said: str
) -> None:
    (folder / name).write_bytes(data)

    assert [problem.startswith(said) for problem in province_content.check(folder)] == [True]


def test_wrong_lines_of_the_catalogue_are_named(folder: Path) -> None:
    table = folder / "catalogue.csv"
    table.write_text(table.read_text().replace("dat-dai,commune", "dat-day,commune"))

    assert province_content.check(folder) == ['catalogue.csv:2:38: không có lĩnh vực "dat-day"']


def test_a_code_that_a_spreadsheet_shortened_is_refused(folder: Path) -> None:
    table = folder / "catalogue.csv"
    table.write_text(table.read_text().replace("1.000002", "1.00002"))

    assert province_content.check(folder) == [
        'catalogue.csv:3:1: mã "1.00002" không đúng mẫu 1.000020'
    ]


def test_wrong_content_loads_nothing(db: None, folder: Path, edit: Edit) -> None:
    edit("share: 0.6", "share: 0.5")

    with pytest.raises(ContentRefused, match="phải bằng 1"):
        province_content.load(folder)

    assert (Revision.objects.count(), CatalogueEntry.objects.count()) == (0, 0)


def test_loading_twice_changes_nothing(loaded: Path) -> None:
    before = list(Revision.objects.values_list("pk", "digest"))

    again = loading.load(loaded, at=AT)

    assert (again.created, again.replaced, again.closed, again.unchanged) == ([], [], [], 1)
    assert list(Revision.objects.values_list("pk", "digest")) == before


def test_what_a_file_says_stands_in_the_tables(loaded: Path) -> None:
    revision = catalogue.whole(catalogue.revision_at("1.001193", DAY), DAY)
    case = catalogue.case(revision)

    assert (revision.name["vi"], revision.level, revision.result_kind) == (
        "Thủ tục đăng ký khai sinh", "commune", "GXN",
    )  # fmt: skip
    assert {limit.channel for limit in case.limits.all()} == {"counter", "online", "post"}
    assert [(s.code, str(s.share), s.ends_clock) for s in catalogue.steps(revision)] == [
        ("receive", "0.4000", False),
        ("sign", "0.6000", True),
    ]
    assert catalogue.fee(case, "online", {"child": {"copies": 2}}, DAY).amount == 16000
    assert revision.illustrative == {"cases.default.fees.copies": "Chưa đọc được."}


def test_an_unused_version_may_be_written_anew(loaded: Path, edit: Edit) -> None:
    edit("amount: 3,", "amount: 4,")

    report = loading.load(loaded, at=AT)

    assert report.replaced == ["1.001193"]
    assert (
        catalogue.limit(catalogue.case(catalogue.revision_at("1.001193", DAY)), "post", DAY).amount
        == 4
    )


@pytest.fixture
def used(loaded: Path) -> Path:
    """Somebody's draft stands on the version."""
    person = Person.objects.create(public_id="p1", username="p1", full_name="Lò Thị Mai")
    apps.get_model("drafts", "Draft")._default_manager.create(
        public_id="d1", person=person, revision=Revision.objects.get(), updated_at=AT
    )
    return loaded


def test_a_version_in_use_is_never_changed(used: Path, edit: Edit) -> None:
    edit("amount: 3,", "amount: 4,")

    with pytest.raises(ContentRefused, match=r"1\.001193\.yaml:1:1: bản 1\.001193 từ 2019-09-01"):
        province_content.load(used)

    assert (
        catalogue.limit(catalogue.case(catalogue.revision_at("1.001193", DAY)), "post", DAY).amount
        == 3
    )


def test_a_better_note_on_the_source_is_taken_by_a_version_in_use(used: Path, edit: Edit) -> None:
    edit("Chưa đọc được.", "Đã đọc nghị quyết.")

    report = loading.load(used, at=AT)

    assert (report.problems, report.replaced, report.closed) == ([], [], [])
    assert Revision.objects.get().illustrative == {
        "cases.default.fees.copies": "Đã đọc nghị quyết."
    }


def test_a_version_in_use_is_never_orphaned(used: Path) -> None:
    (used / "procedures" / "1.001193.yaml").unlink()

    with pytest.raises(ContentRefused, match="thiếu tệp"):
        province_content.load(used)

    assert Revision.objects.count() == 1


def test_a_version_in_use_is_closed_and_followed_by_another(used: Path, edit: Edit) -> None:
    edit("valid_from: 2019-09-01", "valid_from: 2019-09-01\nvalid_to: 2020-01-01")
    later = PROCEDURE.replace("2019-09-01", "2020-01-01").replace("amount: 3,", "amount: 5,")
    (used / "procedures" / "1.001193-2020.yaml").write_text(later)

    report = loading.load(used, at=AT)

    assert (report.created, report.closed, report.problems) == (["1.001193"], ["1.001193"], [])
    amounts = [
        catalogue.limit(catalogue.case(catalogue.revision_at("1.001193", day)), "post", day).amount
        for day in (date(2019, 12, 31), date(2020, 1, 1))
    ]
    assert amounts == [3, 5]


def test_two_versions_may_not_stand_at_once(folder: Path) -> None:
    later = PROCEDURE.replace("2019-09-01", "2020-01-01")
    (folder / "procedures" / "1.001193-2020.yaml").write_text(later)

    found = province_content.check(folder)

    assert [("trùng thời gian" in problem) for problem in found] == [True]


def test_a_fragment_is_put_in_and_own_keys_win(folder: Path, edit: Edit) -> None:
    fragments = (
        'people:\n  - {vi: "Công dân", en: "Citizens"}\n'
        'name: {kind: text, code: x, label: {vi: "A", en: "A"}}\n'
    )
    (folder / "procedures" / "_fragments.yaml").write_text(fragments)
    edit('  - {vi: "Công dân", en: "Citizens"}', "  - {use: people}")
    edit('{code: name, kind: text, label: {vi: "Tên", en: "Name"}}', "{use: name, code: name}")

    assert province_content.check(folder) == []


def test_a_fragment_may_not_use_itself(folder: Path, edit: Edit) -> None:
    (folder / "procedures" / "_fragments.yaml").write_text("people:\n  - {use: people}\n")
    edit('  - {vi: "Công dân", en: "Citizens"}', "  - {use: people}")

    assert ["tự dùng lại chính nó" in problem for problem in province_content.check(folder)] == [
        True
    ]


def test_the_province_ships_whole_procedures_of_three_levels_and_many_fields(
    province: None,
) -> None:
    offered = catalogue.offered(DAY)

    assert len(offered) >= 16
    assert {one.level for one in offered} == {"province", "district", "commune"}
    assert len({one.field_id for one in offered}) >= 8
    first = {one.code for one in catalogue.offered(date(2019, 9, 1))}
    assert {one.code for one in offered} == first
    assert all(one.name["en"] for one in offered)
    assert all(catalogue.steps(one)[0].role == "clerk" for one in offered)
    assert all(sum(s.ends_clock for s in catalogue.steps(one)) == 1 for one in offered)


def test_the_district_ends_with_june_2025(province: None) -> None:
    levels = {one.level for one in catalogue.offered(date(2025, 7, 1))}

    assert levels == {"province", "commune"}


def test_pieces_of_several_files_are_shared_and_a_name_stands_once(folder: Path) -> None:
    for name in ("_a.yaml", "_b.yaml"):
        (folder / "procedures" / name).write_text('people:\n  - {vi: "A", en: "A"}\n')

    assert province_content.check(folder) == ['_b.yaml:2:3: mảnh "people" đã có trong _a.yaml']


def test_the_fee_of_a_day_is_that_of_its_version(province: None) -> None:
    amounts = [
        catalogue.fee(
            catalogue.case(catalogue.revision_at("2.001610", day)), "counter", {}, day
        ).amount
        for day in (date(2019, 9, 19), date(2019, 9, 20))
    ]
    assert amounts == [400000, 150000]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[word]]\nsaid = ["a"', "words.toml:2:12: không phải TOML"),
        ('[[word]]\nsaid = ["a"]\n', 'words.toml:1:1: thiếu khóa "means"'),
        ('\n[[word]]\nsaid = []\nmeans = "b"\n', "words.toml:3:8: danh sách này quá ngắn"),
        (
            '[[word]]\nsaid = ["a"]\nmeans = "b"\nmean = "c"\n',
            'words.toml:4:8: không có khóa "mean"',
        ),
    ],
)
def test_wrong_words_of_people_are_named(tmp_path: Path, text: str, said: str) -> None:
    table = tmp_path / "words.toml"
    table.write_text(text)

    assert [said in str(problem) for problem in wording.read(table).problems] == [True]
