"""Each paper: the same bytes each time, PDF/A-2b, tagged, our fonts, every word as it was given.

Beside `papers/<name>.json` (the facts) stands `papers/<name>.txt`, the words on the page.
"""

import io
import json
import subprocess
from datetime import date
from itertools import product
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pytest
import segno
from typst import TypstError

from hoaban.engines.typesetting import letters, papers, templates

SAMPLES = sorted((Path(__file__).parent / "papers").glob("*.json"))
ON = date(2020, 3, 30)
BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [normalize("NFC", base + tone) for base, tone in product(BASES, TONES)] + ["đ", "Đ"]


def template(sample: Path) -> str:
    return sample.stem.replace("_", "/")


def drawn(sample: Path) -> bytes:
    return papers.typeset(template(sample), json.loads(sample.read_text()), on=ON)


def run(command: list[str], data: bytes = b"") -> str:
    """What a tool of poppler says."""
    done = subprocess.run(command, input=data, capture_output=True, check=True)  # noqa: S603
    return done.stdout.decode()


def words(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    said = run(command, pdf)
    lines = (" ".join(line.split()) for line in said.replace("\f", "\n").splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def fonts(pdf: bytes, folder: Path) -> list[list[str]]:
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    return [line.split() for line in run(["pdffonts", str(path)]).splitlines()[2:]]


def test_every_template_has_a_sample() -> None:
    named = {
        path.relative_to(templates.folder()).with_suffix("").as_posix()
        for path in templates.folder().rglob("*.typ")
        if not path.name.startswith("_")
    }
    assert {template(sample) for sample in SAMPLES} == named


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def paper(request: pytest.FixtureRequest) -> tuple[Path, bytes]:
    """A sample and its page, drawn once for the tests that only look at it."""
    return request.param, drawn(request.param)


def test_a_paper_says_what_it_always_said(paper: tuple[Path, bytes]) -> None:
    sample, page = paper
    assert words(page) == sample.with_suffix(".txt").read_text()


def test_two_drawings_are_the_same_bytes(paper: tuple[Path, bytes]) -> None:
    sample, page = paper
    assert drawn(sample) == page


def test_a_paper_is_tagged_pdf_a_2b_in_vietnamese(paper: tuple[Path, bytes]) -> None:
    with pikepdf.open(io.BytesIO(paper[1])) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
            assert str(metadata["dc:title"]) == str(pdf.docinfo["/Title"]) != ""
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "vi-VN"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20200330000000")
        assert "/Names" not in pdf.Root or "/JavaScript" not in pdf.Root.Names


def test_all_fonts_are_ours_and_embedded(paper: tuple[Path, bytes], tmp_path: Path) -> None:
    rows = fonts(paper[1], tmp_path)
    assert rows
    assert {name.partition("+")[2].partition("-")[0] for name, *_ in rows} == {"LiberationSerif"}
    assert {row[-5] for row in rows} == {"yes"}  # emb


RESULTS = [sample for sample in SAMPLES if "said" in json.loads(sample.read_text())]


@pytest.mark.parametrize("sample", RESULTS, ids=lambda path: path.stem)
def test_a_result_is_drawn_whatever_was_not_answered(sample: Path) -> None:
    facts = json.loads(sample.read_text()) | {"said": {}, "body": []}
    page = words(papers.typeset(template(sample), facts, on=ON))
    assert "none" not in page
    assert facts["signer"]["name"] in page


def test_numbers_are_read_in_words_on_a_result() -> None:
    facts = json.loads((Path(__file__).parent / "papers" / "giay-khai-sinh.json").read_text())
    said = {
        "05/03/2020": "Ngày năm tháng ba năm hai nghìn không trăm hai mươi",
        "21/11/1995": "Ngày hai mươi mốt tháng mười một năm một nghìn chín trăm chín mươi lăm",
        "24/10/2001": "Ngày hai mươi tư tháng mười năm hai nghìn không trăm linh một",
    }
    pages = {
        day: words(
            papers.typeset(
                "giay-khai-sinh",
                facts | {"said": facts["said"] | {"child.birth_date": day}},
                on=ON,
            )
        ).replace("\n", " ")
        for day in said
    }
    assert {day: read for day, read in said.items() if read in pages[day]} == said


def test_every_letter_of_vietnamese_is_drawn_by_our_fonts(tmp_path: Path) -> None:
    assert len(set(LETTERS)) == 146
    facts = json.loads((Path(__file__).parent / "papers" / "giay-xac-nhan.json").read_text())
    text = " ".join(LETTERS)
    pdf = papers.typeset("giay-xac-nhan", facts | {"body": [text], "about": text}, on=ON)
    page = words(pdf)  # the tool may join single letters
    assert [letter for letter in LETTERS if page.count(letter) < 2] == []
    assert {name.partition("+")[2].partition("-")[0] for name, *_ in fonts(pdf, tmp_path)} == {
        "LiberationSerif"
    }


def test_facts_are_words_and_never_markup() -> None:
    facts = json.loads((Path(__file__).parent / "papers" / "giay-xac-nhan.json").read_text())
    hostile = '#read("/etc/passwd") *đậm* $x$ @nhan <nhan> \\ " \' `ma` // /* https://x.vn'
    pdf = papers.typeset("giay-xac-nhan", facts | {"body": [hostile]}, on=ON)
    assert hostile in words(pdf).replace("\n", " ")


def test_a_letter_that_our_typeface_lacks_is_an_empty_box_and_never_stops_a_paper() -> None:
    facts = json.loads((Path(__file__).parent / "papers" / "giay-xac-nhan.json").read_text())
    strange = "Wang \u738b \U0001f600 \u0e01\u202e\x07\u2003\ufffe cuối"
    pdf = papers.typeset("giay-xac-nhan", facts | {"body": [strange]}, on=ON)
    assert "Wang □ □ □ cuối" in words(pdf)
    assert letters.unshowable(strange) == "\u738b\U0001f600\u0e01"


def test_all_that_our_typeface_is_said_to_have_is_drawn() -> None:
    facts = json.loads((Path(__file__).parent / "papers" / "giay-xac-nhan.json").read_text())
    every = "".join(map(chr, sorted(letters.letters())))
    assert papers.typeset("giay-xac-nhan", facts | {"body": [every]}, on=ON).startswith(b"%PDF")


def test_a_synthetic_paper_says_so_on_every_page() -> None:
    facts = json.loads((Path(__file__).parent / "papers" / "quyet-dinh.json").read_text())
    long = facts | {"body": facts["body"] * 9}
    mark = "DỮ LIỆU MÔ PHỎNG - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
    assert words(papers.typeset("quyet-dinh", long, on=ON)).count(mark) == 2
    assert mark not in words(papers.typeset("quyet-dinh", long | {"synthetic": False}, on=ON))


def wide_receipt(papers_handed_in: int) -> dict[str, object]:
    """Form 01 of somebody with 60 letters and a procedure whose name takes five lines."""
    path = Path(__file__).parent / "papers" / "01-2018-TT-VPCP_01.json"
    name = "Tờ khai và giấy tờ kèm theo chứng minh nơi cư trú của người yêu cầu số"
    many = [
        {"name": f"{name} {number}", "originals": 1, "certified": 0, "copies": 1}
        for number in range(1, papers_handed_in + 1)
    ]
    facts: dict[str, object] = json.loads(path.read_text())
    return facts | {
        "applicant": "Công Tằng Tôn Nữ Hoàng Thị Nguyệt Minh Phương Thảo Ngọc Trâm",
        "signed_by": "Công Tằng Tôn Nữ Hoàng Thị Nguyệt Minh Phương Thảo Ngọc Trâm",
        "procedure": "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm "
        "quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có "
        "thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp "
        "hoặc chứng nhận",
        "components": many,
    }


@pytest.mark.parametrize(("handed_in", "pages"), [(0, 1), (2, 1), (4, 1), (12, 2)])
def test_a_receipt_takes_as_few_pages_as_it_can_and_no_signature_stands_alone(
    handed_in: int, pages: int
) -> None:
    pdf = papers.typeset("01-2018-TT-VPCP/01", wide_receipt(handed_in), on=ON)
    drawn_pages = run(["pdftotext", "-layout", "-", "-"], pdf).rstrip("\f").split("\f")
    assert len(drawn_pages) == pages
    last = drawn_pages[-1]
    assert [line in last for line in ("Thời gian trả kết quả", "NGƯỜI NỘP HỒ SƠ")] == [True, True]


@pytest.mark.parametrize("name", ["Sùng", "Y", "Lò"])
def test_somebody_with_one_word_for_a_name_has_a_receipt(name: str) -> None:
    facts = wide_receipt(1) | {"applicant": name, "signed_by": name}
    assert words(papers.typeset("01-2018-TT-VPCP/01", facts, on=ON)).count(name) >= 2


def test_a_square_code_holds_the_address_that_the_paper_names() -> None:
    facts = wide_receipt(1)
    with_address = papers._with_code("01-2018-TT-VPCP/01", facts)
    without = papers._with_code("01-2018-TT-VPCP/01", facts | {"link": ""})
    assert with_address["qr"] == segno.make(str(facts["link"]), micro=False).svg_inline(border=1)
    assert without["qr"] == segno.make(str(facts["code"]), micro=False).svg_inline(border=1)


def test_an_unknown_template_is_refused_and_wrong_facts_are_a_bug() -> None:
    with pytest.raises(templates.UnknownTemplate):
        papers.typeset("khong-co", {}, on=ON)
    with pytest.raises(TypstError):
        papers.typeset("giay-xac-nhan", {"rows": [1]}, on=ON)
