"""Figures as they are written here: `1.234.567,89`, `97,8 %`, `75.000 đồng`.

English pages write `1,234,567.89`, `97.8%`, `VND 75,000`.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext

Number = int | float | Decimal
_SWAP = str.maketrans(",.", ".,")
MILLION = 1_000_000
KILO = 1000
HIDDEN = "•"


def _written(figure: str) -> str:
    """`1,234.5` with the signs of the page's language."""
    return figure if get_language() == "en" else figure.translate(_SWAP)


def _rounded(value: Number, decimals: int) -> str:
    """Half up, as everybody checks it by hand, and not to the even neighbour."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return _written(f"{exact:,}")


def number(value: Number | None, decimals: int | None = None) -> str:
    """Grouped, with decimals; without `decimals` up to two, none if whole."""
    if value is None or value == "":
        return ""
    if decimals is not None:
        return _rounded(value, decimals)
    if isinstance(value, int) or value == int(value):
        return _written(f"{int(value):,}")
    return _rounded(value, 2).rstrip("0").rstrip(",.")


def percent(value: Number | None, decimals: int = 1) -> str:
    """Of a share counted 0 to 100: `97,8 %`."""
    space = "" if get_language() == "en" else " "
    return "" if value is None or value == "" else f"{_rounded(value, decimals)}{space}%"


def money(value: Number | None) -> str:
    """Whole đồng: `75.000 đồng`."""
    if value is None or value == "":
        return ""
    return gettext("%(amount)s đồng") % {"amount": number(value, 0)}


def millions(value: Number | None) -> str:
    """Đồng in the unit of reports: `1.234,5 triệu đồng`."""
    if value is None or value == "":
        return ""
    shown = number(Decimal(str(value)) / MILLION, 1)
    return gettext("%(amount)s triệu đồng") % {"amount": shown}


def size(value: int | None) -> str:
    """Bytes as a person compares them: `4,1 MB`, `412 kB`."""
    if value is None:
        return ""
    if value < KILO * KILO:
        return f"{max(1, round(value / KILO)):d} kB" if value else "0 kB"
    return f"{number(value / KILO / KILO, 1)} MB"


def masked(value: object, shown: int = 3) -> str:
    """An identity number with all but its last digits hidden."""
    text = str(value or "")
    return HIDDEN * max(0, len(text) - shown) + text[-shown:] if len(text) > shown else text


def phone(value: object) -> str:
    """`0900 000 123`, of a landline `0215 382 5111`; what is no such number stays as it is."""
    text = str(value or "")
    if text.isdigit() and len(text) in LONG:
        return f"{text[:4]} {text[4:7]} {text[7:]}"
    return text


LONG = (len("0900000123"), len("02153825111"))  # digits of a mobile number, of a landline
