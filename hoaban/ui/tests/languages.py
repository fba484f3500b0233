"""Reads a page in English for what it says in Vietnamese."""

import re
from html.parser import HTMLParser

LETTERS = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
# 61/2018/NĐ-CP, 12/QĐ-UBND and 01-SCT/CK, ĐC are called so in any language.
SYMBOL = re.compile(r"\b\d+(?:/\d{4})?[/-][A-ZĐ][A-ZĐ0-9/-]+(?:, [A-ZĐ]{2,})?")
READ = ("alt", "aria-label", "content", "data-h", "label", "placeholder", "title")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Reader(HTMLParser):
    """What a page says in Vietnamese outside of elements marked `lang="vi"`."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # element and the language inside it
        self.leaks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        language = said.get("lang") or (self.open[-1][1] if self.open else "en")
        for name in READ:
            self._read(said.get(name) or "", language)
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _) in enumerate(self.open) if name == tag]
        if places:
            del self.open[places[-1] :]

    def handle_data(self, data: str) -> None:
        self._read(data, self.open[-1][1] if self.open else "en")

    def _read(self, text: str, language: str) -> None:
        if language != "vi" and LETTERS.search(SYMBOL.sub("", text)):
            self.leaks.append(" ".join(text.split()))
