"""Letters of other scripts, and those among them that look like a Latin one. Pure text.

The table holds what two people would draw alike in one hand; it follows the list of confusable
characters of the Unicode Consortium (UTS 39) for the scripts that keyboards and clipboards mix in.
"""

import re
import unicodedata

_LIKE = {
    "АВЕЅІЈКМНОРСТУХҮҺӀԌԚԜѴ": "ABESIJKMHOPCTYXYHIGQWV",  # Cyrillic, capital
    "аеѕіјорсухүһӏԁԛԝѵ": "aesijopcyxyhldqwv",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ": "ABEZHIKMNOPTYXC",  # Greek
    "αινορυϲϳ": "aivopucj",
    "ՍՕՏԼօոսհ": "UOSLonuh",  # Armenian
    "ɑɡ": "ag",  # of the phonetic alphabet
}
_LATIN = {ord(a): b for those, ours in _LIKE.items() for a, b in zip(those, ours, strict=True)}
# Latin letters with all that Unicode adds to them, signs that count as letters (ª º µ), and the
# marks that stand within words of some languages.
_OURS = "A-Za-zªºµÀ-ÖØ-öø-\u024f\u0250-\u02ff\u0300-\u036f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff"
_OTHER = re.compile(rf"[^\W\d_{_OURS}]|[ɑɡ]")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]")


def mended(text: str) -> str:
    """Words whose letters are in part Latin, with the look-alikes among them as Latin ones too.

    `Lо` with a Cyrillic о is `Lo`; a word that has any letter without a look-alike stays as it is,
    and so does one that is wholly of another script. Wide and mathematical letters are plain ones.
    """
    if text.isascii():
        return text
    plain = narrow(text)
    return _WORD.sub(_mended, plain) if _OTHER.search(plain) else plain


def narrow(text: str) -> str:
    """Wide and mathematical letters and figures as plain ones, and nothing else."""
    return _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _mended(found: re.Match[str]) -> str:
    word = found[0]
    if not _OTHER.search(word) or not any(c.isalpha() and not _OTHER.match(c) for c in word):
        return word
    made = like_latin(word)
    return word if _OTHER.search(made) else made


def like_latin(text: str) -> str:
    """Every letter that looks like a Latin one as that one, whatever stands around it."""
    if not _OTHER.search(text):
        return text
    bare = unicodedata.normalize("NFD", text).translate(_LATIN)
    return unicodedata.normalize("NFC", bare)


def foreign(text: str) -> list[str]:
    """The words with a letter of another script, as they stand."""
    if text.isascii() or not _OTHER.search(text):
        return []
    words = (found[0] for found in _WORD.finditer(text))
    return [word for word in words if any(c.isalpha() for c in _OTHER.findall(word))]


def is_sign(word: str) -> bool:
    """Whether a word is one Greek letter, as formulae and units have them: Ω, β2."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) == 1 and unicodedata.name(letters[0], "").startswith("GREEK")
