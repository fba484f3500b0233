"""Seals under a clock that is wrong, and after their certificates have run out."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from hoaban.config import seals
from hoaban.config.commands import doctor, main
from hoaban.core import clock
from hoaban.core.files.models import Blob
from hoaban.core.journal import actions as journal
from hoaban.core.journal.models import Entry, Seal
from hoaban.core.journal.verification import Misfit
from hoaban.gateways.signing import contract

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.VAR = tmp_path
    yield
    contract._adapter.cache_clear()


def write() -> None:
    with transaction.atomic():
        journal.record("tests.now", Seal(pk=1), by=journal.Plain("system:t"), at=clock.now())


def move(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """Let the machine's clock stand so many days from now."""
    now = clock.machine_now() + timedelta(days=days)
    monkeypatch.setattr(clock, "machine_now", lambda: now)


@pytest.mark.parametrize("days", [-365, 1094, 1100, 3700, 9000])
def test_a_seal_holds_whenever_it_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, days: float
) -> None:
    write()
    assert seals.seal() == 1
    move(monkeypatch, days)
    assert seals.verify().is_whole


def test_a_key_of_somebody_else_seals_nothing() -> None:
    """A leader's certificate comes from the same authority, and may bear any name."""
    write()
    seals.seal()
    seal = Seal.objects.get()
    namesake = contract.Holder("post:dao", seals.HOLDER.name)
    signature = contract.get().sign_digest(bytes.fromhex(seal.digest), holder=namesake)
    seal.signature, seal.certificate = signature.value, signature.certificate_pem
    seal.save(update_fields=["signature", "certificate"])
    problem = seals.verify().problem
    assert problem
    assert problem.misfit == Misfit.SEAL_CHANGED


def test_nothing_is_sealed_by_a_clock_that_went_back_and_the_doctor_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write()
    seals.seal()
    with monkeypatch.context() as behind:
        move(behind, -3)
        write()
        with pytest.raises(contract.ClockBehind):
            seals.seal()
        assert doctor.machine_clock().startswith("WRONG  Chưa ký được vì đồng hồ máy chủ")
    assert doctor.machine_clock().startswith("ok")
    assert seals.seal() == 1
    assert seals.verify().is_whole


def test_after_a_clock_that_stood_ahead_somebody_says_that_it_is_right_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as ahead:
        move(ahead, 30)
        write()
    seals.seal(is_clock_right=True)
    with monkeypatch.context() as ahead:
        move(ahead, 60)
        write()
    with pytest.raises(contract.ClockBehind):
        seals.seal()
    assert main(["seal", "--clock-is-right"]) == 0
    write()
    assert seals.seal() == 1
    assert seals.verify().is_whole
    assert Entry.objects.filter(seal=None).count() == 0


def test_the_store_is_checked_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--files"]) == 0
    assert "Kho tệp nguyên vẹn." in capsys.readouterr().out
    Blob.objects.create(sha256="0" * 64, size=1, kind="text/plain", stored_at=clock.now())
    assert main(["verify", "--files"]) == 1
    assert "không còn trong kho" in capsys.readouterr().out
    assert main(["verify"]) == 0


def test_an_operator_makes_a_new_authority(capsys: pytest.CaptureFixture[str]) -> None:
    write()
    seals.seal()
    assert main(["authority", "--new"]) == 0
    assert "until" in capsys.readouterr().out
    write()
    assert seals.seal() == 1
    assert seals.verify().is_whole


def test_a_last_seal_that_was_peeled_off_or_made_anew_is_missed() -> None:
    write()
    seals.seal()
    write()
    seals.seal()
    kept = seals.last()
    assert (seals.holds(kept), seals.holds("")) == (True, True)
    Seal.objects.filter(number=2).update(digest="0" * 64)
    assert not seals.holds(kept)


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_doctor_compares_the_journal_with_the_copies(tmp_path: Path, is_whole: object) -> None:
    write()
    seals.seal()
    copy = tmp_path / "backups" / "000001-20200330T010000Z"
    copy.mkdir(parents=True)
    (copy / "database.sqlite3").touch()
    (copy / "SHA256SUMS").touch()
    (copy / "LAST-SEAL").write_text(f"{seals.last() if is_whole else '7 abc'}\n")
    assert doctor.anchors().startswith("ok " if is_whole else "WRONG  the last seal of copy 000001")
