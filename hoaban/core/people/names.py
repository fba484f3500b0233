"""Names, telephone and identity numbers as they are written in Vietnam. Pure text, no tables."""

import re
import unicodedata
from functools import lru_cache

from hoaban.core import alphabets, typed
from hoaban.core.refusals import Refusal

_MARKS = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
TAIL = 4  # last digits of a number by which whoever has it shows that they know it
_WHOLE = 9  # digits of the shortest whole number that has no letters
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SYMBOLS = "123456789abcdefghijklmnopqrstuvwxyz"
_RANK = dict(zip(_ALPHABET, _SYMBOLS, strict=False))
_TONES = str.maketrans(dict.fromkeys(_MARKS))
# The prefixes of eleven figures that became ones of ten between 15/9 and 14/11/2018, once for all
# [798/QĐ-BTTTT 22/5/2018].
_SHORTENED = dict(
    pair.split(">")
    for pair in [
        "0120>070",
        "0121>079",
        "0122>077",
        "0126>076",
        "0128>078",
        "0123>083",
        "0124>084",
        "0125>085",
        "0127>081",
        "0129>082",
        "0162>032",
        "0163>033",
        "0164>034",
        "0165>035",
        "0166>036",
        "0167>037",
        "0168>038",
        "0169>039",
        "0186>056",
        "0188>058",
        "0199>059",
    ]
)
_OLD = re.compile(r"01\d{9}")
_PHONE = re.compile(r"0(?:[35789]\d{8}|2\d{9})")
PERSONAL = 12  # figures of the number that a person keeps for life
_IDENTITY = re.compile(rf"\d{{{PERSONAL}}}|\d{{9}}")
_PASSPORT = re.compile(r"[A-Z](?=.*\d)[A-Z0-9]{5,11}")
_BETWEEN = re.compile(r"[\s.()\-\u2010-\u2015]")  # spaces, points and dashes within a number
_IN_NAMES = " .,'’-"
_BEGINS = "'’"  # what the name of a foreigner may begin with: ’t Hooft
_HELD = re.compile(r"(\w)\1{3}")
_FIRST = re.compile(r"(?:^|(?<=[\s.-])|(?<=\S['’]))\w")  # letters of a name that are written large
_SEVERAL = re.compile(r"\w\w")  # one letter alone is a capital and no word in capitals
_SAID = 60  # letters of a name that a refusal repeats
NO_IDENTITY = "none"  # the kept answer of somebody without any identity paper
_WITHOUT = re.compile(
    r"(?:khong|ko|chua)(?: co)?(?: so| dien thoai| sdt| giay to| can cuoc| cccd)*|none"
)
# Words that people write, or a card prints, before a number, folded.
_OF_PHONES = {"so", "dien", "thoai", "dt", "sdt", "di", "dong", "tel", "phone", "mobile", "zalo"}
_OF_CARDS = {"so", "the", "giay", "can", "cuoc", "cong", "dan", "cccd", "cmnd", "cmt", "chung"}
_OF_CARDS |= {"minh", "nhan", "dinh", "danh", "ca", "ho", "chieu", "passport", "no"}
_REMARK = re.compile(r"\([^()\d]*\)")  # as in a list of contacts: 0912 345 678 (vợ)


class PhoneUnusable(Refusal):
    """Số điện thoại không dùng được: cần số Việt Nam, ví dụ 0912 345 678."""


class IdentityNumberUnusable(Refusal):
    """Số giấy tờ tùy thân không đúng: căn cước công dân có 12 chữ số, chứng minh nhân dân có 9, hộ
    chiếu có chữ và số, ví dụ B1234567.

    persons.identity_number
    """


class NameUnusable(Refusal):
    """Tên cần có ít nhất một chữ cái."""


class NameOfSigns(NameUnusable):
    """Tên người chỉ viết bằng chữ cái, không có chữ số và ký hiệu, không bắt đầu bằng dấu, ví dụ Lò
    Văn Nam.
    """


class NameOfOtherScript(NameUnusable):
    """Tên cần viết bằng chữ Việt hoặc chữ La-tinh như trong giấy tờ ở Việt Nam; hãy viết lại:
    {words}.
    """


class LetterHeld(NameUnusable):
    """Tên có một chữ cái lặp lại nhiều lần liền nhau; hãy xem lại."""


def clean(text: str) -> str:
    """One line as it is kept: `typed.text` with single spaces and without control characters.

    A letter of another script that looks like a Latin one is that one within a Latin word.
    """
    kept = alphabets.mended(typed.text(text))
    if not kept.isprintable():
        kept = "".join(c if c.isprintable() else " " for c in kept)
    return " ".join(kept.split())


def fold(text: str) -> str:
    """Text for search: lower case, no diacritics, đ as d, words apart by one space.

    Tone marks go wherever they stood, so `hoà` and `hòa` are found alike; letters that look like
    Latin ones are found as these.
    """
    spread = unicodedata.normalize("NFD", alphabets.like_latin(text).casefold())
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare.replace("đ", "d")).split())


@lru_cache(maxsize=8192)  # more than the language has; catalogues of names are sorted often
def _syllable(word: str) -> str:
    """Letters in Vietnamese order, then the tone; only 0-9 and a-z, alike in every database."""
    spread = unicodedata.normalize("NFD", word.lower())
    tone = next((_MARKS[c] for c in spread if c in _MARKS), "0")
    letters = unicodedata.normalize("NFC", spread.translate(_TONES))
    ranks = (_RANK.get(c, f"z{c}" if c in "0123456789" else "") for c in letters)
    return f"{''.join(ranks)}0{tone}"


