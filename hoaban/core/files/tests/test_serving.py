"""Files on their way to a browser."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.http import FileResponse
from pytest_django import Settings

from hoaban.core.files import actions, kinds, queries, serving
from hoaban.core.files.models import State, Use
from hoaban.core.files.tests import samples
from hoaban.core.journal import actions as journal

AT = datetime(2020, 3, 30, 1, tzinfo=UTC)
BY = journal.Plain("citizen:abc")


@pytest.fixture
def use(db: None, tmp_path: Path, settings: Settings) -> Use:
    settings.MEDIA_ROOT = tmp_path
    return actions.store_bytes(
        samples.pdf(), name="Giấy phép.pdf", by=BY, at=AT, source="portal", owner="x"
    )


def let_go(response: FileResponse) -> None:
    """Close the file alone: the response's own close ends the request and its connection."""
    assert response.file_to_stream
    response.file_to_stream.close()


def test_a_file_is_saved_under_its_vietnamese_name(use: Use) -> None:
    response = serving.http_response(use)
    assert b"".join(response) == samples.pdf()
    let_go(response)
    assert response["Content-Disposition"] == (
        f"attachment; filename*=utf-8''{quote('Giấy phép.pdf')}"
    )
    assert response["Content-Length"] == f"{len(samples.pdf())}"


def test_a_browser_guesses_nothing_and_keeps_nothing(use: Use) -> None:
    response = serving.http_response(use)
    let_go(response)
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (response["Accept-Ranges"], response["ETag"]) == ("bytes", f'"{use.sha256}"')
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_pdf_may_be_shown_and_an_archive_is_always_saved(use: Use) -> None:
    shown = serving.http_response(use, inline=True)
    let_go(shown)
    assert shown["Content-Disposition"].startswith("inline")
    archive = actions.store_bytes(
        samples.nested(1), name="a.zip", by=BY, at=AT, source="s", owner="x", allowed={kinds.ZIP}
    )
    saved = serving.http_response(archive, inline=True)
    let_go(saved)
    assert saved["Content-Disposition"].startswith("attachment")
    assert "sandbox" in saved["Content-Security-Policy"]


def test_what_was_not_scanned_is_not_served(use: Use) -> None:
    use.state = State.UNSCANNED
    with pytest.raises(queries.NotScanned):
        serving.http_response(use)


@pytest.mark.parametrize("change", ["changed", "longer", "missing"])
def test_a_stored_file_that_is_not_as_it_came_is_not_served_and_is_named(
    use: Use, tmp_path: Path, change: str
) -> None:
    assert list(queries.changed()) == []
    path = tmp_path / use.blob.path
    if change == "missing":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data + b" " if change == "longer" else data.replace(b"Page", b"Pagf"))
    with pytest.raises(queries.NotAsStored, match="không còn đúng như lúc nhận"):
        serving.http_response(use)
    ((blob, how),) = queries.changed()
    assert (blob.sha256, how) == (use.sha256, "missing" if change == "missing" else "changed")
