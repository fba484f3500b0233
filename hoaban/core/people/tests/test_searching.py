"""What is typed into a search finds what is meant: names, telephone and identity numbers."""

import pytest
from django.conf import LazySettings

from hoaban.core.people import agencies, searching
from hoaban.core.people.models import Agency

PHONE = ["0912345678"]


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678", "0912 345 678", "0912.345.678", "091-234-5678", "(0912) 345 678",
        "+84912345678", "+84 912 345 678", "84 912345678", " 0084 912 345 678 ",
    ],
)  # fmt: skip
def test_a_telephone_number_is_one_word_however_it_is_written(typed: str) -> None:
    assert searching.words(typed) == PHONE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Lò Thị Bản 0912 345 678", ["lo", "thi", "ban", "0912345678"]),
        ("0912 345", ["0912345"]),
        ("0912", ["0912"]),
        ("200330-0001", ["200330", "0001"]),
        ("200330 0001", ["200330", "0001"]),
        ("ubnd-03127-200330", ["ubnd", "03127", "200330"]),
        ("ubnd-03127-2003", ["ubnd", "03127", "2003"]),
        ("000.00.15.H18-200330-0001", ["000", "00", "15", "h18", "200330", "0001"]),
        ("Tổ 4, đường 7/5", ["to", "4", "duong", "7", "5"]),
        ("__", []),
    ],
)
def test_what_is_no_whole_number_is_looked_for_as_it_stands(typed: str, words: list[str]) -> None:
    assert searching.words(typed) == words


def test_an_identity_number_is_looked_for_by_a_digest_of_all_of_it() -> None:
    (word,) = searching.words("011190000123")
    assert searching.words("011 190 000 123") == searching.words("011.190.000.123") == [word]
    assert searching.words("011190000124") != [word]
    assert "0111" not in word
    assert searching.words("01119000012") == ["01119000012"]
    assert searching.words(word) == [word.strip("_")]  # nobody types a digest


def test_a_digest_hangs_on_the_secret_of_the_installation(
    settings: LazySettings,
) -> None:
    before = searching.words("011190000123")
    settings.SECRET_KEY = "another secret of an installation"
    assert searching.words("011190000123") != before


def test_what_was_written_down_is_found_by_what_is_typed() -> None:
    words = searching.found_by(
        ["Lò Thị Bản", "Lò Văn Ún"],
        phones=["0912345678", "+84 987 654 321", ""],
        identities=["011190000123", ""],
    )
    assert words == [
        *("lo", "thi", "ban", "van", "un", "0912345678", "0987654321"),
        *searching.words("011190000123"),
        *searching.tailed(["5678", "4321", "0123"]),
    ]


@pytest.mark.usefixtures("cast")
def test_a_code_without_separators_is_spelled_by_the_code_that_its_agency_has() -> None:
    own = "000.00.15.H18-200330-0001"
    assert searching.spelled(own) == []
    Agency.objects.filter(code="so-tp").update(official_code="000.00.15.H18")
    agencies.forget()
    assert searching.spelled("0000015H182003300001") == [own]
    assert searching.spelled("SOTP-200330-0001") == []  # it is called by that no more
    Agency.objects.filter(code="so-tp").update(official_code="")
    agencies.forget()
    assert searching.spelled("SOTP2003300001") == ["so-tp-200330-0001"]
