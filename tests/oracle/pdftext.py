"""The words of a PDF that the house has drawn, by pikepdf alone: no tool of the system is asked.

Its typesetter writes text in reading order with fonts that say which letters their glyphs are; a
line ends where the baseline moves.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
GAP = -200  # thousandths of the type size: a wider step between glyphs is a space
SAME_LINE = 2.0  # points
BLOCKS = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
CODE = re.compile(r"<([0-9A-Fa-f]+)>")
RANGE = re.compile(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", re.DOTALL)


def words(pdf: bytes) -> str:
    """All pages, a line of the page a line of text."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return "\n".join(line for page in document.pages for line in _lines(page))


def _lines(page: pikepdf.Page) -> Iterator[str]:
    line, height, end = "", None, False
    for y, text in _pieces(page, _fonts(page)):
        moved = height is not None and abs(y - height) > SAME_LINE
        if moved and line:
            yield line
            line = ""
        line += f" {text}" if line and end else text
        height, end = y, True
    yield line


def _fonts(page: pikepdf.Page) -> dict[str, dict[int, str]]:
    """The letters of each font's glyphs."""
    named: Any = page.resources.get("/Font", {})  # Any: a dictionary of the PDF
    return {name: _letters(font["/ToUnicode"].read_bytes()) for name, font in named.items()}


def _letters(table: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, body in BLOCKS.findall(table.decode("latin-1")):
        if kind == "bfchar":
            codes = CODE.findall(body)
            found |= {int(a, 16): _text(b) for a, b in zip(codes[::2], codes[1::2], strict=True)}
            continue
        for first, last, start, listed in RANGE.findall(body):
            span = range(int(first, 16), int(last, 16) + 1)
            texts = CODE.findall(listed) or [f"{int(start, 16) + i:04X}" for i in range(len(span))]
            found |= {code: _text(text) for code, text in zip(span, texts, strict=True)}
    return found


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be")


def _pieces(page: pikepdf.Page, fonts: dict[str, dict[int, str]]) -> Iterator[tuple[float, str]]:
    """Every shown string with the height of its baseline, in the order of the page."""
    stack: list[Matrix] = []
    whole, text = UNIT, UNIT
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        match operator:
            case "q":
                stack.append(whole)
            case "Q":
                whole = stack.pop()
            case "cm":
                whole = _times(_matrix(operands), whole)
            case "BT" | "Tm" | "Td" | "TD":
                text = _placed(operator, operands, text)
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                shown = operands if operator == "Tj" else list(operands[0])
                yield _times(text, whole)[5], _said(shown, letters)


def _placed(operator: str, operands: list[Any], text: Matrix) -> Matrix:  # Any: numbers of a PDF
    """Where the next string stands."""
    if operator == "BT":
        return UNIT
    if operator == "Tm":
        return _matrix(operands)
    return _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), text)


def _said(shown: list[Any], letters: dict[int, str]) -> str:  # Any: strings and numbers of a PDF
    said = ""
    for part in shown:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            pairs = zip(codes[::2], codes[1::2], strict=True)
            said += "".join(letters.get(high << 8 | low, "\ufffd") for high, low in pairs)
        elif float(part) < GAP and not said.endswith(" "):
            said += " "
    return said


def _matrix(operands: list[Any]) -> Matrix:  # Any: numbers of a PDF
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """First the one, then the other."""
    a, b, c, d, e, f = one
    u, v, w, x, y, z = two
    return (
        a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y,
        e * v + f * x + z,
    )  # fmt: skip