def order(text: str) -> str:
    """Key of Vietnamese order, word by word: a ă â b c d đ e ê …, tones after letters."""
    return "".join(_syllable(word) for word in clean(text).split())


def sort_key(full_name: str) -> str:
    """Order of people: given name first, then the rest (`order`); at most 320 characters."""
    words = clean(full_name).split()
    return order(" ".join([*words[-1:], *words[:-1]]))[:320]


def name(text: str) -> str:
    """A name of a person or an organisation on one line, in Latin letters.

    Refuses one without any letter, and letters of other scripts.
    """
    kept = in_latin(text)
    if not any(c.isalpha() for c in kept):
        raise NameUnusable
    return kept


def in_latin(text: str) -> str:
    """`clean`, refused with letters of another script: papers in Viet Nam have Latin ones."""
    kept = clean(text)
    if others := alphabets.foreign(kept):
        raise NameOfOtherScript(words=" ".join(others)[:_SAID])
    return kept


def of_person(text: str) -> str:
    """The name of somebody: letters, and the marks that stand in names of foreigners.

    Refuses digits and other signs, which the Civil Code bars, a sign before the first letter, and a
    letter that was held down.
    """
    kept = name(text)
    if not (kept[0].isalpha() or (kept[0] in _BEGINS and kept[1:2].isalpha())):
        raise NameOfSigns
    if not all(c.isalpha() or c in _IN_NAMES or unicodedata.combining(c) for c in kept):
        raise NameOfSigns
    if _HELD.search(kept.casefold()):
        raise LetterHeld
    return kept


def as_written(text: str) -> str:
    """A name of a person in small letters, or capitals, alone as names are written; else as it is.

    `lò thị ó`, `LÒ THỊ Ó`, `Lò thị ó` -> `Lò Thị Ó`; `k'brêu`, `H'MÔNG` -> `K'Brêu`, `H'Mông`. A
    part that stands small in a name of another language is left where others have a capital.
    """
    kept = clean(text)
    behind = kept.partition(" ")[2]
    is_small = kept == kept.lower() or bool(behind and behind == behind.lower())
    is_large = kept == kept.upper() and _SEVERAL.search(kept)
    if not any(c.isalpha() for c in kept) or not (is_small or is_large):
        return kept
    return _FIRST.sub(lambda found: found[0].upper(), kept.lower())


def phone(text: str) -> str:
    """`+84 912.345.678`, `+84 (0)912-345-678` -> `0912345678`. Refuses PhoneUnusable.

    Marks that a list of contacts leaves around a number do not matter, whichever dash it has, nor
    what it is called (`SĐT: 0912 345 678 (vợ)`); a number of eleven figures from before 2018 is
    read as the one that it became.
    """
    number = _BETWEEN.sub("", _bare(clean(text), _OF_PHONES))
    number = re.sub(r"^(?:\+|00)?840?(?=[1235789]\d{8})", "0", number)
    if _OLD.fullmatch(number):
        number = _SHORTENED.get(number[:4], number[:4]) + number[4:]
    if not _PHONE.fullmatch(number) or not number.isascii():
        raise PhoneUnusable
    return number


def phone_if_any(text: str) -> str:
    """A telephone number, or nothing where none is written or somebody says that there is none."""
    return "" if not text or says_none(text) else phone(text)


def _bare(text: str, labels: set[str]) -> str:
    """A number without the words before it, a remark in brackets, and signs around it."""
    words = _REMARK.sub(" ", text).replace(":", ": ").strip(typed.AROUND).split()
    while words and labels.issuperset(fold(words[0]).split()):
        words = words[1:]
    return " ".join(words)


def identity_number(text: str) -> str:
    """The 12 digits of a CCCD, 9 of a CMND [ND137/2015 Đ13], or letters and digits of a passport.

    What the number is called does not matter (`CCCD: 011 190 000 123`). Refuses
    IdentityNumberUnusable.
    """
    number = _BETWEEN.sub("", _bare(alphabets.like_latin(clean(text)), _OF_CARDS)).upper()
    if not number.isascii() or not number.strip("0"):
        raise IdentityNumberUnusable
    if not _IDENTITY.fullmatch(number) and not _PASSPORT.fullmatch(number):
        raise IdentityNumberUnusable
    return number


def is_personal(number: str) -> bool:
    """Whether an identity number is the one that a person keeps for life. [ND137/2015 Đ13]"""
    return len(number) == PERSONAL and number.isdecimal()


def identity(text: str) -> str:
    """An identity number, or NO_IDENTITY where somebody writes that there is none."""
    return NO_IDENTITY if says_none(text) else identity_number(text)


def identity_if_any(text: str) -> str:
    """An identity number, or nothing where none is written or somebody says that there is none."""
    return "" if not text or says_none(text) else identity_number(text)


def says_none(text: str) -> bool:
    """Whether somebody writes that they have no such thing."""
    return bool(_WITHOUT.fullmatch(fold(text)))


def tail(text: str) -> str:
    """The last four digits of a number, typed alone or with all of it; nothing for other text.

    `56 78`, `số cuối 5678`, `0912345678`, `011190005678`, `B1235678` and the tax code `5600125678`
    are all `5678`.
    """
    found = digits(clean(text))
    if len(found) == TAIL or len(found) >= _WHOLE:
        return found[-TAIL:]
    try:
        return digits(identity_number(text))[-TAIL:]
    except IdentityNumberUnusable:
        return ""


def digits(number: str) -> str:
    """The digits of a number, by the last of which whoever has it is known."""
    return "".join(c for c in alphabets.narrow(number) if c.isascii() and c.isdigit())
