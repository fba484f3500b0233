"""The state table in docs is the one in the code."""

from pathlib import Path

from django.utils.translation import override
from pytest import CaptureFixture  # noqa: PT013 - a type

from hoaban.config import commands
from hoaban.config.commands import states
from hoaban.domains.dossiers import rules

PAGE = Path(__file__).parents[3] / "docs" / "states.md"


def test_the_page_in_docs_is_what_the_command_draws() -> None:
    with override("vi"):
        assert PAGE.read_text(encoding="utf-8") == states.drawn()


def test_every_action_and_its_article_stand_on_the_page() -> None:
    page = states.drawn()
    for line in rules.TRANSITIONS.values():
        assert f"| `{line.action}` |" in page
        assert line.law in page


def test_the_command_prints_it(capsys: CaptureFixture[str]) -> None:
    assert commands.main(["states"]) == 0
    assert capsys.readouterr().out.startswith("# States of a dossier\n")
