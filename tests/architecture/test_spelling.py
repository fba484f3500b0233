"""One spelling of Vietnamese in everything of ours: where the tone of an open syllable stands."""

import re

from tests.architecture import house

OLD = ["oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ"]
OLD_SPELLING = re.compile(rf"(?<![q])({'|'.join(OLD)})(?!\w)", re.IGNORECASE)
BOTH_SPELLINGS = {"names.py", "test_names.py", "test_searching.py", "test_spelling.py"}


def test_the_tone_stands_on_the_first_vowel_in_every_text_of_ours() -> None:
    """One spelling on one page: hóa, ủy, thủy, as the newer acts write; not hoá, uỷ, thuỷ."""
    texts = [
        path
        for folder in ("hoaban", "content")
        for ending in ("py", "html", "toml", "yaml", "csv", "typ", "po")
        for path in (house.ROOT / folder).rglob(f"*.{ending}")
        if path.name not in BOTH_SPELLINGS
    ]
    wrong = {
        house.short(path): sorted(set(found))
        for path in texts
        if (found := [w[0] for w in OLD_SPELLING.finditer(path.read_text(encoding="utf-8"))])
    }
    assert wrong == {}
