"""Letters that look like a Latin one are that one within a Latin word; other scripts are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hoaban.core import alphabets, typed
from hoaban.core.people import names

CYRILLIC = dict(zip("aeopcyxijsAEOPCTBHKMXYIJS", "аеорсухіјѕАЕОРСТВНКМХУІЈЅ", strict=True))
GREEK = dict(zip("oaivpuABEZHIKMNOPTYX", "οαινρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True))
NAMES = [
    "Lò Văn Duoc",
    "Vừ A Páo",
    "Nguyễn Thị Hoa",
    "Sùng Thị Xía",
    "Quàng Văn Đôi",
    "KSOR Y BHAM",
]


@pytest.mark.parametrize(
    ("typed_so", "kept"),
    [
        ("Lо Vаn Duoc", "Lo Van Duoc"),  # Cyrillic о and а
        ("Lò Văn Pα", "Lò Văn Pa"),
        ("Vӑn", "Văn"),  # the breve on a Cyrillic а
        ("Ｌò Ｖăn", "Lò Văn"),
        ("𝐋ò Văn", "Lò Văn"),
        ("Βùi Τhị", "Bùi Thị"),  # Greek capitals
    ],
)
def test_a_word_that_mixes_scripts_is_written_in_latin_letters(typed_so: str, kept: str) -> None:
    assert names.of_person(typed_so) == kept


@pytest.mark.parametrize("name", ["Ло Ван Дуок", "Lò Văn Нам", "Αθηνά", "李明", "Lò Văn Pж", "О"])
def test_a_name_of_another_script_is_refused_with_its_words(name: str) -> None:
    with pytest.raises(names.NameOfOtherScript, match="hãy viết lại"):
        names.of_person(name)
    with pytest.raises(names.NameOfOtherScript):
        names.name(f"Công ty {name}")


@pytest.mark.parametrize(
    "name", ["Müller Straße", "Øyvind Łukasz", "Ñuñez", "Kaʻahumanu", "Đỗ Ửng", "Ksor H’Bia"]
)
def test_latin_letters_of_any_country_stay(name: str) -> None:
    assert names.of_person(name) == name


@given(some.sampled_from(NAMES), some.sampled_from([CYRILLIC, GREEK]), some.data())
def test_whichever_letters_were_swapped_a_name_is_itself_or_refused(
    name: str, swapped: dict[str, str], data: some.DataObject
) -> None:
    spots = data.draw(some.sets(some.integers(0, len(name) - 1)))
    other = "".join(swapped.get(c, c) if i in spots else c for i, c in enumerate(name))
    try:
        assert names.of_person(other) == name
    except names.NameOfOtherScript:
        assert alphabets.foreign(other)
    assert names.fold(other) == names.fold(name)


@given(some.text())
def test_what_was_mended_stays_as_it_is(text: str) -> None:
    once = alphabets.mended(text)
    assert alphabets.mended(once) == once
    assert alphabets.like_latin(alphabets.like_latin(text)) == alphabets.like_latin(text)


def test_codes_and_numbers_are_read_whichever_keyboard_typed_them() -> None:
    assert typed.code("Н18-200330-0001") == "H18-200330-0001"  # a Cyrillic Н
    assert names.identity_number("В1234567") == "B1234567"
    assert names.phone("０９１２３４５６７８") == "0912345678"


def test_a_word_with_one_letter_that_looks_like_no_latin_one_is_mended_in_no_part() -> None:
    word = "P\u0430\u0436"  # a Latin P, a Cyrillic а that looks like one, a ж that does not
    assert alphabets.mended(f"Lò {word} L\u043e") == f"Lò {word} Lo"


def test_a_text_of_another_script_alone_is_no_mixture() -> None:
    assert alphabets.mended("Москва và Hà Nội") == "Москва và Hà Nội"
    assert alphabets.foreign("Москва và Hà Nội, 5 Ω, 3 µm") == ["Москва", "Ω"]
    assert [alphabets.is_sign(word) for word in ("Ω", "β2", "Москва", "αω", "О")] == [
        True,
        True,
        False,
        False,
        False,
    ]
