"""Whichever keyboard, file or clipboard a text came from, it is kept in one form."""

import time
import unicodedata

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from hoaban.core import typed
from hoaban.core.people import names

INVISIBLE = ["\u00ad", "\u034f", "\u200b", "\u200c", "\u200d", "\u200e", "\u202a", "\u202c"]
INVISIBLE += ["\u2060", "\u2066", "\u2069", "\ufeff", "\u061c", "\u180e"]


@pytest.mark.parametrize("mark", INVISIBLE)
def test_a_mark_that_nobody_sees_goes_and_the_word_stays_whole(mark: str) -> None:
    assert typed.text(f"Nguy{mark}ễn Văn{mark} Tám{mark}") == "Nguyễn Văn Tám"
    assert names.clean(f"Nguy{mark}ễn") == "Nguyễn"
    assert names.phone(f"{mark}0912{mark}345678{mark}") == "0912345678"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Ðiêu Chính Thìn", "Điêu Chính Thìn"),  # U+00D0, of an old font
        ("Ɖèo Văn ɖông", "Đèo Văn đông"),  # U+0189, U+0256
        ("ðèo", "đèo"),
        ("hai dòng\r\nvà tab\t", "hai dòng\r\nvà tab\t"),
    ],
)
def test_letters_that_look_alike_are_one_letter_and_lines_stay(pasted: str, kept: str) -> None:
    assert typed.text(pasted) == kept


@given(some.text())
def test_what_went_through_the_door_goes_through_unchanged(text: str) -> None:
    once = typed.text(text)
    assert typed.text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) == "Cf" for c in once)


@given(some.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy ẠẢÃÁÀáàạặ", max_size=40))
def test_composed_and_decomposed_are_one_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert typed.text(unicodedata.normalize("NFD", text)) == typed.text(composed) == composed


def test_every_value_of_a_form_goes_through_the_door() -> None:
    sent = QueryDict(mutable=True)
    sent.setlist("name", ["Lo\u0300", "Ðiêu"])
    sent["plain"] = "a"
    kept = typed.fields(sent)
    assert (kept.getlist("name"), kept["plain"]) == (["Lò", "Điêu"], "a")
    assert typed.fields(QueryDict("a=1")) == QueryDict("a=1")


@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        ("ubnd-03127-200330-0002", "ubnd-03127-200330-0002"),
        ("UBND-03127-200330-0002.", "UBND-03127-200330-0002"),
        ("Mã hồ sơ: 000.00.00.H18-200330-0001,", "000.00.00.H18-200330-0001"),
        ("Mã kiểm tra: fmnbvx75ss72.", "fmnbvx75ss72"),
        ("\u202afmnbvx75ss72\u202c", "fmnbvx75ss72"),
        ("https://dvc.example/verify/fmnbvx75ss72/?x=1", "fmnbvx75ss72"),
        ("https://dvc.example/track/?code=H18.99-200330-0007", "H18.99-200330-0007"),
        ("000.00.00.H18 – 200330 — 0001", "000.00.00.H18-200330-0001"),
        ("«QG24WG22QA»", "QG24WG22QA"),
        ("https://dvc.example/verify/fmnbvx75ss72/.", "fmnbvx75ss72"),
        ("dichvucong.dienbien.gov.vn/verify/fmnbvx75ss72", "fmnbvx75ss72"),
        ("Kiểm tra tại dichvucong.dienbien.gov.vn/verify/fmnbvx75ss72.", "fmnbvx75ss72"),
        ("127.0.0.1:8000/track/?code=H18.99-200330-0007", "H18.99-200330-0007"),
        ("01/UBND-XNTTHN", "01/UBND-XNTTHN"),
        ("H18-２００３３０-０００１", "H18-200330-0001"),
        ("QG24WG22QA (mã định danh cơ quan tạm dùng)", "QG24WG22QA"),
        ("", ""),
    ],
)
def test_a_code_is_read_without_what_stood_beside_it(copied: str, kept: str) -> None:
    assert typed.code(copied) == kept


FOOT = "Mã hồ sơ: H18-200330-0001. Mã kiểm tra: fmnbvx75ss72. Văn bản được ký số."


@pytest.mark.parametrize(
    ("copied", "label", "kept"),
    [
        (FOOT, "Mã kiểm tra", "fmnbvx75ss72"),
        (FOOT, "Mã hồ sơ", "H18-200330-0001"),
        (
            "Mẫu số 05, 01/2018. Mã kiểm tra: b930cf tại http://a.example/verify/.",
            "mã kiểm tra",
            "b930cf",
        ),
        ("mã kiểm tra b930cf tại http://a.example/verify/.", "Mã kiểm tra", "b930cf"),
        ("Mã tra cứu QG24WG22QA", "Mã tra cứu", "QG24WG22QA"),
        ("fmnbvx75ss72", "Mã kiểm tra", "fmnbvx75ss72"),
    ],
)
def test_of_a_whole_line_the_code_is_what_follows_its_label(
    copied: str, label: str, kept: str
) -> None:
    assert typed.code(copied, label) == kept


@given(some.text(max_size=200))
def test_any_text_may_be_pasted_for_a_code(text: str) -> None:
    assert len(typed.code(text)) <= len(text) * 3


@pytest.mark.parametrize(
    "copied",
    [
        "ban@vidu.vn",
        " ban@vidu.vn. ",
        "Lường Thị Ban <ban@vidu.vn>",
        "mailto:ban@vidu.vn",
        "Thư điện tử: ban@vidu.vn",
        "\u200bban@vidu.vn",
        "ｂａｎ@vidu.vn",
    ],
)
def test_an_address_of_mail_is_read_without_what_stood_beside_it(copied: str) -> None:
    assert typed.mail(copied) == "ban@vidu.vn"


@pytest.mark.parametrize("piece", ["a", "a.", "@", "a@", "a @", "<", "a,"])
def test_how_long_an_address_of_mail_is_looked_for_grows_with_the_text_alone(piece: str) -> None:
    begun = time.process_time()
    typed.mail(piece * 50_000)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("copied", ["", "ban", "a@vidu.vn, b@vidu.vn", "ban @vidu.vn"])
def test_none_or_several_addresses_stay_to_be_judged(copied: str) -> None:
    assert typed.mail(copied) == copied
