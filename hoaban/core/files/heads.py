"""Names of uploads that are not written in UTF-8, made readable before the form is read.

The library drops a part whose head it cannot decode, the file with it, as if none had come.
"""

import re
import unicodedata
from typing import Final, Protocol

NAMED: Final = "tệp {number}"  # a file whose name says nothing that can be read
LONGEST: Final = 8192  # bytes of a head; the library refuses longer ones
_NAME: Final = re.compile(rb'(filename=")([^"]*)(")')
_VIETNAMESE: Final = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
)


class Stream(Protocol):
    """Where a body comes from."""

    def read(self, size: int, /) -> bytes: ...


def readable(name: bytes, number: int) -> str:
    """A name as it was meant: UTF-8 that was cut, the old Windows writing, UTF-16; else a number.

    What is none of them keeps its ending, where that can be read.
    """
    text = name.decode("utf-8", "replace")
    whole = text.replace("\ufffd", "")
    marks = sum(not one.isascii() for one in whole)
    if text.count("\ufffd") < max(marks, 1) and _shown(whole):
        return whole
    for writing in ("utf-16-le" if b"\0" in name else "cp1258",):
        try:
            found = unicodedata.normalize("NFC", name.decode(writing))
        except UnicodeDecodeError:
            continue
        if _shown(found) and all(one.isascii() or one.lower() in _VIETNAMESE for one in found):
            return found
    ending = re.search(r"\.[A-Za-z0-9]{1,5}\Z", whole.replace("\0", ""))
    return NAMED.format(number=number) + (ending.group() if ending else "")


def _shown(name: str) -> bool:
    """Whether the library keeps anything of it."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(one for one in last if one.isprintable()).strip() not in {"", ".", ".."}


class Mended:
    """The body of a form as it comes, the heads of its parts made UTF-8; its content untouched."""

    def __init__(self, stream: Stream, boundary: bytes) -> None:
        self._stream = stream
        self._mark = b"--" + boundary + b"\r\n"
        self._waiting = b""
        self._files = 0

    def read(self, size: int) -> bytes:
        """Some bytes, about so many; none at the end alone."""
        while True:
            came = self._stream.read(size)
            self._waiting += came
            ready = self._ready(is_last=not came)
            if ready or not came:
                return ready

    def readline(self, size: int = LONGEST) -> bytes:
        """More of it, as `read`: the library reads what is left in lines and keeps none."""
        return self.read(size)

    def _ready(self, *, is_last: bool) -> bytes:
        """What needs no more bytes to be read; a head that has not come whole waits."""
        found, content, done = bytearray(), self._waiting, 0
        while (at := content.find(self._mark, done)) >= 0:
            end = content.find(b"\r\n\r\n", at, at + LONGEST)
            if end < 0 and len(content) - at < LONGEST and not is_last:
                break
            end = end if end >= 0 else at + len(self._mark)
            found += content[done:at] + self._mended(content[at:end])
            done = end
        rest = at if at >= 0 else max(done, len(content) - len(self._mark))
        rest = len(content) if is_last else rest
        found += content[done:rest]
        self._waiting = content[rest:]
        return bytes(found)

    def _mended(self, head: bytes) -> bytes:
        """The same head in UTF-8, with a name that can be shown."""
        named = _NAME.search(head)
        if named is None or not named[2]:  # no file, or none was chosen
            return head.decode("utf-8", "replace").encode()
        self._files += 1
        before, name, after = head[: named.start(2)], named[2], head[named.end(2) :]
        try:
            text = name.decode()
        except UnicodeDecodeError:
            text = ""
        text = text if _shown(text) else readable(name, self._files)
        parts = [one.decode("utf-8", "replace") for one in (before, after)]
        return text.replace('"', "").join(parts).encode()
