"""The law is looked up by topic and day, in the reader's language."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils.translation import override

from hoaban.engines.content.places import Wrong
from hoaban.engines.law import content, lookup, reading

OLD, NEW = date(2020, 4, 1), date(2025, 7, 2)
ACTS = """
[[act]]
key = "ND1/2018"
number = "1/2018/NĐ-CP"
name = { vi = "Nghị định 1/2018/NĐ-CP", en = "Decree 1/2018/ND-CP" }
title = "Nghị định cũ"
issuer = "Chính phủ"
issued = 2018-04-23
in_force = 2018-06-21
out_of_force = 2025-07-01
articles = ["Đ17", "PLI"]
seen = "V"
source = "made up"

[[act]]
key = "ND2/2025"
number = "2/2025/NĐ-CP"
name = { vi = "Nghị định 2/2025/NĐ-CP" }
title = "Nghị định mới"
issuer = "Chính phủ"
issued = 2025-06-09
in_force = 2025-07-01
seen = "B"
source = "made up"
"""
TOPICS = """
["reception.valid"]
about = "reception"
rows = [
    { from = 2018-06-21, to = 2025-07-01, seen = "V", cites = [
        "ND1/2018 Đ17 k1 đa", "ND1/2018 PLI",
    ] },
    { from = 2025-07-01, cites = ["ND2/2025"], seen = "B" },
]

["dossier.stop"]
about = "stop"
rows = [{ from = 2018-06-21, none = { vi = "chưa có quy định", en = "no act" } }]
"""
WORDS = """
[place]
"Đ" = { vi = "Điều {n}", en = "Article {n}" }
"k" = { vi = "khoản {n}", en = "clause {n}" }
"đ" = { vi = "điểm {n}", en = "point {n}" }
"PL" = { vi = "Phụ lục {n}", en = "Annex {n}" }

[[term]]
name = "shop"
from = 2018-06-21
to = 2025-07-01
words = { vi = "Bộ phận", en = "Office" }

