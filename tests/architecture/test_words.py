"""Words that may stand where. Casework and engines serve every kind of case and name no business;
pages and messages address everybody in one way, and English ones have one word for a thing.
"""

import re
import tomllib
from collections.abc import Iterator

from tests.architecture import house

GENERAL = ("casework", "engines")
WORDS = re.compile(
    r"dossier|procedure|applicant|suppl(?:y|ied|ement)|one-?stop|receipt|reception|appointment"
    r"|\bfees?\b|hồ sơ|thủ tục|người nộp|một cửa|lệ phí|giấy tiếp nhận",
    re.IGNORECASE,
)


def said() -> dict[str, set[str]]:
    """The words of the business in code and templates, by the file."""
    texts = {
        house.short(path): path.read_text(encoding="utf-8")
        for pattern in ("*.py", "*.html", "*.typ")
        for path in house.sources(pattern)
        if path.relative_to(house.HOUSE).parts[0] in GENERAL
    }
    found = {name: {word.lower() for word in WORDS.findall(text)} for name, text in texts.items()}
    return {name: words for name, words in found.items() if words}


def test_no_word_of_the_business_stands_where_every_kind_of_case_is_served() -> None:
    assert said() == {}


ADDRESS = re.compile(
    r"(?<!\w)(?:ông\s*/\s*bà|ông bà|ông \(bà\)|quý khách|quý vị|anh/chị)(?!\w)", re.IGNORECASE
)
# What a word of the glossary is called on English pages and in messages, by what it is not called.
ENGLISH = {r"dossiers?": "application", r"one[- ]door": "one-stop"}
SAID = re.compile(r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\n?)+)', re.MULTILINE)


def spoken() -> Iterator[tuple[str, str]]:
    """What pages and messages say in Vietnamese, by the file: papers alone address otherwise."""
    for pattern in ("*.py", "*.html"):
        for path in house.sources(pattern):
            yield house.short(path), path.read_text(encoding="utf-8")
    for path in sorted((house.CONTENT).glob("*/notices/*.toml")):
        yield path.name, path.read_text(encoding="utf-8")


def english() -> Iterator[str]:
    """What pages, refusals and messages say in English."""
    catalogue = house.HOUSE / "ui/locale/en/LC_MESSAGES/django.po"
    yield from SAID.findall(catalogue.read_text(encoding="utf-8"))
    for path in sorted((house.CONTENT).glob("*/refusals/en/*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8")).values()
    for path in sorted((house.CONTENT).glob("*/notices/*.toml")):
        yield from _in_english(tomllib.loads(path.read_text(encoding="utf-8")))


def _in_english(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        for key, value in found.items():
            if key == "en" and isinstance(value, str):
                yield value
            else:
                yield from _in_english(value)


def test_pages_and_messages_address_everybody_in_one_way() -> None:
    """Papers say ông/bà, as the forms of the circulars do."""
    found = {name: ADDRESS.findall(text) for name, text in spoken()}
    assert {name: words for name, words in found.items() if words} == {}


def test_english_has_one_word_for_a_thing() -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(ENGLISH)})\b", re.IGNORECASE)
    assert [text for text in english() if pattern.search(text)] == []
