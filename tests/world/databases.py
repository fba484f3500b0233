"""Which tests run on PostgreSQL too: every test that may reach a database, but for a few sweeps.

A new test runs on both databases unless somebody writes it into `ALONE` with a reason. There stands
what walks very many cases of one question that is no question to a database; each statement that
such a sweep causes is caused by other tests too, and those run on both.
"""

import os
from pathlib import Path

import pytest

TOUCHING = {"db", "transactional_db", "django_db_setup", "live_server", "worlds"}
IS_FOR_POSTGRES = os.environ.get("HOABAN_TESTS") == "database"
ROOMS = "hoaban/domains/"
# A test, or a file of tests, and why SQLite alone is asked.
ALONE = {
    "hoaban/config/tests/test_replay.py": (
        "whether a part of the replay counts as the whole: test_a_sample plays some of it on both"
    ),
    "tests/architecture/test_permissions.py::test_everyone_is_answered_as_the_table_says": (
        "who is let in where: the strange questions of test_hostile ask every address on both"
    ),
    f"{ROOMS}onestop/casefile/tests/test_buttons.py"
    "::test_a_button_shows_exactly_when_the_action_goes_through": (
        "whether a pure rule and its action agree: test_every_action does every act on both"
    ),
    f"{ROOMS}onestop/recounts/tests/test_histories.py::test_histories_are_made_of_every_action": (
        "whether chance meets every act: the property beside it counts histories on both"
    ),
    "hoaban/engines/typesetting/tests/test_papers.py": "the texts of papers, drawn from facts",
    f"{ROOMS}onestop/questions/tests/test_portal_procedures.py"
    "::test_each_page_of_each_procedure_stands": "whether all content is drawn",
    f"{ROOMS}onestop/papers/tests/test_every_paper.py"
    "::test_papers_of_a_ward_and_of_a_department_are_printed_from_texts_in_one_language": (
        "the texts of papers"
    ),
    f"{ROOMS}procedures/province/tests/test_shipped_forms.py"
    "::test_every_form_that_ships_can_be_drawn_in_both_languages": "whether all content is drawn",
    f"{ROOMS}procedures/province/tests/test_shipped_forms.py"
    "::test_every_form_that_ships_refuses_emptiness_in_words": "the words of content",
    "tests/contracts/test_api_answers.py": (
        "the shapes of answers: test_hostile sends broken bodies to every operation on both"
    ),
}


def may_reach_the_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database or starts another process, which may do so.

    pytest-django refuses every query of a test that does neither. Where the processes of a file are
    told which database is theirs, they do the same whichever this session has.
    """
    asks = item.get_closest_marker("django_db") or TOUCHING & set(getattr(item, "fixturenames", ()))
    text = item.path.read_text(encoding="utf-8")
    return bool(asks) or ("subprocess" in text and '"HOABAN_DATABASE"' not in text)


def runs_on_postgres(item: pytest.Item) -> bool:
    """Whether this test has something to find there that SQLite has not shown."""
    test = item.nodeid.partition("[")[0]
    return not {test, test.partition("::")[0]} & set(ALONE) and may_reach_the_database(item)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With HOABAN_TESTS=database read no file of which no test runs."""
    named = collection_path.relative_to(config.rootpath).as_posix()
    return True if IS_FOR_POSTGRES and named in ALONE else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With HOABAN_TESTS=database leave out what has run already, once."""
    if IS_FOR_POSTGRES:
        left = [item for item in items if not runs_on_postgres(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]
