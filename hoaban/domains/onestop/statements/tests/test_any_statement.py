"""Whatever file is given as a statement: each line is told what became of it, nothing breaks."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from hypothesis import example, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from pytest_django import Settings

from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.statements import papers
from hoaban.domains.onestop.statements.forms import MOST, StatementForm
from hoaban.gateways.payments import contract
from hoaban.gateways.payments.models import Payment
from tests.world.desks import Desk
from tests.world.scenes import Scenes

HEADS = [
    *("Ngày giao dịch", "Số tiền", "Ghi nợ", "Ghi có", "Nội dung", "Số giao dịch", "Có/Nợ"),
    "Số dư",
]
ODD = ["-16.000", "(16.000)", "16.000 D", "٣٤", "1e9", "9" * 40, "NaN", "\0", "\u202e1"]
CELLS = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(str),
    st.sampled_from(ODD),
)
ROWS = st.lists(st.lists(CELLS, max_size=8), max_size=6)


def statement(data: bytes) -> StatementForm:
    file = SimpleUploadedFile("sao-ke.csv", data)
    return StatementForm({}, MultiValueDict({"file": [file]}))


def told(form: StatementForm) -> None:
    """Each line of it has words, or is a message that is a sum above nothing or refused."""
    for line in papers.lines(form.rows, form.heads):
        if line.why:
            continue
        try:
            said = contract.providers()["transfer"].read(line.message, "so-tp")
        except Refusal:
            continue
        assert 0 < said.amount < 2**63


@given(st.binary(max_size=2000))
@example(b"PK\x03\x04")
@example(b"\xff\xfe" + "Ngày;Số tiền;Nội dung\n1;2;3".encode("utf-16-le"))
@example("Ngày;Số tiền;Nội dung\n1;2;3".encode("windows-1258", "replace"))
@example(b'"' * 1999)
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    form = statement(data)
    if form.is_valid():
        told(form)
    else:
        assert form.errors["file"]


@tried(max_examples=200)
@given(
    st.permutations(HEADS), st.integers(3, 8), ROWS, st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_any_columns_and_cells_are_read_line_by_line(
    heads: list[str], most: int, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, escapechar="\\").writerows([heads[:most], *rows])
    form = statement(written.getvalue().encode(encoding, "replace"))
    if form.is_valid():
        told(form)
    else:
        assert form.errors["file"]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer"]


HEAD = "Ngày giao dịch;Số tiền ghi có;Nội dung;Số giao dịch\n"


@pytest.mark.parametrize(
    ("lines", "status", "kept"),
    [
        (["16/03/2020;99999999999999999999999;phi;A1\n"], 200, 0),
        (["16/03/2020;9223372036854775807;phi;A1\n"], 200, 0),
        (["16/03/2020;-16.000;phi;A1\n", "16/03/2020;(16.000);phi;A2\n"], 200, 0),
        (["16/03/2020;16.000;phi;A1\n"] * 2, 200, 1),
        (["16/03/2020;16.000;phi;A1\n", "16/03/2020;17.000;phi;A1\n"], 200, 2),
        (["16/03/2020;16.000;" + "x" * 5000 + ";" + "9" * 900 + "\n"], 200, 0),
        (["16/03/2020;16.000;phi;\n"] * MOST, 200, MOST),
        (["16/03/2020;16.000;phi;\n"] * (MOST + 1), 422, 0),
        (["16/03/2020;16.000;\U0001f600\u0000\u202e;A1\n"], 200, 1),
    ],
    ids=["beyond", "edge", "out", "twice", "two sums", "long", "many", "too many", "signs"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_answers_and_never_breaks(
    scenes: Scenes, lines: list[str], status: int, kept: int, encoding: str
) -> None:
    data = (HEAD + "".join(lines)).encode(encoding, "surrogatepass")
    file = SimpleUploadedFile("sao-ke.csv", data)
    answer = Desk().post("clerk", "/desk/takings/statement/", {"file": file})
    assert answer.status_code == status
    assert Payment.objects.count() == kept
