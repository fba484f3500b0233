"""The province's procedures name the identity papers of their day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hoaban.core.kept import folders
from hoaban.domains.procedures.loading import content as loading

NEW_CARDS, OLD_CARDS_ENDED = date(2024, 7, 1), date(2025, 1, 1)
Paper = dict[str, Any]  # Any: a row of the table


def papers(begins: date, ends: date = date.max) -> Iterator[tuple[str, date, Paper]]:
    """The identity papers that are asked on some day of `[begins, ends)`, by code and version."""
    places = loading._places(folders.province() / "procedures", [])
    for version in loading._versions(places, []):
        lasts = version.valid_to or date.max
        if version.row["information"] or lasts <= begins or version.valid_from >= ends:
            continue
        for case in version.cases:
            for row in case.components:
                if row["code"] == "identity":
                    yield version.code, version.valid_from, row


@pytest.mark.parametrize("card", ["thẻ căn cước,", "giấy chứng nhận căn cước"])
def test_since_july_2024_the_cards_of_the_new_law_are_named(card: str) -> None:
    asked = [one for one in papers(NEW_CARDS) if not one[0].startswith("2.001610")]
    assert asked
    assert [(code, day) for code, day, row in asked if card not in row["name"]["vi"]] == []


def test_before_nobody_is_asked_for_a_card_that_did_not_exist() -> None:
    named = [
        (code, day)
        for code, day, row in papers(date(2019, 9, 1), NEW_CARDS)
        if "chứng nhận căn cước" in row["name"]["vi"]
    ]
    assert named == []


def test_since_2025_no_paper_names_the_old_card() -> None:
    named = [
        (code, day)
        for code, day, row in papers(OLD_CARDS_ENDED)
        if "chứng minh nhân dân" in row["name"]["vi"]
    ]
    assert named == []


def test_until_the_end_of_2024_the_old_card_serves() -> None:
    asked = [
        row["name"]["vi"]
        for code, _day, row in papers(NEW_CARDS, OLD_CARDS_ENDED)
        if not code.startswith("2.001610")
    ]
    assert [name for name in asked if "chứng minh nhân dân" not in name] == []


def test_whom_the_population_database_knows_shows_nothing_for_a_civil_status_procedure() -> None:
    asked = {code for code, _day, row in papers(date(2025, 7, 1)) if row["is_required"]}
    assert asked == {"2.000884"}  # a signature is certified before whoever shows the paper
