import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.people import names

words = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạÀĐ", min_size=1, max_size=8)
full_names = st.lists(words, min_size=1, max_size=5).map(" ".join)


def test_search_forgives_diacritics_and_the_letter_d() -> None:
    assert names.fold("  Đỗ Thị HIỀN ") == "do thi hien"


def test_old_and_new_tone_places_are_found_alike() -> None:
    assert {names.fold(word) for word in ("hoà", "hòa", "Hoà", "HÒA")} == {"hoa"}
    assert names.fold("thuỷ") == names.fold("thủy") == "thuy"


@given(full_names)
def test_folding_forgets_how_the_letters_were_composed(name: str) -> None:
    assert names.fold(unicodedata.normalize("NFD", name)) == names.fold(name)
    assert names.fold(names.fold(name)) == names.fold(name)
    assert names.fold(name).isascii()


def test_people_stand_by_given_name_in_vietnamese_order() -> None:
    people = ["Lê Văn Đạt", "Trần Dũng", "Lê An", "Vũ Ân", "Bùi Ẳng", "Đỗ An", "Lê Ánh", "Lê Ái"]
    assert sorted(people, key=names.sort_key) == [
        *("Lê Ái", "Đỗ An", "Lê An", "Lê Ánh", "Bùi Ẳng", "Vũ Ân", "Trần Dũng", "Lê Văn Đạt"),
    ]


def test_tones_come_after_letters() -> None:
    people = ["Lò Ma", "Lò Mạ", "Lò Má", "Lò Mã", "Lò Mả", "Lò Mà", "Lò Mai"]
    assert sorted({*people}, key=names.sort_key) == [
        *("Lò Ma", "Lò Mà", "Lò Mả", "Lò Mã", "Lò Má", "Lò Mạ", "Lò Mai"),
    ]


@given(full_names)
def test_a_sort_key_is_plain_letters_and_figures(name: str) -> None:
    key = names.sort_key(name)
    assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
    assert len(key) <= 320


@pytest.mark.parametrize("typed", ["0912345678", "+84 912.345.678", "84912345678", "0912 345-678"])
def test_a_telephone_number_is_understood_as_people_write_it(typed: str) -> None:
    assert names.phone(typed) == "0912345678"


@pytest.mark.parametrize(
    "typed", ["", "912345678", "0112345678", "09123456789", "sđt", "٠٩١٢٣٤٥٦٧٨"]
)
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(names.PhoneUnusable):
        names.phone(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01681234567", "0381234567"),
        ("+84 168 123 4567", "0381234567"),
        ("0120.123.4567", "0701234567"),
        ("+84 (0)912 345 678", "0912345678"),
        ("+840912345678", "0912345678"),
        ("0912\u2011345\u2013678", "0912345678"),
        ("\u202a0912345678\u202c", "0912345678"),
    ],
)
def test_old_and_copied_numbers_are_the_number_of_today(typed: str, kept: str) -> None:
    assert names.phone(typed) == kept


@pytest.mark.parametrize("typed", ["01101234567", "0168123456", "016812345678"])
def test_eleven_figures_of_no_known_prefix_are_refused(typed: str) -> None:
    with pytest.raises(names.PhoneUnusable):
        names.phone(typed)


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
def test_every_mobile_number_survives_its_writings(number: str) -> None:
    assert names.phone(f"+84 {number[1:4]} {number[4:]}") == number
    assert names.phone(f"{number[:4]} {number[4:7]} {number[7:]}") == number


@pytest.mark.parametrize(
    ("typed", "kept"), [("011 092 001 234", "011092001234"), ("040123456", "040123456")]
)
def test_identity_numbers_have_twelve_or_nine_digits(typed: str, kept: str) -> None:
    assert names.identity_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "12345678", "1234567890", "000000000000", "01109200123x"])
def test_other_identity_numbers_are_refused(typed: str) -> None:
    with pytest.raises(names.IdentityNumberUnusable):
        names.identity_number(typed)


@pytest.mark.parametrize(
    "typed",
    ["SĐT: 0912 345 678.", "ĐT 0912345678 (vợ)", "Zalo 0912.345.678", "tel:+84912345678"],
)
def test_what_a_telephone_number_is_called_does_not_matter(typed: str) -> None:
    assert names.phone(typed) == "0912345678"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("CCCD: 011 190 000 123", "011190000123"),
        ("Thẻ căn cước công dân số 011190000123.", "011190000123"),
        ("CMND 050123456 (cũ)", "050123456"),
        ("hộ chiếu b1234567", "B1234567"),
        ("CC1234567", "CC1234567"),
    ],
)
def test_what_an_identity_number_is_called_does_not_matter(typed: str, kept: str) -> None:
    assert names.identity_number(typed) == kept


