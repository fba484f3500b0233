"""A copy of a result: the page of the result, marked, with what it is a copy of."""

import json
from typing import Any

import pytest

from hoaban.engines.typesetting import papers
from hoaban.engines.typesetting.tests.test_papers import ON, SAMPLES, words

ORIGINAL = {"original": "Trích lục khai tử số 05/TLKT", "original_on": "2020-03-30"}


def copied(template: str, **more: str) -> str:
    """The words of a copy drawn from the sample of its template."""
    sample = next(one for one in SAMPLES if one.stem == template)
    facts: dict[str, Any] = json.loads(sample.read_text())  # Any: JSON
    mark = {"place": 1, "of": 2, "name": "Trích lục kết hôn"} | more
    said = facts | {"symbol": "07/TL-BS", "copy": mark}
    return words(papers.typeset(template, said, on=ON))


@pytest.mark.parametrize(
    "template",
    [
        *("trich-luc-khai-tu", "trich-luc-thay-doi", "giay-khai-sinh"),
        *("giay-chung-nhan-ket-hon", "ban-sao-trich-luc", "ban-sao-so-goc"),
    ],
)
def test_a_copy_says_once_that_it_is_one_and_bears_its_own_number(template: str) -> None:
    said = copied(template)
    assert (said.count("(BẢN SAO)"), said.count("07/TL-BS")) == (1, 1)
    assert "Bản thứ 1 trong 2 bản sao" in said


def test_a_copy_names_the_paper_of_which_it_is_one() -> None:
    said = copied("trich-luc-khai-tu", **ORIGINAL)
    named = "Bản thứ 1 trong 2 bản sao, của Trích lục khai tử số 05/TLKT, ngày 30/03/2020"
    assert named in said


def test_an_extract_of_a_marriage_is_no_certificate_to_be_signed_by_the_two() -> None:
    said = copied("giay-chung-nhan-ket-hon")
    assert "TRÍCH LỤC KẾT HÔN" in said
    assert "GIẤY CHỨNG NHẬN KẾT HÔN" not in said.upper().replace("NGƯỜI KÝ", "")
    assert "Ký, ghi rõ họ" not in said
