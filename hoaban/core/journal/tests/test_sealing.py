"""Seal the journal; whatever is then changed, taken away or put in is named."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from hoaban.core import clock
from hoaban.core.journal import facts, sealing, seals, verification
from hoaban.core.journal.models import Entry, Seal
from hoaban.core.journal.tests.conftest import AT, Signed, check, sign, write
from hoaban.core.journal.tests.racing import race
from hoaban.core.journal.verification import Misfit, Problem


@pytest.fixture
def sealed(entries: list[Entry]) -> list[Entry]:
    """Seven entries under three seals: 3, 3 and 1."""
    assert sealing.seal_pending(sign, AT, batch=3) == 7
    return entries


def problem() -> Problem | None:
    return verification.verify(check).problem


def test_an_empty_journal_fits(db: None) -> None:
    report = verification.verify(check)
    assert (report.is_whole, report.seals, report.tail, report.tail_age) == (True, 0, 0, None)


def test_a_sealed_journal_fits_and_tells_its_length(sealed: list[Entry]) -> None:
    report = verification.verify(check)
    last = Seal.objects.get(number=3)
    assert (report.is_whole, report.seals, report.sealed, report.tail) == (True, 3, 7, 0)
    assert report.last_seal == f"3 {last.digest}"


def test_seals_are_chained_and_cover_each_entry_once(sealed: list[Entry]) -> None:
    numbers = [
        (seal.number, seal.previous and seal.previous.number, seal.count)
        for seal in Seal.objects.order_by("number").select_related("previous")
    ]
    assert numbers == [(1, None, 3), (2, 1, 3), (3, 2, 1)]
    assert sealing.seal_pending(sign, AT) == 0


def test_the_unsealed_tail_has_a_length_and_an_age(sealed: list[Entry]) -> None:
    write(2)
    report = verification.verify(check, now=clock.machine_now() + timedelta(hours=2))
    assert (report.is_whole, report.tail) == (True, 2)
    assert report.tail_age
    assert timedelta(hours=2) <= report.tail_age < timedelta(hours=3)


def test_sealing_stops_at_its_limit(entries: list[Entry]) -> None:
    assert sealing.seal_pending(sign, AT, batch=3, limit=4) == 4
    assert verification.verify(check).tail == 3
    assert list(Seal.objects.order_by("number").values_list("count", flat=True)) == [3, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "tests.else"},
        {"subject": "journal.Other"},
        {"subject_pk": 2},
        {"by": "post:else"},
        {"behalf": "post:else"},
        {"agency": "so-khac"},
        {"at": AT + timedelta(microseconds=1)},
        {"recorded_at": AT},
        {"facts": {"turn": 99}},
        {"client": "else"},
        {"key": "else"},
        {"digest": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_column_is_named(sealed: list[Entry], change: dict[str, object]) -> None:
    Entry.objects.filter(pk=sealed[4].pk).update(**change)
    assert problem() == Problem(Misfit.CHANGED, seal=2, entry=sealed[4].pk)


def test_a_change_with_its_digest_redone_is_named_all_the_same(sealed: list[Entry]) -> None:
    entry = sealed[1]
    entry.facts = {"turn": 99}
    entry.digest = facts.digest(entry)
    entry.save(update_fields=["facts", "digest"])
    assert problem() == Problem(Misfit.CHANGED, seal=1, entry=entry.pk)


def test_a_removed_row_is_named(sealed: list[Entry]) -> None:
    Entry.objects.filter(pk=sealed[3].pk).delete()
    assert problem() == Problem(Misfit.REMOVED, seal=2, entry=sealed[3].pk)


def test_two_rows_in_each_others_place_are_named(sealed: list[Entry]) -> None:
    first, second = (Entry.objects.filter(pk=sealed[at].pk) for at in (0, 1))
    columns = ["facts", "recorded_at", "digest"]
    one, other = first.values(*columns).get(), second.values(*columns).get()
    first.update(**other)
    second.update(**one)
    assert problem() == Problem(Misfit.CHANGED, seal=1, entry=sealed[0].pk)


def test_a_row_put_under_an_old_seal_is_named(sealed: list[Entry]) -> None:
    added = write(1)[0]
    Entry.objects.filter(pk=added.pk).update(seal=Seal.objects.get(number=2))
    assert problem() == Problem(Misfit.ADDED, seal=2, entry=added.pk)


def test_a_row_in_the_tail_whose_digest_does_not_fit_is_named(sealed: list[Entry]) -> None:
    added = write(1)[0]
    Entry.objects.filter(pk=added.pk).update(by="post:else")
    assert problem() == Problem(Misfit.CHANGED, entry=added.pk)


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "0" * 64},
        {"signature": b"else"},
        {"certificate": "else"},
        {"sealed_at": AT + timedelta(seconds=1)},
        {"contents": b""},
        {"count": 4},
        {"first_entry": 0},
        {"last_entry": 0},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_seal_is_named(sealed: list[Entry], change: dict[str, object]) -> None:
    Seal.objects.filter(number=2).update(**change)
    assert problem() == Problem(Misfit.SEAL_CHANGED, seal=2)


def test_a_seal_taken_out_of_the_chain_is_named(sealed: list[Entry]) -> None:
    Seal.objects.filter(number=3).update(previous=None)
    assert problem() == Problem(Misfit.SEAL_REMOVED, seal=3)


def test_a_newest_seal_that_is_gone_is_named_by_the_marks_it_left(sealed: list[Entry]) -> None:
    newest = Seal.objects.get(number=3)
    Seal.objects.filter(pk=newest.pk)._raw_delete("default")
    found = problem()
    newest.save(force_insert=True)  # a database does not let a test end with marks of no seal
    assert found == Problem(Misfit.SEAL_REMOVED, entry=sealed[6].pk)


def test_a_seal_covers_the_one_before(sealed: list[Entry]) -> None:
    first, second = Seal.objects.order_by("number")[:2]
    assert second.digest == seals.digest(second, first.digest)
    assert second.digest != seals.digest(second, "0" * 64)


def test_a_removed_first_seal_is_named(sealed: list[Entry]) -> None:
    Entry.objects.filter(seal__number=1).update(seal=None)
    first = Seal.objects.get(number=1)
    Seal.objects.filter(previous=first).update(previous=None)
    first.delete()
    assert problem() == Problem(Misfit.SEAL_REMOVED, seal=1)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps what fits its column")
@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("UPDATE journal_entry SET at = 'no day' WHERE id = %s", 5),
        ("UPDATE journal_entry SET at = '2020-99-99 00:00:00' WHERE id = %s", 5),
        ("UPDATE journal_entry SET at = '2020-99-99', seal_id = NULL WHERE id = %s", None),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(
    sealed: list[Entry], written: str, named: int | None
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(written, [sealed[4].pk])
    misfit = Misfit.CHANGED if named else Misfit.REMOVED
    assert problem() == Problem(misfit, seal=2, entry=sealed[4].pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps what fits its column")
def test_an_entry_of_the_tail_that_cannot_be_read_is_named(entries: list[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET at = '2020-99-99' WHERE id = %s", [entries[2].pk])
    report = verification.verify(check)
    assert (report.tail, report.problem) == (7, Problem(Misfit.CHANGED, entry=entries[2].pk))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps what fits its column")
@pytest.mark.parametrize(
    "value", ["sealed_at = 'no day'", "sealed_at = '2020-99-99'", "contents = 'x'"]
)
def test_a_seal_that_cannot_be_read_is_named(sealed: list[Entry], value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE journal_seal SET {value} WHERE number = 2")  # noqa: S608  ours
    assert problem() == Problem(Misfit.SEAL_CHANGED, seal=2)


def test_the_problem_reads_as_a_sentence() -> None:
    assert str(Problem(Misfit.CHANGED, seal=2, entry=17)) == (
        "Bút toán 17 (dấu niêm phong số 2): nội dung bị sửa"
    )
    assert str(Problem(Misfit.SEAL_CHANGED, seal=2)) == (
        "Dấu niêm phong số 2: dấu niêm phong bị sửa hoặc chữ ký không đúng"
    )


def test_an_entry_committed_late_under_a_lower_key_is_sealed_next(sealed: list[Entry]) -> None:
    late = Entry.objects.get(pk=write(1)[0].pk)
    late.pk = sealed[0].pk - 1
    Entry.objects.all().filter(seal=None).delete()
    late.save(force_insert=True)
    assert sealing.seal_pending(sign, AT) == 1
    report = verification.verify(check)
    assert (report.is_whole, report.seals, report.sealed) == (True, 4, 8)


def test_who_comes_second_leaves_the_entries_to_the_first(entries: list[Entry]) -> None:
    def sign_slowly(digest: bytes) -> Signed:
        sealing.seal_pending(sign, AT)
        return sign(digest)

    assert sealing.seal_pending(sign_slowly, AT) == 0
    report = verification.verify(check)
    assert (report.is_whole, report.seals, report.sealed) == (True, 1, 7)


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_of_eight_sealers_each_entry_is_sealed_once() -> None:
    with transaction.atomic():
        write(40)

    counts = race(lambda _: sealing.seal_pending(sign, AT, batch=5))
    while sealing.seal_pending(sign, AT, batch=5):
        pass

    report = verification.verify(check)
    assert (report.is_whole, report.sealed, report.tail) == (True, 40, 0)
    assert sum(counts) <= 40


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_entries_written_while_sealing_are_never_lost() -> None:
    def work(number: int) -> None:
        for _ in range(10):
            with transaction.atomic():
                write(3)
            if number == 0:
                sealing.seal_pending(sign, AT, batch=7)

    race(work)
    sealing.seal_pending(sign, AT)
    report = verification.verify(check)
    assert (report.is_whole, report.sealed, report.tail) == (True, 240, 0)
