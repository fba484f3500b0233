"""Content of three formats is read into values with places; a problem names its place."""

import csv
import io
import tomllib
from pathlib import Path
from typing import Annotated

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as some
from pydantic import model_validator

from hoaban.engines.content import in_csv, in_toml
from hoaban.engines.content.places import Place, Wrong
from hoaban.engines.content.reading import read
from hoaban.engines.content.shapes import (
    Dated,
    Filled,
    FullText,
    Hour,
    Shape,
    Spoken,
    Text,
    misplaced,
    table,
    unique,
    whole,
)

CONTENT = Path(settings.CONTENT)


def at(place: Place) -> tuple[object, int, int]:
    return place.value, place.line, place.column


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


@given(some.lists(some.lists(some.text(alphabet='ab",\n é', max_size=4), min_size=2, max_size=2)))
def test_a_table_reads_as_python_reads_it(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([["one", "two"], *rows])
    read_back = in_csv.places(written.getvalue(), "t.csv").plain()
    assert read_back == [{"one": one, "two": two} for one, two in rows if (one, two)]


def test_a_cell_knows_its_line_and_column() -> None:
    rows = in_csv.places('code,name\r\na,"two\nlines, ""so"""\r\nb,last\r\n', "t.csv").items()
    assert [at(row.need("name")) for row in rows] == [('two\nlines, "so"', 2, 3), ("last", 4, 3)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1\n", "t.csv:2:1: dòng này có 1 ô, cần 2"),
        ("a,b\n1,2,3\n", "t.csv:2:5: dòng này có 3 ô, cần 2"),
        ('a,b\n1,"2\n', "t.csv:2:3: dấu nháy kép không khớp trong ô"),
        ('a,b\n1,2"3\n', "t.csv:2:3: dấu nháy kép không khớp trong ô"),
        ("a,a\n", 't.csv:1:3: cột "a" lặp lại'),
        ("", "t.csv:1:1: tệp rỗng"),
    ],
)
def test_a_broken_table_is_refused_where_it_breaks(text: str, said: str) -> None:
    with pytest.raises(Wrong) as refused:
        in_csv.places(text, "t.csv")
    assert str(refused.value) == said


TOML = """# A comment with = and [brackets]
name.vi = "Một"   # after
name.en = 'One'

[[row]]
list = [1, # one
  { a = 2, "b c" = [3] },
]
long = \"\"\"
[[not a table]]
x = 1\"\"\"
[row.inner]
on = 2020-01-31
[[row]]
at = 07:30:00
[other]
"quoted.key" = true
"""


def test_a_value_of_toml_knows_its_line_and_column() -> None:
    place = in_toml.places(TOML, "t.toml")
    first, second = place.each("row")
    inner = first.each("list")[1].need("b c").items()[0]
    assert [at(inner), at(first.need("inner").need("on"))[1:]] == [(3, 7, 21), (13, 6)]
    assert [at(place.need("name").need("en")), at(second.need("at"))[1:]] == [
        ("One", 3, 11),
        (15, 6),
    ]
    assert [second.line, place.need("other").line] == [14, 16]


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.toml")), ids=lambda path: path.name)
def test_every_toml_file_reads_as_python_reads_it(path: Path) -> None:
    def without_places(place: Place) -> object:
        if isinstance(place.value, dict):
            return {key: without_places(each) for key, each in place.value.items()}
        if isinstance(place.value, list):
            return [without_places(each) for each in place.value]
        return place.value

    assert without_places(read(path)) == tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["t.yaml", "t.toml", "t.csv"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, name: str) -> None:
    text = {"t.yaml": "a: 1", "t.toml": "a = 1", "t.csv": "a\n1"}[name]
    plain = read(file(tmp_path, name, text)).plain()
    assert read(file(tmp_path, name, "\ufeff" + text)).plain() == plain


def test_what_is_no_utf_8_or_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a\n\xff")
    with pytest.raises(Wrong, match=r"t.csv:2:1: không phải chữ UTF-8"):
        read(tmp_path / "t.csv")
    with pytest.raises(Wrong, match=r"other.toml:1:1: thiếu tệp này"):
        read(tmp_path / "other.toml")


class Word(Dated):
    code: Filled
    name: Text


