"""What is searched for: the one door for the text of every search, cut to what people type.

A search asks the database for each word, and a question of thousands of words is more than SQLite
reads; what stands beyond the cut narrows nothing that a person would look for.

`found_by` writes the words by which something is found. A telephone number is one word, however it
is typed. An identity number is found by whoever types all of it: what stands among the words is a
digest under the installation's secret, so that no table of words tells anybody's number; the last
four digits, as people tell them, are found by such a digest too.
"""

import hmac
import re
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpRequest

from hoaban.core.people import agencies, names
from hoaban.core.refusals import Refusal

LONGEST = 200  # letters
MOST = 20  # words
# Figures with at most two signs between them, that no word and no code goes on with.
_FIGURES = re.compile(r"(?<![\w.-])\+?\d(?:[ .()-]{0,2}\d)*(?![\w-])")
_BEGUN = re.compile(r"0[235789]\d{2,8}")  # a telephone number of which the end is not typed yet
_PASSPORT = re.compile(r"[a-z]{1,2}\d{6,8}")  # as it is typed, folded
_SECRET = "_"  # noqa: S105 - a mark: no word that is typed begins so, folding leaves letters alone
_DIGEST = 24  # signs
_TAIL = re.compile(r"\d{4}")
_TAIL_DIGEST = 8  # signs; there are ten thousand tails
_CODE = re.compile(r"(.+?)(\d{6})(\d{4})")  # agency, day, number of a case without separators
_ENDS = re.compile(r"(?<![\w.-])\d(?:[ .-]?\d){0,20}$", re.ASCII)  # figures at the end
_PREFIX = re.compile(r"[a-z]+(?=\d)")  # ubnd03127


def text(request: HttpRequest) -> str:
    """What was typed into the search box of a page, without spaces around it."""
    return str(request.GET.get("q", "")[:LONGEST]).strip()


def sent(request: HttpRequest) -> str:
    """The same of a search that is sent by a form, and so stands in no address."""
    return str(request.POST.get("q", "")[:LONGEST]).strip()


def words(typed: str) -> list[str]:
    """The words to look for, folded as `search_text` is; a number in parts is one word."""
    cut, found, begins = typed[:LONGEST], list[str](), 0
    for figures in _FIGURES.finditer(cut):
        found += names.fold(cut[begins : figures.start()]).split()
        found += _numbered(figures[0])
        begins = figures.end()
    found += names.fold(cut[begins:]).split()
    return [_number_or_word(word) for word in found][:MOST]


def found_by(
    spoken: Iterable[str], *, phones: Sequence[str], identities: Iterable[str]
) -> list[str]:
    """The words by which something is found: of names, of telephone and of identity numbers."""
    found = names.fold(" ".join(spoken)).split()
    for phone in phones:
        found += _numbered(phone) if phone else []
    kept = [number for number in identities if number not in ("", names.NO_IDENTITY)]
    for number in kept:
        found += _identity(number)
    ends = (re.sub(r"\D", "", number)[-4:] for number in (*phones, *kept))
    found += [_tail(end) for end in ends if _TAIL.fullmatch(end)]
    return list(dict.fromkeys(found))


def tailed(words: Sequence[str]) -> list[str]:
    """The words with four digits as the end of somebody's number."""
    return [_tail(word) if _TAIL.fullmatch(word) else word for word in words]


def spelled(code: str) -> list[str]:
    """How a case's code is written that came without separators, or without the letters before the
    number of its agency: `031272003300010` -> `ubnd-03127-200330-0010`. Of no agency: nothing.
    """
    found = _CODE.fullmatch(_bare(code))
    if found is None:
        return []
    rows = {row.official_code or row.code for c in agencies.codes() for row in agencies.versions(c)}
    head, day, number = found.groups()
    meant = [row for row in rows if head in (_bare(row), _PREFIX.sub("", _bare(row), count=1))]
    return sorted(f"{row}-{day}-{number}" for row in meant)


def read_out(typed: str) -> tuple[list[str], str]:
    """The last figures of a code as people read them out, without signs between them, and the words
    before them: `Ban, 316-0001` -> `["ban"], "3160001"`. Without figures at the end: none.
    """
    found = _ENDS.search(typed[:LONGEST].rstrip())
    if found is None:
        return [], ""
    return words(typed[: found.start()]), re.sub(r"\D", "", found[0])


def _bare(text: str) -> str:
    return names.fold(text).replace(" ", "")


def digests(typed: str) -> list[str]:
    """What was searched for, word by word, as nobody reads it: for the journal."""
    return [word if word.startswith(_SECRET) else digest(word) for word in words(typed)]


def digest(word: str) -> str:
    """A word under the installation's secret: whoever knows it can compare."""
    return _secret(word)


def _number_or_word(word: str) -> str:
    """A passport's number is looked for as the other identity numbers are: by its digest."""
    return _secret(word.upper()) if _PASSPORT.fullmatch(word) else word


def _numbered(typed: str) -> list[str]:
    """The word of a telephone or identity number; the words of other figures as they stand."""
    try:
        return [names.phone(typed)]
    except Refusal:
        return _identity(typed)


def _identity(typed: str) -> list[str]:
    try:
        return [_secret(names.identity_number(typed))]
    except Refusal:
        digits = re.sub(r"\D", "", typed)
        return [digits] if _BEGUN.fullmatch(digits) else names.fold(typed).split()


def _tail(digits: str) -> str:
    return _secret(f"tail {digits}")[: _TAIL_DIGEST + 1]


def _secret(number: str) -> str:
    drawn = hmac.digest(settings.SECRET_KEY.encode(), b"search\n" + number.encode(), "sha256")
    return _SECRET + drawn.hex()[:_DIGEST]
