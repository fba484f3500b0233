"""Which passwords are guessed first: what stands in the account itself, and what many people take.

Both are held against what was typed without Vietnamese marks, spaces and signs: `nguyenvanthu` is
the name Nguyễn Văn Thử, `dienbien2020` the province with a year behind.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hoaban.core.people import areas, names
from hoaban.core.people.models import Person

LONGEST: Final = (
    64  # letters of a password that are taken apart; a longer one is no word with years
)
_SIGNS: Final = str.maketrans({"@": "a", "$": "s"})
_CALLED: Final = {
    "username": _("tên đăng nhập"),
    "phone": _("số điện thoại"),
    "email": _("địa chỉ thư điện tử"),
    "full_name": _("họ và tên"),
}
_USUAL: Final = frozenset(
    """
    matkhau matkhaumoi matkhaucu matkhaucuatoi mk pass password passwd doimatkhau quenmatkhau
    khongbiet khongnho khongco taikhoan dangnhap dangky xinchao chao hello welcome login user test
    admin administrator quantri hethong maytinh internet facebook zalo google gmail viettel
    vinaphone mobifone vnpt abc abcd abcde abcdef abcxyz qwe qwer qwert qwerty asd asdf asdfgh zxc
    zxcv zxcvbn qaz qazwsx aaa iloveyou love yeu anh em anhyeu emyeu anhyeuem emyeuanh yeuem
    yeuanh anhnhoem nhoem nhoanh tinhyeu hanhphuc maimai conyeu congai contrai concung giadinh
    bome boyeu meyeu mehien vochong vo chong ban be ongba hoahong hoasen hoamai hoaban hoa mattroi
    matrang bautroi consong concho conmeo conga convoi congiap namoi nammoi chucmung chucmungnammoi
    tet mayman phattai thanhcong vuive tuoitre hoctap hocsinh sinhvien giaovien bacsi congan bodoi
    quandoi dangvien doanvien doan dang motcua dichvucong congdan congchuc vienchuc canbo
    chuyenvien vanthu luutru lanhdao chutich phochutich giamdoc phogiamdoc truongphong thutruong
    uyban ubnd so phong ban tinh huyen xa phuong thitran thanhpho to thon vietnam vn hanoi saigon
    hochiminh tphcm danang haiphong cantho hue
    """.split()  # noqa: SIM905 - words are read and added to more easily than a list
)


class SimilarityValidator(password_validation.UserAttributeSimilarityValidator):
    """Refuses what is much like a name, a number or an address of the account, marks or not."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Refuse with the Vietnamese word for what it is like."""
        typed = _squeezed(password)
        for attribute in self.user_attributes:
            value = getattr(user, attribute, None)
            if isinstance(value, str) and any(self._is_like(typed, one) for one in _parts(value)):
                words = {"verbose_name": _CALLED[attribute]}
                message = _("Mật khẩu quá giống với %(verbose_name)s của bạn.")
                raise ValidationError(message, code="password_too_similar", params=words)

    def _is_like(self, typed: str, part: str) -> bool:
        too_short = password_validation.exceeds_maximum_length_ratio(
            typed, self.max_similarity, part
        )
        return not too_short and SequenceMatcher(a=typed, b=part).quick_ratio() >= (
            self.max_similarity
        )


class UsualValidator(password_validation.CommonPasswordValidator):
    """Refuses the library's list, and words of this country and places of this province, one or
    two of them, with whatever figures and signs stand around.
    """

    def validate(self, password: str, user: Person | None = None) -> None:
        """Refuse with a sentence that says what would be better."""
        super().validate(password, user)
        read = {_letters(password), _letters(password.translate(_SIGNS))}
        words = _USUAL | set(_places())
        if any(len(one) <= LONGEST and _is_of(one, words) for one in read):
            message = _(
                "Mật khẩu này dễ đoán: chỉ gồm từ thông dụng hoặc địa danh và chữ số. Hãy ghép vài "
                "từ không liên quan với nhau."
            )
            raise ValidationError(message, code="password_too_common")


def _squeezed(text: str) -> str:
    return names.fold(text).replace(" ", "")


def _parts(value: str) -> list[str]:
    """The words of a name or address, and all of them as one."""
    folded = names.fold(value)
    return [*folded.split(), folded.replace(" ", "")] if folded else []


def _places() -> Iterator[str]:
    """Every unit that the province ever had, short and in full: `himlam`, `phuonghimlam`."""
    for unit in areas.every():
        yield from (_letters(unit.short_name), _letters(unit.name))


def _letters(text: str) -> str:
    return re.sub(r"\d", "", _squeezed(text))


def _is_of(letters: str, words: frozenset[str]) -> bool:
    """One of the words, or two of them one behind the other."""
    cuts = range(1, len(letters) + 1)
    return any(letters[:at] in words and letters[at:] in words | {""} for at in cuts)
