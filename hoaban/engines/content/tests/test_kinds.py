"""What was loaded is told by one digest over the files of a kind."""

from pathlib import Path

from hoaban.engines.content import kinds


def test_the_digest_changes_with_the_bytes_and_with_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one")
    (tmp_path / "b.csv").write_text("one")
    (tmp_path / "c.csv").write_text("two")

    assert len({kinds.digest([tmp_path / name]) for name in ("a.csv", "b.csv", "c.csv")}) == 3
    assert kinds.digest([tmp_path / "a.csv"]) == kinds.digest([tmp_path / "a.csv"])
