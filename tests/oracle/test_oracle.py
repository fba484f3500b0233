"""What the house says and does is what it said and did (`make oracle`; three minutes)."""

from pathlib import Path

import pytest

from tests.oracle import comparing, masks, recording

pytestmark = pytest.mark.oracle


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oracle")
    recording.record_small(folder / "recorded")
    (folder / "golden").mkdir()
    recording.golden_of(folder / "recorded", folder / "golden")
    return folder / "golden"


@pytest.mark.parametrize("part", recording.IN_GOLDEN)
def test_the_walks_and_papers_read_as_they_did(recorded: Path, part: str) -> None:
    found = comparing.differences(recording.GOLDEN / part, recorded / part)
    assert not found, "\n".join(found)


def test_the_small_replay_has_the_digests_it_had(recorded: Path) -> None:
    """Two recordings of the text itself are compared by `python -m tests.oracle compare`."""
    name = f"replay-{recording.SMALL}.sha256"
    assert (recorded / name).read_text() == (recording.GOLDEN / name).read_text()


def test_a_difference_is_told_by_file_and_line(tmp_path: Path) -> None:
    for name, text in (("before", "một\nhai\nba\n"), ("after", "một\nhai rưỡi\nba\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.txt").write_text(text)
    (tmp_path / "before" / "gone.txt").write_text("x")
    found = comparing.differences(tmp_path / "before", tmp_path / "after")
    assert found[:2] == ["missing: gone.txt", "differs: page.txt"]
    assert {"    -hai", "    +hai rưỡi"} <= set(found)


def test_drawn_values_are_named_by_the_order_in_which_they_are_seen() -> None:
    drawn = masks.Masks()
    drawn.name("8G85QHCAWH", "case 1")
    assert drawn.text("/my/8G85QHCAWH/ 0123456789abcdef 0123456789abcdee 0123456789abcdef") == (
        "/my/<case 1>/ <id 1> <id 2> <id 1>"
    )
    assert drawn.text("0912345678 011190000123") == "0912345678 011190000123"


def test_the_recording_has_every_operation_form_and_template(recorded: Path) -> None:
    walked = "".join(path.read_text() for path in (recorded / "api").iterdir())
    assert walked.count('"asked"') >= 60
    drawn = {path.stem for path in (recorded / "papers" / "templates").iterdir()}
    assert {f"01-2018-TT-VPCP_0{number}" for number in range(1, 6)} <= drawn
    assert {f"03-2025-TT-VPCP_0{number}" for number in range(1, 7)} <= drawn
