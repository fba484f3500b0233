"""The state table in docs is the one in the code."""

from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from hoaban.config import commands as config_commands
from hoaban.config.commands import states as commands
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.engines.law import lookup

PAGE = Path(__file__).parents[3] / "docs" / "states.md"


def test_the_page_in_docs_is_what_the_command_draws() -> None:
    with override("vi"):
        assert PAGE.read_text(encoding="utf-8") == commands.drawn()


def test_every_action_and_its_article_under_each_act_stand_on_the_page() -> None:
    page = commands.drawn()
    for line in TABLE.values():
        assert f"| `{line.act}` |" in page
        assert all(
            lookup.article(line.topic, on, "vi").words in page
            for on in (date(2020, 4, 1), date(2025, 10, 1))
        )
    assert "| 61/2018/NĐ-CP | 118/2025/NĐ-CP |" in page
    assert "Nghị định 118/2025/NĐ-CP * |" in page


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert config_commands.main(["states"]) == 0
    assert capsys.readouterr().out.startswith("# States of a dossier\n")
