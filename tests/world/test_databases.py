"""What SQLite alone is asked is said test by test, and none of it is about databases."""

import ast
import re
from pathlib import Path

import pytest

from tests.world.databases import ALONE

ROOT = Path(__file__).parent.parent.parent
# Its statements, its locks, and what two transactions see of each other.
OF_A_DATABASE = re.compile(
    r"transaction=True|transactional_db|mark\.race|\bconnection|cursor|savepoint|select_for_update"
)


def named(test: str) -> ast.Module | ast.FunctionDef:
    """The file, or the one test in it."""
    path, _, name = test.partition("::")
    whole = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    if not name:
        return whole
    (found,) = [
        part for part in whole.body if isinstance(part, ast.FunctionDef) and part.name == name
    ]
    return found


@pytest.mark.parametrize("test", ALONE)
def test_what_runs_on_one_database_is_there_and_asks_nothing_of_a_database_itself(
    test: str,
) -> None:
    assert OF_A_DATABASE.findall(ast.unparse(named(test))) == []
