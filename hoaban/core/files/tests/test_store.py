"""Take files in: kept once and byte for byte, judged by content, refused with a reason."""

import hashlib
import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from pytest_django import Settings

from hoaban.core.files import (
    actions,
    archives,
    intake,
    kinds,
    limits,
    queries,
    reactions,
    structure,
)
from hoaban.core.files.models import Blob, State, Use
from hoaban.core.files.tests import samples
from hoaban.core.journal import actions as journal
from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import race

AT = datetime(2020, 3, 30, 1, tzinfo=UTC)
BY = journal.Plain("citizen:abc", client="web")
ZIPS = {kinds.ZIP}

Store = Callable[..., Use]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def store(data: bytes, name: str = "don.pdf", allowed: set[str] | None = None) -> Use:
    return actions.store_bytes(
        data, name=name, by=BY, at=AT, source="portal", owner="dossier:1", allowed=allowed
    )


@pytest.mark.django_db
def test_a_file_comes_back_byte_for_byte_from_under_its_digest(own_store: Path) -> None:
    use = store(samples.pdf(), "Đơn xin cấp phép.pdf")

    digest = hashlib.sha256(samples.pdf()).hexdigest()
    assert (use.sha256, use.size, use.kind) == (digest, len(samples.pdf()), "application/pdf")
    assert (use.name, use.owner, use.source) == ("Đơn xin cấp phép.pdf", "dossier:1", "portal")
    assert (own_store / "files" / digest[:2] / digest).read_bytes() == samples.pdf()
    with queries.open(Use.objects.get(public_id=use.public_id)) as file:
        assert file.read() == samples.pdf()


@pytest.mark.django_db
def test_the_journal_says_what_was_stored_and_not_its_name() -> None:
    use = store(samples.pdf(), "Lò Thị Mai.pdf")
    entry = Entry.objects.get(verb="files.stored")
    assert entry.facts == {"sha256": use.sha256, "kind": use.kind, "size": use.size}


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once_and_used_twice(own_store: Path) -> None:
    first, second = store(samples.pdf(), "a.pdf"), store(samples.pdf(), "b.pdf")
    assert (first.sha256, first.pk == second.pk) == (second.sha256, False)
    assert Blob.objects.count() == 1
    kept = [path for path in (own_store / "files").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [first.sha256]


@pytest.mark.django_db
def test_bytes_torn_in_the_store_are_put_right_by_the_next_copy(own_store: Path) -> None:
    use = store(samples.pdf())
    path = own_store / "files" / use.sha256[:2] / use.sha256
    path.write_bytes(b"%PDF torn")
    store(samples.pdf())
    assert path.read_bytes() == samples.pdf()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.pdf(), "application/pdf"),
        (samples.png(), "image/png"),
        (samples.jpeg(), "image/jpeg"),
        (samples.docx(), f"{limits.OFFICE}.wordprocessingml.document"),
        (samples.xlsx(), f"{limits.OFFICE}.spreadsheetml.sheet"),
        (samples.odt(), samples.ODT),
    ],
    ids=["pdf", "png", "jpeg", "docx", "xlsx", "odt"],
)
def test_a_kind_is_judged_by_content_and_the_ending_made_true(data: bytes, kind: str) -> None:
    use = store(data, "hoadon.exe")
    assert use.kind == kind
    assert use.name == f"hoadon.exe{kinds.ENDINGS[kind][0]}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "found"),
    [
        (samples.program(), "chương trình Windows"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "trang HTML"),
        (b'<?xml version="1.0"?><svg onload="x"/>', "ảnh SVG"),
        ("Kính gửi".encode(), "văn bản thuần"),
        (b"\0\1\2\3" * 20, "không rõ loại"),
    ],
    ids=["program", "html", "svg", "text", "unknown"],
)
def test_what_is_not_taken_is_named_with_what_is(data: bytes, found: str) -> None:
    with pytest.raises(kinds.KindNotAllowed) as refused:
        store(data, "don.pdf")
    assert f"{refused.value}" == (
        f"Tệp gửi lên là {found}; chỉ nhận: PDF, bảng tính Excel (.xlsx), bảng tính ODF (.ods), "
        "văn bản ODF (.odt), văn bản Word (.docx), ảnh JPEG, ảnh PNG."
    )
    assert Use.objects.count() == 0


