"""How the number of an entry is written."""

from string import Formatter

NAMED = ("number", "year", "agency")  # what a symbol may name


def written(symbol: str, *, number: int, year: int, agency: str) -> str:
    """The number of an entry as it is written: `{number:02}/{year}` gives `07/2020`."""
    return symbol.format(number=number, year=year, agency=agency)


def check_symbol(symbol: str, *, begins_yearly: bool) -> None:
    """A symbol names the number, and the year where numbers begin anew. Raises ValueError."""
    try:
        written(symbol, number=1, year=1, agency="UBND")
    except KeyError as unknown:
        words = f"mẫu số không có: {unknown.args[0]} (có: {', '.join(NAMED)})"
        raise ValueError(words) from None
    except (ValueError, IndexError, AttributeError, TypeError):
        raise ValueError("mẫu số không viết được, ví dụ đúng: {number:02}/{year}") from None
    named = {name for _text, name, *_ in Formatter().parse(symbol)}
    needed = ["number", "year"] if begins_yearly else ["number"]
    if lacking := [name for name in needed if name not in named]:
        raise ValueError(f"mẫu số thiếu: {', '.join(lacking)}")
