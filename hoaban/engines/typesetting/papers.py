"""Frozen facts to a typeset page: tagged PDF/A-2b with our fonts, the same bytes each time."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import segno
import typst

from hoaban.engines.typesetting import letters, templates

DOTS = 96.0  # an inch of a picture: read on a screen, not printed
_one_at_a_time = threading.Lock()  # the kept compiler holds its inputs


@cache
def _fonts() -> typst.Fonts:
    """Parsed once a process; nothing of the machine's, nothing from elsewhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(letters.FONTS)]
    )


@cache
def _compiler(root: Path) -> typst.Compiler:
    return typst.Compiler(root=root, font_paths=_fonts())


def warm() -> None:
    """Read the fonts now, and not at the first paper."""
    _compiler(templates.folder())


def _with_code(template: str, facts: Mapping[str, object]) -> dict[str, object]:
    """A paper with an address (`link`) carries it as a square code; a form of a circular without
    one carries the case's code so [TT01/2018 Đ19].
    """
    given = dict(facts)
    shown = given.get("link") or ("/" in template and given.get("code"))
    if shown and "qr" not in given:
        given["qr"] = segno.make(str(shown), micro=False).svg_inline(border=1)
    return given


def typeset(template: str, facts: Mapping[str, object], *, on: date) -> bytes:
    """The page of a template (`giay-xac-nhan`, `01-2018-TT-VPCP/01`) filled with facts.

    Facts are handed over as one JSON document, never as markup, letters that our typeface lacks as
    an empty box. `on` dates the document. Refuses
    UnknownTemplate; facts that do not fit the template are a programming error (TypstError).
    """
    path = templates.template_path(template)
    with _one_at_a_time:
        return _pdf(_compiler(templates.folder()), path, _inputs(template, facts, on), on)


def typeset_as_of(
    template: str, sources: Mapping[str, str], facts: Mapping[str, object], *, on: date
) -> bytes:
    """The same page by the texts that a template had once (`templates.sources`)."""
    with TemporaryDirectory() as name, _one_at_a_time:
        root = Path(name)
        for path, text in sources.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        compiler = typst.Compiler(root=root, font_paths=_fonts())
        return _pdf(compiler, root / f"{template}.typ", _inputs(template, facts, on), on)


def _pdf(compiler: typst.Compiler, path: Path, inputs: dict[str, str], on: date) -> bytes:
    pdf = compiler.compile(
        input=path,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="a-2b",
        timestamp=datetime.combine(on, time.min, UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a paper is one PDF")
    return pdf


@dataclass(frozen=True, slots=True)
class Square:
    """A place on a page: `page` from 0, the rest in points from its upper left corner."""

    page: int
    left: float
    top: float
    side: float


def place(template: str, facts: Mapping[str, object], *, on: date, label: str) -> Square | None:
    """Where the page keeps a place of this name (`seal`) free; None where it keeps none."""
    path, inputs = templates.template_path(template), _inputs(template, facts, on)
    with _one_at_a_time:
        compiler = _compiler(templates.folder())
        compiler.compile(input=path, format="pdf", sys_inputs=inputs)  # a query has no inputs
        found = json.loads(compiler.query(f"<{label}>", field="value"))
    return Square(**found[0]) if found else None


def pictures(template: str, facts: Mapping[str, object], *, on: date) -> list[bytes]:
    """The same pages as PNG, to look at before anything is signed; refuses as `typeset` does."""
    path, inputs = templates.template_path(template), _inputs(template, facts, on)
    with _one_at_a_time:
        pages = _compiler(templates.folder()).compile(
            input=path, format="png", sys_inputs=inputs, ppi=DOTS
        )
    return [pages] if isinstance(pages, bytes) else [page for page in pages or () if page]


def _inputs(template: str, facts: Mapping[str, object], on: date) -> dict[str, str]:
    given = letters.legible(_with_code(template, facts))
    return {"facts": json.dumps(given, ensure_ascii=False), "on": on.isoformat()}
