"""What in a PDF acts by itself: scripts, commands that start a program or send a form, forms of the
kind that carries scripts (XFA), programs and pages with scripts attached.

Forms, links, signatures and attached papers stay allowed. Runs in the process of `isolated`.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

import pikepdf

from hoaban.core.files.enums import Shape

_SUSPECT: Final = re.compile(rb"/(?:JS|JavaScript|Launch|EF|XFA|SubmitForm|ImportData)\b")
_KINDS: Final = {
    "/JavaScript": Shape.SCRIPT,
    "/Launch": Shape.LAUNCH,
    "/SubmitForm": Shape.SENDING,
    "/ImportData": Shape.SENDING,
}
_HEAD: Final = 512
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PAGES: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|script|svg)\b", re.IGNORECASE
)
_ENDINGS: Final = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|msi|ps1|vbs?|vbe|jse?|wsf|hta|lnk|jar|apk|app|dll|sh|reg"
    r"|do[ct]m|xls[mb]|xltm|pp[ts]m|x?html?|xht|shtml?|mht(?:ml)?|svgz?|url|iso|img|vhdx?)[ .]*$",
    re.IGNORECASE,
)


def found_in(pdf: pikepdf.Pdf) -> Shape:
    """`WHOLE` where nothing acts, or the first that does. Each object is looked at once."""
    for one in pdf.objects:
        if not _SUSPECT.search(_written(one)):
            continue
        if isinstance(one, pikepdf.Name):  # another object says `/S 5 0 R`
            if str(one) in _KINDS:
                return _KINDS[str(one)]
            continue
        for part in _dictionaries(one):
            shape = _acts(part)
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


def _acts(part: pikepdf.Object) -> Shape:
    has_script = isinstance(part.get("/JS"), pikepdf.String | pikepdf.Stream)
    if has_script or "/JavaScript" in part:
        return Shape.SCRIPT
    if "/XFA" in part:
        return Shape.DYNAMIC
    attached = part.get("/EF")
    if isinstance(attached, pikepdf.Dictionary) and _is_program(part, attached):
        return Shape.PROGRAM
    said = part.get("/S")
    return _KINDS.get(str(said), Shape.WHOLE) if isinstance(said, pikepdf.Name) else Shape.WHOLE


def _is_program(names: pikepdf.Object, attached: pikepdf.Dictionary) -> bool:
    """By its name, or by the first bytes of what is attached."""
    called = (str(names.get(key, "")) for key in ("/UF", "/F"))
    files = (value for _key, value in attached.items() if isinstance(value, pikepdf.Stream))
    return any(_ENDINGS.search(name) for name in called) or any(
        head.startswith(_PROGRAMS) or _PAGES.match(head) for head in map(_head, files)
    )


def _head(file: pikepdf.Stream) -> bytes:
    raw = bytes(file.read_raw_bytes())
    if "/Filter" not in file:
        return raw[:_HEAD]
    try:
        return zlib.decompressobj().decompress(raw, _HEAD)
    except zlib.error:  # packed otherwise
        return bytes(file.read_bytes())[:_HEAD]
