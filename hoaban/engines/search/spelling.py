"""One spelling for what is written in several: with and without marks, tone places, y and i."""

import re
import unicodedata

from hoaban.core.people import names

TONES = "\u0300\u0309\u0303\u0301\u0323"
# i and y are written for each other after these, at the end of a syllable: lý, lí; sỹ, sĩ.
_Y = re.compile(r"\b(qu|[bcdđghklmnpqrstvx]{1,2})y(?=[0-9]?\b)")


def fold(text: str) -> str:
    """Syllables without marks, y as i."""
    return _Y.sub(r"\1i", names.fold(text))


def marked(text: str) -> str:
    """Syllables with marks in one spelling: the tone behind, wherever it was written; y as i."""
    spread = unicodedata.normalize("NFD", text.casefold())
    parts = re.findall(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*", spread)
    return _Y.sub(r"\1i", " ".join(map(_spelled, parts)))


def _spelled(syllable: str) -> str:
    tone = next((str(TONES.index(c) + 1) for c in syllable if c in TONES), "")
    bare = "".join(c for c in syllable if c not in TONES)
    return unicodedata.normalize("NFC", bare) + tone


LETTERS = "abcdeghiklmnopqrstuvxy"  # of folded Vietnamese
LONGEST = 7  # letters of a folded syllable: nghieng


def off_by_one(word: str) -> set[str]:
    """What is one slip away from a folded syllable: a letter more, less, wrong, or two exchanged.

    Nothing for what is longer than a syllable and a letter.
    """
    if len(word) > LONGEST + 1:
        return set()
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in parts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1),
        *(a + letter + b[1:] for a, b in parts if b for letter in LETTERS),
        *(a + letter + b for a, b in parts for letter in LETTERS),
    }
