"""A register is one file; what is wrong with it is told by file, line and column."""

from datetime import date
from pathlib import Path

import pytest

from hoaban.domains.registers import content, queries, rules


def test_a_register_as_content_has_it_is_right(bridges: Path) -> None:
    assert content.check() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code: suspension-bridges", "code: bridges", "2:7: tên tệp phải là bridges.yaml"),
        ("code: suspension-bridges", "code: Cầu", '2:7: giá trị "Cầu" không đúng mẫu'),
        ("valid_from: 2019-01-01", "valid_from: soon", "3:13: cần một ngày dạng 2019-09-01"),
        ('{vi: "Sổ cầu treo", ', "{", '4:7: thiếu khóa "vi"'),
        (', en: "Register of suspension bridges"}', "}", '4:7: thiếu khóa "en"'),
        ('source: "Bịa', 'sources: "Bịa', '2:1: thiếu khóa "source"'),
        ("role: specialist", "role: king", '6:16: "king" không thuộc'),
        ("role: specialist", "role: auditor", "6:16: vai trò này không giữ sổ"),
        ("[so-thu]", "[so-thu, so-la]", '6:47: không có cơ quan "so-la"'),
        ("agencies: [so-thu]}", "agencies: []}", "6:9: cần một trong hai: agencies hoặc level"),
        ("[so-thu]}", "[so-thu], level: commune}", "6:9: cần một trong hai: agencies hoặc level"),
        ("topic: documents.numbering\n", "", "2:1: cần một trong hai: topic hoặc legal_basis"),
        ("documents.numbering", "boats", '7:8: không có chủ đề pháp luật "boats"'),
        ("begins: yearly", "begins: daily", '8:21: "daily" không thuộc: yearly, once'),
        ("/{year}", "", "8:49: mẫu số thiếu: year"),
        ("{agency}", "{ward}", "8:49: mẫu số không có: ward (có: number, year, agency)"),
        ("{number:03}", "{number:x?}", "8:49: mẫu số không viết được"),
        ("kind: number", "kind: weight", '17:34: "weight" không thuộc: text'),
        ("kind: number", "kind: number, unit: m", '17:48: không có khóa "unit" ở đây'),
        ("code: length", "code: name", '17:13: trường "name" lặp lại'),
        ("is: wood", "is: stone", 'câu hỏi ấy không có câu trả lời "stone" (có: wood, steel)'),
        ("field: bridge.deck", "field: bridge.rail", '32:30: không biểu mẫu nào hỏi "bridge.rail"'),
        ("kind: text, max: 60", "kind: file, component: plan", "16:32: sổ chưa giữ tệp"),
        ("max: 60", "prefill: owner.full_name", "sổ không có chủ hồ sơ để điền sẵn"),
        ("sections:", "sections: []\n    _:", "12:15: biểu mẫu chưa có phần nào"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(bridges: Path, old: str, new: str, said: str) -> None:
    text = bridges.read_text(encoding="utf-8")
    assert old in text
    bridges.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = [str(problem) for problem in content.check()]
    assert told[0].startswith("suspension-bridges.yaml:")
    assert said in told[0]


def test_two_files_do_not_begin_a_register_on_one_day(bridges: Path) -> None:
    again = bridges.with_name("suspension-bridges-2019-01-01.yaml")
    again.write_text(bridges.read_text(encoding="utf-8"), encoding="utf-8")
    [problem] = content.check()
    assert str(problem) == "suspension-bridges.yaml:3:13: ngày này đã có tệp khác"


def test_agencies_and_law_that_cannot_be_read_are_told_by_their_own_kinds(bridges: Path) -> None:
    (bridges.parents[1] / "agencies.csv").unlink()
    assert content.check() == []


def test_a_number_is_written_by_the_symbol_of_its_register(bridges: Path) -> None:
    numbering = queries.register("suspension-bridges", date(2020, 3, 16)).numbering
    assert (numbering.of, numbering.begins) == ("agency", "yearly")
    assert rules.written(numbering.symbol, number=7, year=2020, agency="STN") == "007/2020-STN"
