"""Text as people type or paste it, in the one form that is kept: the door of every input.

Pages, the API and imports pass what comes in through `text`, so that a name is one name whichever
keyboard, file or clipboard it came from.
"""

import re
import unicodedata

from django.http import QueryDict

from hoaban.core import alphabets

# Letters of other alphabets that look like Đ and stand for it in copied Vietnamese.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_LIKE = re.compile("[ÐƉðɖ]")
_JOINER = "\u034f"  # the only mark without a shape that is no format character
_FORMAT = "Cf"  # hyphens that show only at a line's end, signs of direction, spaces of no width


def text(given: str) -> str:
    """NFC, without marks that nobody sees, with Đ as Đ. Lines and spaces stay as they are."""
    if given.isascii():
        return given
    kept = unicodedata.normalize("NFC", given)
    signs = set(kept)  # of a long text a few hundred
    if unseen := {c for c in signs if c == _JOINER or unicodedata.category(c) == _FORMAT}:
        kept = kept.translate(dict.fromkeys(map(ord, unseen)))
        kept = unicodedata.normalize("NFC", kept)  # a mark may have stood between letter and tone
    return kept.translate(_LOOKALIKES) if _LIKE.search(kept) else kept


def fields(given: QueryDict) -> QueryDict:
    """The fields of a form or a question behind an address, each through `text`."""
    if all(one.isascii() for values in given.lists() for one in values[1]):
        return given
    made = QueryDict(mutable=True, encoding=given.encoding)
    for name, values in given.lists():
        made.setlist(text(name), [text(one) for one in values])
    made._mutable = False
    return made


# A host by name or number; an address, with or without its beginning.
_HOST = r"(?:(?:[a-z\d-]{1,63}\.){1,6}[a-z]{2,20}|localhost|(?:\d{1,3}\.){3}\d{1,3})(?::\d{1,5})?"
_ADDRESS = re.compile(rf"https?://\S+|(?<![\w.-]){_HOST}/\S+", re.IGNORECASE)
_NAMED = re.compile(r"[?&]code=([^&#]+)")
_LABEL = re.compile(r"^[^\d:]{2,40}:\s*")
_BEHIND = re.compile(r"(?:\.\s|\s\(|\s(?:tại|at)\s).*", re.DOTALL)  # as papers go on behind a code
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212_]\s*")
AROUND = " \t\r\n.,;:!?\"'()[]<>«»“”‘’*"


def of_address(given: str) -> str:
    """A part of an address without what a letter or message left around it: a full stop, a
    bracket, blanks, signs that nobody sees. Within it nothing is changed.
    """
    return text(given).strip(AROUND)


def code(given: str, *labels: str) -> str:
    """A code as it was copied, without what stood beside it on the paper: label, marks, address.

    `Mã hồ sơ: H18-200330–0001.` -> `H18-200330-0001`; of a link the last part, or what it names as
    `code`, as the square code of a receipt does. Where one of `labels` stands in it, such as in a
    whole line of a paper, the code is what follows.
    """
    kept = alphabets.like_latin(alphabets.narrow(text(given))).strip()
    for label in labels:
        kept = re.split(rf"{re.escape(label)}\b:?", kept, flags=re.IGNORECASE)[-1].strip()
    bare = _BEHIND.sub("", _LABEL.sub("", kept)).strip()
    is_words = " " in bare and not any(c.isdigit() for c in bare)  # what leads to an address
    if address := _ADDRESS.search(kept if is_words else bare):
        bare = _last(address[0])
    return _DASHES.sub("-", bare).strip(AROUND)


def _last(address: str) -> str:
    """What an address names as `code`, else its last part."""
    if named := _NAMED.search(address):
        return named[1]
    return address.partition("?")[0].rstrip("/" + AROUND).rpartition("/")[2]


_OF_MAIL = r"[^\s<>()\[\],;:\"'“”«»]"
# It begins where no such sign stands before: else a long text without one is walked from each sign.
_MAIL = re.compile(rf"(?<!{_OF_MAIL}){_OF_MAIL}+@{_OF_MAIL}+")


def mail(given: str) -> str:
    """An address of mail without what stood beside it: `Lò Ban <ban@vidu.vn>`, `mailto:...`.

    A text with no address in it, or with several, stays as it is.
    """
    kept = alphabets.narrow(text(given)).strip()
    found = _MAIL.findall(kept)
    return found[0].strip(AROUND) if len(found) == 1 else kept