def test_what_does_not_fit_its_shape_is_named_where_it_stands(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "t.yaml",
        'word:\n  - {code: a, name: {en: "A"}, valid_from: 2020-01-01}\n'
        '  - {code: "", name: {vi: "B"}, valid_from: soon, more: 1}\n'
        '  - {name: {vi: "C"}, valid_from: 2020-01-02, valid_to: 2020-01-01}\n'
        '  - {code: d, name: {vi: "D"}, valid_from: 2020-01-01}\n'
        '  - {code: d, name: {vi: "D"}, valid_from: 2020-02-01}\n',
    )
    found = table(path, Word, key=("code",), name="word")
    assert [str(problem) for problem in found.problems] == [
        't.yaml:2:21: thiếu khóa "vi"',
        "t.yaml:3:12: không được để trống",
        "t.yaml:3:45: cần một ngày dạng 2019-09-01",
        't.yaml:3:57: không có khóa "more" ở đây',
        't.yaml:4:5: thiếu khóa "code"',
        "t.yaml:4:57: kết thúc trước khi bắt đầu",
        "t.yaml:6:5: lặp lại dòng 5: d",
    ]
    assert [shape.code for shape in found.shapes()] == ["d", "d"]


class Row(Shape):
    code: Filled
    amount: int


def test_rows_of_a_table_fit_their_shape_too(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "code,amount\na,1\nb,many\n")
    found = table(path, Row)
    assert [str(problem) for problem in found.problems] == ["t.csv:3:3: cần một số nguyên"]
    assert found.shapes() == [Row(code="a", amount=1)]


def test_a_whole_file_is_one_shape(tmp_path: Path) -> None:
    assert whole(file(tmp_path, "t.toml", 'code = "a"\namount = 2'), Row).shapes() == [
        Row(code="a", amount=2)
    ]
    assert [str(p) for p in whole(file(tmp_path, "t.toml", "code = [1"), Row).problems] != []


def test_columns_of_languages_are_one_text_without_what_is_empty(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "code,name.vi,name.hmn\na,Một,Ib\nb,Hai,\nc,,Peb\n")
    found = table(path, NamedRow)
    assert [row.name for row in found.shapes()] == [{"vi": "Một", "hmn": "Ib"}, {"vi": "Hai"}]
    assert [str(problem) for problem in found.problems] == ['t.csv:4:3: thiếu khóa "vi"']
    columns = file(tmp_path, "u.csv", "code,name\na,Một\n")
    assert [str(p) for p in table(columns, NamedRow).problems] == [
        "u.csv:2:3: cần một nhóm khóa: giá trị"
    ]


class NamedRow(Shape):
    code: Filled
    name: Text


class Answer(Spoken):
    value: Filled


class Question(Shape):
    title: FullText
    at: Hour
    answers: Annotated[list[Answer], unique("câu trả lời", "value")]

    @model_validator(mode="after")
    def _ends_with_other(self) -> "Question":
        if self.answers[-1].value != "other":
            raise misplaced("câu cuối phải là other", "answers", len(self.answers) - 1, "value")
        return self


def test_a_text_may_stand_flat_among_other_keys_in_any_language(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "t.yaml",
        'title: {vi: "Hỏi", en: "Ask"}\nat: "07:30"\n'
        'answers: [{value: other, vi: "Khác", en: "Other", hmn: "Lwm"}]\n',
    )
    [question] = whole(path, Question).shapes()
    assert question.answers[0].words == {"vi": "Khác", "en": "Other", "hmn": "Lwm"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (', en: "Ask"', "", 't.yaml:1:8: thiếu khóa "en"'),
        ('"07:30"', "450", "t.yaml:2:5: cần một giờ dạng 07:30"),
        (', en: "Other"', "", 't.yaml:5:5: thiếu khóa "en"'),
        ("other", "none", "t.yaml:5:13: câu cuối phải là other"),
        ("value: one,", "value: other,", 't.yaml:5:5: câu trả lời "other" lặp lại'),
        ('vi: "Khác"', "vi: 3", "t.yaml:5:24: cần một đoạn chữ"),
    ],
)
def test_a_rule_between_parts_is_told_at_the_part(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = (
        'title: {vi: "Hỏi", en: "Ask"}\nat: "07:30"\nanswers:\n'
        '  - {value: one, vi: "Không", en: "No"}\n'
        '  - {value: other, vi: "Khác", en: "Other"}\n'
    )
    found = whole(file(tmp_path, "t.yaml", text.replace(old, new)), Question)
    assert [str(problem) for problem in found.problems] == [said]