[[term]]
name = "shop"
from = 2025-07-01
words = { vi = "Trung tâm" }
"""


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    settings.CONTENT, settings.HOABAN_COUNTRY = tmp_path, "made-up"
    folder = tmp_path / "made-up" / "law"
    folder.mkdir(parents=True)
    for name, text in (("acts", ACTS), ("topics", TOPICS), ("words", WORDS)):
        (folder / f"{name}.toml").write_text(text)
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Write a file anew, a second later, as far as its times tell."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    at = path.stat().st_mtime + 1
    os.utime(path, (at, at))


@pytest.mark.usefixtures("folder")
def test_each_day_has_the_act_of_its_day() -> None:
    old, new = (lookup.article("reception.valid", on) for on in (OLD, NEW))
    assert (old.words, [act.key for act in old.acts], old.is_seen, old.is_doubtful) == (
        "Nghị định 1/2018/NĐ-CP, Điều 17 khoản 1 điểm a, Phụ lục I",
        ["ND1/2018"],
        True,
        False,
    )
    assert (new.words, new.is_seen, new.is_doubtful) == ("Nghị định 2/2025/NĐ-CP", False, True)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("on", "act", "shop"),
    [(date(2025, 6, 30), "ND1/2018", "Bộ phận"), (date(2025, 7, 1), "ND2/2025", "Trung tâm")],
)
def test_what_ends_on_a_day_does_not_hold_on_it(on: date, act: str, shop: str) -> None:
    assert [one.key for one in lookup.article("reception.valid", on).acts] == [act]
    assert [key for key, one in lookup.law().acts.items() if one.is_in_force(on)] == [act]
    assert lookup.term("shop", on, "vi") == shop


@pytest.mark.usefixtures("folder")
def test_the_words_are_those_of_the_readers_language_or_vietnamese() -> None:
    with override("en"):
        said = [lookup.article("reception.valid", on).words for on in (OLD, NEW)]
        shops = [lookup.term("shop", on) for on in (OLD, NEW)]
    assert said == [
        "Decree 1/2018/ND-CP, Article 17 clause 1 point a, Annex I",
        "Nghị định 2/2025/NĐ-CP",
    ]
    assert shops == ["Office", "Trung tâm"]
    assert lookup.term("shop", OLD, "vi") == "Bộ phận"


@pytest.mark.usefixtures("folder")
def test_a_period_without_an_act_says_so_in_words() -> None:
    none = lookup.article("dossier.stop", NEW)
    assert (none.acts, none.words, none.is_doubtful) == ((), "chưa có quy định", False)


@pytest.mark.usefixtures("folder")
def test_of_a_day_before_the_first_row_nothing_is_said() -> None:
    before = lookup.article("reception.valid", date(2010, 1, 1))
    assert (before.acts, before.words, before.is_doubtful) == ((), "", False)


@pytest.mark.usefixtures("folder")
def test_what_content_does_not_have_is_an_error_and_no_guess() -> None:
    with pytest.raises(lookup.UnknownTopic):
        lookup.article("reception.invalid", OLD)
    with pytest.raises(LookupError):
        lookup.term("shop", date(2010, 1, 1))


def test_a_changed_file_is_read_without_a_restart(folder: Path) -> None:
    assert lookup.article("dossier.stop", NEW).words == "chưa có quy định"
    change(folder / "topics.toml", "chưa có quy định", "do tỉnh quy định")
    assert lookup.article("dossier.stop", NEW).words == "do tỉnh quy định"


def test_the_check_of_content_says_what_is_wrong_and_nothing_where_all_is_well(
    folder: Path,
) -> None:
    assert content.check() == []
    change(folder / "topics.toml", "ND2/2025", "ND3/2025")
    assert list(map(str, content.check())) == [
        "topics.toml:8:35: ND3/2025 không có trong danh sách"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "acts",
            "in_force = 2018-06-21",
            "in_force = 2018-01-01",
            "acts.toml:.*: có hiệu lực trước",
        ),
        (
            "acts",
            'articles = ["Đ17", "PLI"]',
            'articles = ["Đ17"]',
            "topics.toml:.*: ND1/2018 PLI",
        ),
        ("acts", 'seen = "B"', 'seen = "maybe"', 'acts.toml:23:8: "maybe" không thuộc'),
        (
            "acts",
            'title = "Nghị định mới"',
            'titel = "x"',
            "acts.toml:15:1: thiếu khóa",
        ),
        ("topics", "ND2/2025", "ND3/2025", "ND3/2025.* không có trong danh sách"),
        (
            "topics",
            "from = 2025-07-01, cites",
            "from = 2025-06-01, cites",
            "topics.toml:.*: hai dòng",
        ),
        ("topics", "to = 2025-07-01", "to = 2025-06-01", ""),
        ("topics", "from = 2018-06-21, to", "from = 2018-06-20, to", "không có hiệu lực suốt"),
        ("topics", "cites = [\n", "none = { vi = 'x' }, cites = [\n", "phải nêu điều khoản"),
        ("topics", "about = ", "about : ", "topics.toml:.*: không phải TOML"),
    ],
)
def test_content_that_does_not_fit_is_told_by_file_and_cause(
    folder: Path, file: str, old: str, new: str, words: str
) -> None:
    change(folder / f"{file}.toml", old, new)
    if not words:
        assert reading.read(folder).topics
        return
    with pytest.raises(Wrong, match=words):
        reading.read(folder)


@pytest.mark.usefixtures("folder")
def test_a_citation_of_content_is_as_seen_as_its_act_and_other_words_stay() -> None:
    old = lookup.cited("ND1/2018 Đ17 k1, PLI", "vi")
    assert old.words == "Nghị định 1/2018/NĐ-CP, Điều 17 khoản 1, Phụ lục I"
    assert (old.is_doubtful, lookup.cited("ND2/2025", "vi").is_doubtful) == (False, True)
    other = lookup.cited("Văn bản 12 (2025)", "vi")
    assert (other.words, other.is_doubtful) == ("Văn bản 12 (2025)", False)
