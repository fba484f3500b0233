"""Passwords that are guessed first are refused in Vietnamese, those of a few odd words taken."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hoaban.core.people.models import Person

pytestmark = pytest.mark.usefixtures("province")
WHO = Person(
    username="chuyenvien.himlam",
    full_name="Nguyễn Văn Thử",
    phone="0912345678",
    email="thu.tay.bac@mail.example",
)
LIKE = "Mật khẩu quá giống với {} của bạn."


def said(password: str, who: Person | None = WHO) -> list[str]:
    try:
        validate_password(password, who)
    except ValidationError as wrong:
        return [str(one) for one in wrong.messages]
    return []


@pytest.mark.parametrize(
    ("password", "called"),
    [
        ("nguyenvanthu", "họ và tên"),
        ("NguyễnVănThử", "họ và tên"),
        ("nguyen van thu", "họ và tên"),
        ("thunguyenvan1990", "họ và tên"),
        ("chuyenvien.himlam", "tên đăng nhập"),
        ("Chuyênviên-hímlam", "tên đăng nhập"),
        ("so0912345678", "số điện thoại"),
        ("thu.tay.bac@mail", "địa chỉ thư điện tử"),
    ],
)
def test_what_is_like_the_account_is_named_in_vietnamese(password: str, called: str) -> None:
    assert LIKE.format(called) in said(password)


@pytest.mark.parametrize(
    "password",
    [
        "matkhau1",
        "matkhau123",
        "MậtKhẩu@2020",
        "m@tkhau2020",
        "dienbien2020",
        "Điện Biên 2020",
        "himlam2020",
        "phuonghimlam1",
        "2020himlam2020",
        "dienbien-himlam",
        "anhyeuem1234",
        "motcua2020!",
    ],
)
def test_usual_words_and_places_with_figures_around_are_refused(password: str) -> None:
    assert [one[:21] for one in said(password, None)] == ["Mật khẩu này dễ đoán:"]


@pytest.mark.parametrize(
    "password", ["nương rẫy xa mưa", "cavoi-an-banh-cuon", "himlam ruộng bậc thang", "Xk7-93-qwLmp"]
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken(password: str) -> None:
    assert said(password) == []


def test_a_very_long_password_is_read_in_bounded_time() -> None:
    assert said("himlam" * 20_000) == []
