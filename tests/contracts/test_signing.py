"""One suite for every provider of signatures."""

import io
import shutil
import stat
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread

import pikepdf
import pytest
import typst
from django.db import transaction
from django.test import override_settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pytest_django.fixtures import Settings

from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.journal.models import Seal
from hoaban.gateways.signing import contract
from hoaban.gateways.signing.adapters.local import LocalAdapter

HOLDER = contract.Holder("post:hac", "Lò Văn Hặc", "Phó Chủ tịch", "Ủy ban nhân dân xã Thanh Minh")
DIGEST = sha256(b"a batch of entries").digest()
PAGE = (
    '#set document(title: "Trích lục", date: datetime(year: 2020, month: 3, day: 30))\nXã Ẳng Nưa'
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the keys of an authority and of the usual signer: they take long to make."""
    folder = tmp_path_factory.mktemp("installed")
    with override_settings(VAR=folder):
        sign(LocalAdapter(), typst.compile(PAGE.encode(), format="pdf"))
    return folder


@pytest.fixture(params=["hoaban.gateways.signing.adapters.local.LocalAdapter"])
def signer(
    request: pytest.FixtureRequest, installed: Path, tmp_path: Path, settings: Settings
) -> Iterator[contract.Signer]:
    shutil.copytree(installed, tmp_path, dirs_exist_ok=True)
    settings.SIGNING_ADAPTER, settings.VAR = request.param, tmp_path
    yield contract.get()
    contract._adapter.cache_clear()


@pytest.fixture(scope="module")
def page() -> bytes:
    pdf = typst.compile(PAGE.encode(), format="pdf", pdf_standards="a-2b")
    assert isinstance(pdf, bytes)
    return pdf


def sign(signer: contract.Signer, pdf: bytes, holder: contract.Holder = HOLDER) -> bytes:
    signed = signer.sign_pdf(
        pdf,
        holder=holder,
        field=f"Ky-{holder.reference[5:]}",
        reason="Ký ban hành",
        signed_at=clock.machine_now(),
    )
    assert isinstance(signed, bytes)
    return signed


def pdfsig(path: Path) -> str:
    return subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout


def flipped(data: bytes, at: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def test_a_signed_page_says_who_when_and_that_it_is_whole(
    signer: contract.Signer, page: bytes
) -> None:
    before = clock.machine_now().replace(microsecond=0)
    (verdict,) = signer.verify_pdf(sign(signer, page))
    assert (verdict.holder_name, verdict.agency) == (HOLDER.name, HOLDER.agency)
    assert verdict.signed_at is not None
    assert before <= verdict.signed_at <= clock.machine_now()
    assert (verdict.intact, verdict.covers_whole, verdict.trusted) == (True, True, True)
    assert verdict.summary == "Chữ ký số hợp lệ; văn bản nguyên vẹn từ khi ký."


def test_another_reader_of_pdf_says_the_same(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "signed.pdf"
    signed = sign(signer, page)
    path.write_bytes(signed)
    assert "Signature is Valid." in pdfsig(path)
    assert "ETSI.CAdES.detached" in pdfsig(path)
    assert "Total document signed" in pdfsig(path)
    path.write_bytes(flipped(signed, 900))
    assert "Digest Mismatch" in pdfsig(path)


@pytest.mark.parametrize("place", [40, 900, 4000])
def test_one_flipped_bit_is_seen(signer: contract.Signer, page: bytes, place: int) -> None:
    try:
        verdicts = signer.verify_pdf(flipped(sign(signer, page), place))
    except contract.BrokenPdf:
        return
    assert [verdict.holds for verdict in verdicts] in ([], [False])


def test_the_signature_field_carries_no_text_and_no_area(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sign(signer, page))
    with pikepdf.open(path) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert [float(side) for side in field.Rect] == [0, 0, 0, 0]
        assert "/AP" not in field
        assert pdf.open_metadata().pdfa_status == "2B"


def test_two_people_sign_one_page(signer: contract.Signer, page: bytes) -> None:
    seal = contract.Holder("post:seal", "Ủy ban nhân dân xã Thanh Minh")
    verdicts = signer.verify_pdf(sign(signer, sign(signer, page), seal))
    assert [(v.holder_name, v.holds) for v in verdicts] == [(HOLDER.name, True), (seal.name, True)]


def test_what_was_added_after_signing_is_seen(signer: contract.Signer, page: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sign(signer, page)))
    writer.root["/Lang"] = generic.pdf_string("en")
    writer.update_root()  # type: ignore[no-untyped-call]
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    (verdict,) = signer.verify_pdf(output.getvalue())
    assert (verdict.intact, verdict.covers_whole, verdict.holds) == (True, False, False)


def test_an_authority_that_we_do_not_know_is_not_trusted(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    stranger = LocalAdapter(tmp_path / "elsewhere")
    (verdict,) = signer.verify_pdf(sign(stranger, page))
    assert (verdict.intact, verdict.trusted, verdict.holds) == (True, False, False)
    assert verdict.holder_name == HOLDER.name


def test_a_page_without_signature_has_no_verdict(signer: contract.Signer, page: bytes) -> None:
    assert signer.verify_pdf(page) == []


@pytest.mark.parametrize(
    "data", [b"", b"no pdf", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 5000]
)
def test_a_broken_file_is_refused_with_a_sentence(signer: contract.Signer, data: bytes) -> None:
    with pytest.raises(contract.BrokenPdf, match="không phải là tệp PDF đọc được"):
        signer.verify_pdf(data)
    with pytest.raises(contract.BrokenPdf):
        sign(signer, data)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_cut_short_never_passes(signer: contract.Signer, page: bytes, part: float) -> None:
    signed = sign(signer, page)
    try:
        verdicts = signer.verify_pdf(signed[: int(len(signed) * part)])
    except contract.BrokenPdf:
        return
    assert not any(verdict.holds for verdict in verdicts)


def test_a_digest_is_signed_and_a_changed_one_does_not_fit(signer: contract.Signer) -> None:
    signature = signer.sign_digest(DIGEST, holder=HOLDER)
    assert signer.verify_digest(DIGEST, signature, holder=HOLDER) is True
    assert not signer.verify_digest(sha256(b"another").digest(), signature, holder=HOLDER)


def test_a_digest_signed_by_a_stranger_or_at_an_impossible_time_does_not_count(
    signer: contract.Signer, tmp_path: Path
) -> None:
    foreign = LocalAdapter(tmp_path / "elsewhere").sign_digest(DIGEST, holder=HOLDER)
    assert signer.verify_digest(DIGEST, foreign, holder=HOLDER) is False
    ours = signer.sign_digest(DIGEST, holder=HOLDER)
    early = contract.Signature(
        ours.value, ours.certificate_pem, ours.signed_at - timedelta(days=400)
    )
    assert signer.verify_digest(DIGEST, early, holder=HOLDER) is False
    junk = contract.Signature(b"junk", "no certificate", ours.signed_at)
    assert signer.verify_digest(DIGEST, junk, holder=HOLDER) is False


def test_after_a_restart_the_same_keys_sign(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    first = signer.sign_digest(DIGEST, holder=HOLDER)
    contract._adapter.cache_clear()
    again = contract.get()
    assert again.sign_digest(DIGEST, holder=HOLDER).certificate_pem == first.certificate_pem
    assert [v.holds for v in again.verify_pdf(sign(signer, page))] == [True]


def test_a_new_title_gets_a_new_certificate(signer: contract.Signer, page: bytes) -> None:
    promoted = contract.Holder(HOLDER.reference, HOLDER.name, "Chủ tịch", HOLDER.agency)
    first = signer.sign_digest(DIGEST, holder=HOLDER)
    second = signer.sign_digest(DIGEST, holder=promoted)
    assert first.certificate_pem != second.certificate_pem
    assert signer.verify_digest(DIGEST, first, holder=HOLDER) is True


@pytest.mark.parametrize(
    "said",  # is a duty, is set up, what is shown
    [(True, True, "code"), (True, False, "code"), (False, True, "code"), (False, False, "none")],
)
def test_it_says_what_a_holder_shows_before_the_key_signs(
    signer: contract.Signer, settings: Settings, said: tuple[bool, bool, str]
) -> None:
    settings.SIGNING_CODE_IS_DUTY, has_code, proof = said
    assert signer.proof(has_code=has_code) == proof


def test_it_says_that_it_is_ready_and_until_when(signer: contract.Signer) -> None:
    health = signer.health()
    assert (health.is_ready, health.problem) == (True, "")
    assert health.expires_at is not None
    assert health.expires_at > clock.machine_now()


def test_keys_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    LocalAdapter(tmp_path / "ca").sign_digest(DIGEST, holder=HOLDER)
    keys = [path for path in (tmp_path / "ca").rglob("*.*") if path.suffix in {".key", ".pem"}]
    assert len(keys) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys} == {0o600}


def test_an_unreadable_authority_is_said_and_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    LocalAdapter(folder).health()
    (folder / "root.pem").write_text("spoilt")
    assert LocalAdapter(folder).health().is_ready is False
    with pytest.raises(contract.SigningUnavailable):
        LocalAdapter(folder).sign_digest(DIGEST, holder=HOLDER)
    assert (folder / "root.pem").read_text() == "spoilt"


def test_many_processes_that_start_together_make_one_authority(tmp_path: Path) -> None:
    adapters = [LocalAdapter(tmp_path / "ca") for _ in range(8)]
    found: list[str] = []
    ready = Barrier(len(adapters))

    def start(adapter: LocalAdapter) -> None:
        ready.wait()
        found.append(adapter.sign_digest(DIGEST, holder=HOLDER).certificate_pem)

    threads = [Thread(target=start, args=[adapter]) for adapter in adapters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (8, 1)


def test_a_ticket_that_nobody_confirmed_is_declined(signer: contract.Signer) -> None:
    with pytest.raises(contract.SigningDeclined, match="khong-co đã từ chối ký"):
        signer.collect("khong-co")


def test_a_signature_dated_in_the_future_is_not_trusted(
    signer: contract.Signer, page: bytes
) -> None:
    ahead = signer.sign_pdf(
        page,
        holder=HOLDER,
        field="Ky-hac",
        reason="Ký ban hành",
        signed_at=clock.machine_now() + timedelta(days=30),
    )
    assert isinstance(ahead, bytes)
    (verdict,) = signer.verify_pdf(ahead)
    assert (verdict.intact, verdict.covers_whole, verdict.trusted) == (True, True, False)
    assert not verdict.holds


def later(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """Let the machine's clock stand so many days from now."""
    now = clock.machine_now() + timedelta(days=days)
    monkeypatch.setattr(clock, "machine_now", lambda: now)


@pytest.mark.parametrize("days", [-3, 400, 1097, 2000, 3640, 5000])
def test_a_signature_is_judged_as_of_its_own_moment(
    signer: contract.Signer, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    signature = signer.sign_digest(DIGEST, holder=HOLDER)
    later(monkeypatch, days)
    assert signer.verify_digest(DIGEST, signature, holder=HOLDER)


def test_another_holder_of_ours_cannot_stand_in(signer: contract.Signer) -> None:
    namesake = contract.Holder("post:other", HOLDER.name, HOLDER.title, HOLDER.agency)
    signature = signer.sign_digest(DIGEST, holder=namesake)
    assert signer.verify_digest(DIGEST, signature, holder=namesake)
    assert not signer.verify_digest(DIGEST, signature, holder=HOLDER)


def test_nothing_is_signed_before_the_first_day_of_the_certificate(
    signer: contract.Signer, page: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 10)
    late = contract.Holder("post:late", "Cà Thị Muộn")
    signer.sign_digest(DIGEST, holder=late)
    monkeypatch.undo()
    with pytest.raises(contract.ClockBehind, match="hãy chỉnh lại giờ máy chủ"):
        signer.sign_digest(DIGEST, holder=late)
    with pytest.raises(contract.ClockBehind):
        sign(signer, page, late)


@pytest.mark.parametrize("days", [-4000, 4000])
def test_an_authority_made_by_a_wrong_clock_is_named_and_can_be_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: bytes, days: int
) -> None:
    signer = LocalAdapter(tmp_path / "ca")
    later(monkeypatch, days)
    first = signer.sign_digest(DIGEST, holder=HOLDER)
    monkeypatch.undo()
    health = signer.health()
    assert (health.is_ready, "chỉ có hiệu lực từ" in health.problem) == (False, True)
    with pytest.raises(contract.AuthorityNotInForce):
        sign(signer, page)

    assert signer.renew().is_ready

    assert [verdict.holds for verdict in signer.verify_pdf(sign(signer, page))] == [True]
    assert signer.verify_digest(DIGEST, first, holder=HOLDER)


def test_keys_and_authority_are_renewed_in_time(
    signer: contract.Signer, page: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sign(signer, page)
    old = signer.health().expires_at
    for days in (1080, 2600, 3640, 5500):
        later(monkeypatch, days)
        assert [verdict.holds for verdict in signer.verify_pdf(sign(signer, page))] == [True]
        assert [verdict.holds for verdict in signer.verify_pdf(before)] == [True]
        monkeypatch.undo()
    later(monkeypatch, 5500)
    new = signer.health().expires_at
    assert new
    assert old
    assert new > old


@pytest.mark.django_db
def test_nothing_is_signed_while_the_clock_stands_before_the_newest_entry(
    signer: contract.Signer, page: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        journal.record("tests.now", Seal(pk=1), by=journal.Plain("system:t"), at=clock.now())
    later(monkeypatch, -0.5)
    with pytest.raises(contract.ClockBehind):
        contract.sign_pdf(page, holder=HOLDER, field="Ky", reason="")
    monkeypatch.undo()
    assert contract.sign_pdf(page, holder=HOLDER, field="Ky", reason="")


@pytest.mark.django_db
def test_what_was_signed_is_verified_before_it_is_used(
    signer: contract.Signer, page: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stranger = LocalAdapter(tmp_path / "elsewhere")
    monkeypatch.setattr(signer, "sign_pdf", stranger.sign_pdf)
    monkeypatch.setattr(signer, "sign_digest", stranger.sign_digest)
    with pytest.raises(contract.SignedUnsoundly):
        contract.sign_pdf(page, holder=HOLDER, field="Ky", reason="")
    with pytest.raises(contract.SignedUnsoundly):
        contract.sign_digest(DIGEST, holder=HOLDER, at=clock.machine_now())