@pytest.mark.django_db
def test_an_empty_file_is_refused() -> None:
    with pytest.raises(intake.EmptyFile, match=r"^Tệp gửi lên không có nội dung"):
        store(b"")


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused_without_reading_the_rest(
    settings: Settings, own_store: Path
) -> None:
    settings.FILES_MAX_BYTES = 1024 * 1024
    stream = io.BytesIO(bytes(9 * 1024 * 1024))
    with pytest.raises(intake.FileTooLarge, match=r"lớn hơn 1 MB"):
        actions.store(stream, name="a", by=BY, at=AT, source="portal", owner="x")
    assert stream.tell() < 2 * 1024 * 1024
    assert list((own_store / "files" / "incoming").iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [
        samples.pdf()[:200],
        b"%PDF-1.7\n" + b"junk " * 50,
        samples.pdf().replace(b"[3 0 R] /Count 1", b"[     ] /Count 0"),
        samples.png()[:-6],
        samples.png().replace(b"IDAT", b"IDAU"),
        samples.jpeg()[:-2],
    ],
    ids=["pdf cut", "pdf junk", "pdf without pages", "png cut", "png changed", "jpeg cut"],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(structure.BrokenFile, match=r"bị hỏng hoặc tải lên chưa hết"):
        store(data)


@pytest.mark.django_db
def test_a_damaged_archive_is_refused() -> None:
    whole = samples.archive({"a": b"abcdefgh" * 200})
    torn = whole[:45] + b"\xff\xff\xff" + whole[48:]
    with pytest.raises(structure.BrokenFile, match="tệp nén ZIP"):
        store(torn, allowed=ZIPS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "packed",
    [samples.bomb, lambda: samples.archive({"b.zip": samples.bomb()}), lambda: samples.nested(4)],
    ids=["much", "much inside", "deep"],
)
def test_a_zip_bomb_is_refused(packed: Callable[[], bytes]) -> None:
    with pytest.raises(archives.ZipBomb):
        store(packed(), allowed=ZIPS)


@pytest.mark.django_db
def test_a_document_that_is_a_bomb_is_refused() -> None:
    with pytest.raises(archives.ZipBomb):
        store(samples.docx(**{"word/media/image1.png": bytes(250 * 1024 * 1024)}))


@pytest.mark.django_db
def test_too_many_members_are_refused(settings: Settings) -> None:
    settings.FILES_MAX_MEMBERS = 3
    with pytest.raises(archives.ZipBomb):
        store(samples.archive({f"{number}": b"x" for number in range(4)}), allowed=ZIPS)


@pytest.mark.django_db
def test_archives_within_the_limits_are_taken() -> None:
    assert store(samples.nested(3), "ban-ve.zip", allowed=ZIPS).kind == kinds.ZIP


@pytest.mark.django_db
def test_a_pdf_whose_tables_are_a_bomb_is_refused() -> None:
    with pytest.raises(archives.ZipBomb):
        store(samples.pdf_bomb())


@pytest.mark.django_db
def test_a_rolled_back_use_leaves_no_row() -> None:
    with transaction.atomic():
        store(samples.pdf())
        transaction.set_rollback(True)
    assert (Use.objects.count(), Blob.objects.count()) == (0, 0)


def no_virus(file: io.BufferedIOBase) -> str:
    assert file.read(5) == b"%PDF-"
    return ""


def a_virus(_file: io.BufferedIOBase) -> str:
    return "Eicar"


@pytest.mark.django_db
def test_with_an_antivirus_a_file_is_served_after_its_scan_alone(settings: Settings) -> None:
    settings.FILES_SCANNER = f"{__name__}.no_virus"
    use = store(samples.pdf())
    with pytest.raises(queries.NotScanned):
        queries.open(use)

    stored = Entry.objects.get(verb="files.stored")
    reactions.scan(stored)

    use.refresh_from_db()
    assert use.state == State.CLEAN
    queries.open(use).close()
    reactions.scan(stored)
    assert Entry.objects.filter(verb="files.scanned").count() == 1


@pytest.mark.django_db
def test_an_infected_file_is_never_served(settings: Settings) -> None:
    settings.FILES_SCANNER = f"{__name__}.a_virus"
    use = store(samples.pdf())
    reactions.scan(Entry.objects.get(verb="files.stored"))
    use.refresh_from_db()
    with pytest.raises(queries.Infected, match="mã độc"):
        queries.open(use)


def test_what_a_killed_process_had_taken_in_half_is_removed(own_store: Path) -> None:
    home = own_store / "files/incoming"
    (home / "pieces/of").mkdir(parents=True)
    for name in ("tmpold", "tmpold.mended", "tmpnew", "pieces/of/one"):
        (home / name).write_bytes(b"half")
    for name in ("tmpold", "tmpold.mended", "pieces/of/one"):
        os.utime(home / name, (0, 0))
    assert intake.forget(datetime(2020, 3, 30, tzinfo=UTC)) == 2
    left = sorted(str(one.relative_to(home)) for one in home.rglob("*") if one.is_file())
    assert left == ["pieces/of/one", "tmpnew"]


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_eight_uploads_of_the_same_bytes_keep_them_once(own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "first.pdf").write_bytes(samples.pdf())
    structure.check(tmp_path / "first.pdf", kinds.PDF)  # the process that checks has started
    uses = race(lambda number: store(samples.pdf(), f"{number}.pdf"))
    assert len({use.pk for use in uses}) == 8
    assert Blob.objects.count() == 1
    kept = [path.name for path in (own_store / "files").rglob("*") if path.is_file()]
    assert kept == [uses[0].sha256]
    assert default_storage.size(Blob.objects.get().path) == len(samples.pdf())


@pytest.mark.django_db
@pytest.mark.parametrize("revision", [4, 6])
def test_a_pdf_that_asks_for_a_password_is_refused_and_an_owner_s_alone_is_taken(
    revision: Literal[4, 6], tmp_path: Path
) -> None:
    path = tmp_path / "locked.pdf"
    for user in ("mo", ""):
        with pikepdf.open(io.BytesIO(samples.pdf())) as pdf:
            pdf.save(path, encryption=pikepdf.Encryption(owner="chu", user=user, R=revision))
        if user:
            with pytest.raises(structure.LockedFile, match="tệp đặt mật khẩu mở"):
                store(path.read_bytes())
        else:
            assert store(path.read_bytes()).kind == kinds.PDF
