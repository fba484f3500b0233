"""Files as telephones, scanners, mail and old programs make them: taken, or told what to do."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from hoaban.core.files import actions, kinds, pictures, serving, structure
from hoaban.core.files.enums import Shape
from hoaban.core.files.models import Blob, Use
from hoaban.core.files.tests import samples
from hoaban.core.files.tests.test_serving import let_go
from hoaban.core.journal import actions as journal
from hoaban.core.journal.models import Entry
from hoaban.core.refusals import Refusal

FOREIGN = Path(__file__).parents[5] / "shared" / "data" / "inputs"
HTML = b"<html><script>alert(1)</script></html>"


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def store(data: bytes) -> Use:
    by, at = journal.Plain("citizen:abc", client="web"), datetime(2020, 3, 30, 1, tzinfo=UTC)
    return actions.store_bytes(data, name="a", by=by, at=at, source="portal", owner="x")


FILM = b"\0\0\0\x18ftypmp42" + bytes(400)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "behind",
    [FILM, FILM + b"\xff\xda" + FILM, b"\xff\xda" * 9, samples.jpeg(), bytes(4000), b"SEFT"],
    ids=["film", "film with a scan's mark", "marks", "second picture", "zeros", "trailer"],
)
def test_a_photo_is_whole_whatever_the_telephone_keeps_behind_it(behind: bytes) -> None:
    assert store(samples.jpeg(behind)).kind == "image/jpeg"


@given(behind=st.binary(max_size=300), cut=st.integers(1, 20))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_lies_behind_changes_nothing_and_a_torn_photo_is_torn(
    tmp_path: Path, behind: bytes, cut: int
) -> None:
    path = tmp_path / "photo"
    path.write_bytes(samples.jpeg(behind))
    assert pictures.jpeg(path) == Shape.WHOLE
    path.write_bytes(samples.jpeg()[:-cut])
    assert pictures.jpeg(path) == Shape.BROKEN


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        (b"\xff\xd8" + HTML + b"\xff\xd9", Shape.BROKEN),
        (b"\xff\xd8\xff\xe0\0\x28" + HTML + b"\xff\xda\0\x02\xff\xd9", Shape.BROKEN),
        (b"\xff\xd8" + samples.frame(0, 5) + b"\xff\xda\0\x02\xff\xd9", Shape.BROKEN),
        (b"\xff\xd8" + samples.frame(65_000, 2), Shape.TOO_MANY_PIXELS),
        (b"\xff\xd8" + samples.frame(9, 9) + samples.frame(30_000, 9_000), Shape.TOO_MANY_PIXELS),
    ],
    ids=["page", "page with a scan's mark", "no width", "wide", "a second frame"],
)
def test_what_only_looks_like_a_photo_is_refused(tmp_path: Path, data: bytes, shape: Shape) -> None:
    path = tmp_path / "photo"
    path.write_bytes(data)
    assert pictures.jpeg(path) == shape


def without_a_table(data: bytes) -> bytes:
    return data.replace(b"xref\n0 4", b"xrfe\n0 4")


FAULTS: dict[str, Callable[[bytes], bytes]] = {
    "zeros behind": lambda data: data + bytes(5000),
    "mark of UTF-8 before": lambda data: b"\xef\xbb\xbf" + data,
    "lines before": lambda data: b"HTTP/1.1 200 OK\r\n\r\n" + data,
    "page behind": lambda data: data + HTML * 80,
    "ends of lines changed": lambda data: data.replace(b"\n", b"\r\n"),
    "no place of the table": lambda data: data.replace(b"startxref\n", b"startxref\n0 %"),
    "no mark of the end": lambda data: data.replace(b"%%EOF\n", b""),
    "table torn": without_a_table,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FAULTS)
def test_a_pdf_that_readers_open_is_taken_as_it_came_with_a_mended_copy_to_show(name: str) -> None:
    data = FAULTS[name](samples.pdf())
    use = store(data)
    saved = serving.http_response(use)
    assert b"".join(saved) == data
    let_go(saved)
    shown = serving.http_response(use, inline=True)
    seen = b"".join(shown)
    let_go(shown)
    assert seen.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(seen)) as pdf:
        assert (len(pdf.pages), pdf.check_pdf_syntax()) == (1, [])
    assert Entry.objects.get(verb="files.stored").facts["mended"] == use.blob.mended_id


@pytest.mark.django_db
def test_a_faulty_pdf_sent_twice_has_one_mended_copy_and_a_sound_one_none() -> None:
    faulty = FAULTS["zeros behind"](samples.pdf())
    first, again, sound = store(faulty), store(faulty), store(samples.pdf())
    assert (first.sha256, sound.blob.mended) == (again.sha256, None)
    assert Blob.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "found", "way"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(90), "ảnh HEIC của iPhone hoặc Samsung", "Tương thích"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "ảnh HEIC của iPhone hoặc Samsung", "Camera"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1miaf", "ảnh HEIC của iPhone hoặc Samsung", "Camera"),
        (b"\0\0\0\x18ftypavif" + bytes(90), "ảnh AVIF", "chụp màn hình"),
        (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(90), "ảnh WEBP", "chụp màn hình"),
        (b"II*\0" + bytes(90), "ảnh TIFF của máy quét", "lưu thành PDF hoặc JPG"),
        (b"GIF89a" + bytes(90), "ảnh GIF", "chụp màn hình"),
        (b"BM" + bytes(90), "ảnh BMP", "chụp màn hình"),
        (FILM, "phim MP4", "chụp ảnh từng trang"),
        (samples.archive({"a.txt": b"a"}), "tệp nén ZIP", "giải nén"),
        (samples.docx(**{"word/vbaProject.bin": b"x"}), "tệp Office có macro", "Lưu thành PDF"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "tệp Office kiểu cũ", "Lưu thành PDF"),
    ],
)
def test_a_kind_that_is_not_taken_has_a_name_and_a_way(data: bytes, found: str, way: str) -> None:
    with pytest.raises(kinds.KindToConvert) as refused:
        store(data)
    assert f"Tệp gửi lên là {found}" in str(refused.value)
    assert way in str(refused.value)


@pytest.mark.django_db
@pytest.mark.skipif(not FOREIGN.is_dir(), reason="samples made elsewhere are not here")
@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("pdf-open-password.pdf", structure.LockedFile),
        ("pdf-javascript.pdf", structure.ActiveFile),
        ("pdf-with-exe-attached.pdf", structure.ActiveFile),
        ("pdf-cut.pdf", structure.BrokenFile),
        ("html-with-pdf-head.pdf", structure.BrokenFile),
        ("jpeg-cut.jpg", structure.BrokenFile),
        ("jpeg-no-eoi.jpg", structure.BrokenFile),
        ("iphone.heic", kinds.KindToConvert),
        ("heic-named.jpg", kinds.KindToConvert),
    ],
)
def test_a_foreign_sample_is_refused_for_its_own_reason(name: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        store((FOREIGN / name).read_bytes())


@pytest.mark.django_db
@pytest.mark.skipif(not FOREIGN.is_dir(), reason="samples made elsewhere are not here")
def test_every_other_foreign_sample_is_taken() -> None:
    refused = ("pdf-open-", "pdf-java", "pdf-with", "pdf-cut", "html", "jpeg-cut", "jpeg-no")
    names = [path for path in FOREIGN.iterdir() if path.suffix in {".pdf", ".jpg", ".png"}]
    taken = [path for path in names if not path.name.startswith((*refused, "heic"))]
    assert len([store(path.read_bytes()) for path in taken]) == 25
