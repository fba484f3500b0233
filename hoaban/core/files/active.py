"""What in a PDF acts by itself: scripts, commands that start a program or send a form, forms of the
kind that carries scripts (XFA), programs and pages with scripts attached, and whatever leads out of
the file as soon as it is opened or shown.

Forms, links that a person clicks, signatures and attached papers stay allowed. Runs in the process
of `isolated`.
"""

import io
import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from hoaban.core.files import attached
from hoaban.core.files.enums import Shape

_SUSPECT: Final = re.compile(
    rb"/(?:JS|JavaScript|Launch|EF|XFA|SubmitForm|ImportData|OpenAction|AA|RichMedia\w*|3D|Ref)\b"
)
_KINDS: Final = {
    "/JavaScript": Shape.SCRIPT,
    "/Launch": Shape.LAUNCH,
    "/SubmitForm": Shape.SENDING,
    "/ImportData": Shape.SENDING,
    "/RichMediaExecute": Shape.LEADING,
}
# What may happen by itself, because it stays within the file.
_WITHIN: Final = {"/GoTo", "/Named", "/Hide", "/ResetForm", "/SetOCGState", "/Trans", "/GoTo3DView"}
_MOST_ACTIONS: Final = 500  # that follow from one trigger
_LIVELY: Final = {"/RichMedia", "/3D"}  # annotations whose content runs in the reader
_DEEPEST: Final = 2  # attached papers within attached papers that are looked into


def found_in(pdf: pikepdf.Pdf, *, depth: int = 0) -> Shape:
    """`WHOLE` where nothing acts, or the first that does. Each object is looked at once."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and "/F" in one:
            return Shape.LEADING  # its data lie elsewhere: another file, another machine
        if not _SUSPECT.search(_written(one)):
            continue
        if isinstance(one, pikepdf.Name):  # another object says `/S 5 0 R`
            if str(one) in _KINDS:
                return _KINDS[str(one)]
            continue
        for part in _dictionaries(one):
            shape = _acts(part, depth)
            if shape != Shape.WHOLE:
                return shape
    return Shape.WHOLE


def _written(one: pikepdf.Object) -> bytes:
    """The object as the library writes it, names without their escapes; of a stream its head."""
    head = one.stream_dict if isinstance(one, pikepdf.Stream) else one
    return head.unparse(resolved=True)


def _dictionaries(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All that lie directly in the object, itself included; what it refers to comes by itself."""
    waiting: list[pikepdf.Object] = [one]
    while waiting:
        part = waiting.pop()
        inner: list[object] = []
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inner = [value for _key, value in part.items()]
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        waiting += [
            each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect
        ]


def _acts(part: pikepdf.Object, depth: int) -> Shape:
    shape = _commands(part)
    if shape == Shape.WHOLE and "/XFA" in part:
        return Shape.DYNAMIC
    files = part.get("/EF")
    if shape == Shape.WHOLE and isinstance(files, pikepdf.Dictionary):
        shape = _carries(part, files, depth)
    return _begins(part) if shape == Shape.WHOLE else shape


def _commands(part: pikepdf.Object) -> Shape:
    """What nobody may put into a file, clicked or not."""
    has_script = isinstance(part.get("/JS"), pikepdf.String | pikepdf.Stream)
    if has_script or "/JavaScript" in part:
        return Shape.SCRIPT
    said = part.get("/S")
    return _KINDS.get(str(said), Shape.WHOLE) if isinstance(said, pikepdf.Name) else Shape.WHOLE


def _carries(names: pikepdf.Object, files: pikepdf.Dictionary, depth: int) -> Shape:
    """By its name and its content; an attached PDF like this one."""
    shape, papers = attached.judged(names, files)
    for paper in papers if depth < _DEEPEST and shape == Shape.WHOLE else []:
        try:
            with pikepdf.open(io.BytesIO(paper)) as inner:
                shape = found_in(inner, depth=depth + 1)
        except (pikepdf.PdfError, pikepdf.PasswordError):
            continue  # nobody can open it either
        if shape != Shape.WHOLE:
            break
    return shape


def _begins(part: pikepdf.Object) -> Shape:
    """What happens when the file is opened, a page is shown or a field is entered."""
    if str(part.get("/Subtype", "")) in _LIVELY:
        return Shape.LEADING
    elsewhere = part.get("/Ref")  # a page of another file is drawn in this one
    if isinstance(elsewhere, pikepdf.Dictionary) and "/F" in elsewhere:
        return Shape.LEADING
    triggers: list[object] = [part.get("/OpenAction")]
    more = part.get("/AA")
    if isinstance(more, pikepdf.Dictionary):
        triggers += [action for _key, action in more.items()]
    return next((shape for one in triggers if (shape := _leads(one)) != Shape.WHOLE), Shape.WHOLE)


def _leads(action: object) -> Shape:
    """An action and all that follow from it; a place of this file is no action."""
    waiting = [action]
    for _ in range(_MOST_ACTIONS):
        if not waiting:
            return Shape.WHOLE
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [each for each in one if isinstance(each, pikepdf.Dictionary)]
        if not isinstance(one, pikepdf.Dictionary) or "/S" not in one:
            continue
        shape = _commands(one)
        if shape == Shape.WHOLE and str(one.get("/S")) not in _WITHIN:
            shape = Shape.LEADING
        if shape != Shape.WHOLE:
            return shape
        waiting.append(one.get("/Next"))
    return Shape.LEADING  # so many follow only where they are meant not to be read
