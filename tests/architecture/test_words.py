"""Casework and the engines serve every kind of case: no word of one business stands in them."""

import re

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
