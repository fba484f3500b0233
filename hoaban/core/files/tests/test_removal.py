"""What nothing uses is taken away, its bytes with the last file that has them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from pytest_django import Settings

from hoaban.core.files import actions, queries, reactions
from hoaban.core.files.models import Blob, Use
from hoaban.core.files.tests import samples
from hoaban.core.journal import actions as journal
from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import race

AT = datetime(2020, 3, 30, 1, tzinfo=UTC)
BY = journal.Plain("citizen:abc", client="web")
FAULTY = samples.pdf() + bytes(5000)


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def store(data: bytes = FAULTY, at: datetime = AT) -> Use:
    return actions.store_bytes(data, name="Lò Mai.pdf", by=BY, at=at, source="portal", owner="x")


def remove(use: Use) -> bool:
    return actions.remove(use.pk, by=BY, at=AT)


def lying(store_: Path) -> set[str]:
    return {path.name for path in (store_ / "files").rglob("*") if path.is_file()}


@pytest.mark.django_db
def test_the_bytes_go_with_the_last_file_that_has_them_and_the_mended_copy_too(
    own_store: Path,
) -> None:
    first, second = store(), store()
    both = {first.sha256, first.blob.mended_id}

    assert remove(first)
    assert (lying(own_store), Use.objects.get()) == (both, second)
    assert remove(second)
    assert (lying(own_store), Blob.objects.count()) == (set(), 0)
    assert list(queries.changed()) == []


@pytest.mark.django_db
def test_the_journal_says_what_was_taken_away_and_not_its_name() -> None:
    use = store(samples.pdf())
    remove(use)
    entry = Entry.objects.get(verb="files.removed")
    facts = {"sha256": use.sha256, "kind": use.kind, "size": use.size, "source": "portal"}
    assert (entry.subject_pk, entry.facts) == (use.pk, facts)


@pytest.mark.django_db
def test_taken_away_twice_is_once_and_a_scan_that_comes_later_finds_nothing() -> None:
    use = store()
    assert (remove(use), remove(use)) == (True, False)
    reactions.scan(Entry.objects.get(verb="files.stored"))
    assert Entry.objects.filter(verb="files.removed").count() == 1


@pytest.mark.django_db
def test_a_sound_file_that_equals_a_mended_copy_keeps_its_bytes(own_store: Path) -> None:
    faulty = store()
    assert faulty.blob.mended
    with default_storage.open(faulty.blob.mended.path) as copy:
        sound = store(copy.read())
    remove(faulty)
    assert lying(own_store) == {sound.sha256}
    with queries.open(sound) as file:
        assert file.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_a_mended_copy_stays_when_a_sound_file_of_the_same_bytes_goes(own_store: Path) -> None:
    faulty = store()
    assert faulty.blob.mended
    with default_storage.open(faulty.blob.mended.path) as copy:
        sound = store(copy.read())
    assert (remove(sound), lying(own_store)) == (True, {faulty.sha256, faulty.blob.mended_id})
    with queries.open(faulty, mended=True) as file:
        assert file.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_let_go_and_long_unused_files_are_left_and_others_not() -> None:
    old, fresh, let_go = store(at=AT - timedelta(days=40)), store(), store()
    actions.let_go([let_go.public_id, "nowhere"], at=AT)
    left = queries.left(since=AT - timedelta(days=90), until=AT - timedelta(days=30))
    assert [use.pk for use in left] == [let_go.pk, old.pk]
    assert fresh in queries.unused()


@pytest.mark.django_db
def test_the_same_bytes_sent_again_after_they_went_are_there(own_store: Path) -> None:
    remove(store())
    use = store()
    assert use.sha256 in lying(own_store)


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_bytes_that_are_sent_again_while_they_are_taken_away_stay(own_store: Path) -> None:
    old = store(samples.pdf())
    done = race(lambda number: remove(old) if number % 2 else store(samples.pdf()))
    kept = {use.sha256 for use in done if isinstance(use, Use)}
    assert (kept, list(queries.changed())) == (lying(own_store), [])