@pytest.mark.parametrize("typed", ["Lò Văn Âu 0912345678", "0912345678, 0987654321"])
def test_more_than_a_number_is_no_number(typed: str) -> None:
    with pytest.raises(names.PhoneUnusable):
        names.phone(typed)


@pytest.mark.parametrize("typed", ["", "không có", "Ko có", "chưa có", "Không có số điện thoại"])
def test_who_has_no_number_says_so(typed: str) -> None:
    assert (names.phone_if_any(typed), names.identity_if_any(typed)) == ("", "")


@pytest.mark.parametrize(
    "typed",
    [
        "5678",
        "56 78",
        " 5678.",
        "５６７８",
        "số cuối 5678",
        "0912345678",
        "+84 912 345 678",
        "011190005678",
        "040125678",
        "số cuối 040125678",
        "B1235678",
        "5600125678",
    ],
)
def test_the_last_digits_are_read_alone_or_with_the_whole_number(typed: str) -> None:
    assert names.tail(typed) == "5678"


@pytest.mark.parametrize("typed", ["", "567", "56789", "số cuối 40125678", "Lò Văn Ún", "٥٦٧٨"])
def test_what_is_no_number_has_no_last_digits(typed: str) -> None:
    assert names.tail(typed) == ""


@given(st.text(max_size=40))
def test_any_text_at_all_can_be_cleaned_folded_and_sorted(text: str) -> None:
    assert names.clean(names.clean(text)) == names.clean(text)
    assert isinstance(names.fold(text) + names.sort_key(text), str)


@pytest.mark.parametrize(
    "name",
    [
        "Lò Văn Ún",
        "Sùng A Páo",
        "Ma",
        "O’Brien, Jean-Luc Jr.",
        "Henry Tudor III",
        "Đỗ Ê",
        "’t Hooft",
    ],
)
def test_names_of_people_are_letters_and_the_marks_of_foreign_names(name: str) -> None:
    assert names.of_person(name) == name


@pytest.mark.parametrize("name", ["Lò Văn Nam 2", "<b>Lò</b>", "Lò @ Mai", "Lò_Mai", "Lò (Mai)"])
def test_digits_and_signs_are_no_name_of_a_person(name: str) -> None:
    with pytest.raises(names.NameOfSigns):
        names.of_person(name)


@pytest.mark.parametrize(
    "name", ["-Lò Văn Âm", ". Lò Mai", ",Lò Mai", "''Lò Mai", "- Lò", "\u0300Lò"]
)
def test_no_name_of_a_person_begins_with_a_sign(name: str) -> None:
    with pytest.raises(names.NameOfSigns):
        names.of_person(name)


@pytest.mark.parametrize("name", ["A" * 20, "Lò Maaaai", "Lò MaAaA"])
def test_a_letter_that_was_held_down_is_told(name: str) -> None:
    with pytest.raises(names.LetterHeld):
        names.of_person(name)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("nguyễn văn a", "Nguyễn Văn A"), ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("Nguyễn văn a", "Nguyễn Văn A"), ("lò thị ó", "Lò Thị Ó"), ("LÒ THỊ Ó", "Lò Thị Ó"),
        ("chớ", "Chớ"), ("CHỚ", "Chớ"), ("k'brêu", "K'Brêu"), ("K’BRÊU", "K’Brêu"),
        ("h'mông", "H'Mông"), ("h' hen niê", "H' Hen Niê"), ("y ngông-niê", "Y Ngông-Niê"),
        ("đặng thị  ân", "Đặng Thị Ân"), ("o", "O"),
        ("Ó", "Ó"), ("A Ó", "A Ó"), ("Lò Thị Ó", "Lò Thị Ó"), ("K'Brêu", "K'Brêu"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"), ("lò Văn Nam", "lò Văn Nam"),
        ("’T", "’T"), ("A,Ó", "A,Ó"), ("Y", "Y"), ("McDonald", "McDonald"),
        ("Chớ", "Chớ"), ("’t hooft", "’t Hooft"), ("", ""), ("1 2", "1 2"),
    ],
)  # fmt: skip
def test_a_name_in_small_letters_or_capitals_alone_is_written_as_names_are(
    typed: str, written: str
) -> None:
    assert names.as_written(typed) == written
    decomposed = unicodedata.normalize("NFD", typed)
    assert names.as_written(decomposed) == written


@given(full_names)
def test_a_name_as_names_are_written_is_written_once(name: str) -> None:
    written = names.as_written(name)
    assert names.as_written(written) == written
    assert names.fold(written) == names.fold(name)
