"""The worst known inputs cost no more than their share, and nobody else waits for them."""

import gc
import io
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pytest_django import Settings

from hoaban.core import clock
from hoaban.core.files import archives, isolated, kinds, structure
from hoaban.core.files.tests import samples
from hoaban.core.refusals import Busy, Refusal
from hoaban.domains.documents.forms import PdfForm
from hoaban.gateways.signing import contract as signing
from hoaban.gateways.signing.adapters import validation

TOO_MUCH = (archives.ZipBomb, isolated.TooCostly, structure.BrokenFile)
WHOLE = (structure.PictureTooLarge,)


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def png(width: int, height: int, more: bytes = b"") -> bytes:
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\0"
    data = chunk(b"IDAT", zlib.compress(b"\0\xff"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + data + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0\0\x0b\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + frame + b"\xff\xda\0\x02x\xff\xd9"


def tables(number: int, megabytes: int) -> bytes:
    packed = zlib.compress(bytes(megabytes * 1024 * 1024), 9)
    one = b"9 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n"
    return samples.pdf(extra=number * (one % packed))


def long_table() -> bytes:
    """18 MB of entries of a table of references."""
    rows = 900_000
    head = b"%PDF-1.7\n"
    table = b"xref\n0 %d\n" % rows + b"0000000000 65535 f \n" * rows
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return head + table + tail % (rows, len(head))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "names of tables": lambda: b"%PDF-1.4\n" + b"/XRef " * 500_000,
    "tables one after the other": lambda: b"%PDF-1.4\n" + b"/XRef stream\n" * 80_000,
    "many tables that unpack to much": lambda: tables(50, 60),
    "a long table of references": long_table,
    "arrays in arrays": lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 500_000,
    "dictionaries in dictionaries": lambda: b"%PDF-1.4\ntrailer\n" + b"<</A" * 300_000,
    "a long name": lambda: b"%PDF-1.4\ntrailer\n<< /" + b"A" * 5_000_000,
    "an archive that unpacks to much": lambda: samples.docx(x=bytes(250 * 1024 * 1024)),
    "too many members": lambda: samples.docx(**{f"m{n}": b"" for n in range(6000)}),
    "a picture wide and high": lambda: png(60_000, 60_000),
    "a photograph wide and high": lambda: jpeg(60_000, 60_000),
    "chunks without content": lambda: png(1, 1, more=chunk(b"tEXt", b"") * 100_000),
    "a photograph of many segments": lambda: b"\xff\xd8" + b"\xff\xe1\0\x02" * 400_000,
    "a photograph of marks": lambda: b"\xff\xd8" + b"\xff\xda" * 5_000_000,
    "things in things that could run": lambda: samples.pdf(
        extra=b"9 0 obj\n" + b"<</EF" * 300_000 + b"\nendobj\n"
    ).replace(b"startxref\n", b"startxref\n9"),
    "a picture inside a page": lambda: samples.pdf(extra=b"/Width 60000 /Height 60000\n"),
}


ENDLESS = {"a long name"}  # takes many times the share: it is ended after less of it as well


@pytest.mark.parametrize("name", HOSTILE)
def test_an_upload_that_costs_too_much_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in ENDLESS:
        monkeypatch.setattr(isolated, "CPU_SECONDS", 1)
    path = tmp_path / "sent"
    path.write_bytes(HOSTILE[name]())
    with pytest.raises((*TOO_MUCH, *WHOLE)):
        structure.check(path, kinds.judge(path))


SPIN = ("re:fullmatch", {"pattern": "(a+)+$", "string": "a" * 60 + "b"})
GROW = ("builtins:bytearray", {"source": 2 * 1024**3})


@pytest.mark.parametrize("check", [SPIN, GROW], ids=["time", "memory"])
def test_a_check_over_its_share_is_ended_and_the_next_one_answers(
    check: tuple[str, dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "CPU_SECONDS", 1)
    lane, path = isolated.Lane(), tmp_path / "sent.pdf"
    path.write_bytes(samples.pdf())
    with pytest.raises(isolated.TooCostly):
        lane.ask(*check)
    assert lane.ask(structure.PDF, {"path": str(path)}) == "whole"
    lane.close()


def test_while_one_check_is_long_others_are_told_to_come_back_and_pages_answer(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "CPU_SECONDS", 1)
    lane, told = isolated.Lane(), list[type[Refusal]]()

    def ask() -> None:
        try:
            lane.ask(*SPIN)
        except Refusal as refusal:
            told.append(type(refusal))

    asking = [threading.Thread(target=ask) for _ in range(5)]
    for one in asking:
        one.start()
    assert client.get("/verify/").status_code == 200
    for one in asking:
        one.join()
    lane.close()
    assert told.count(Busy) >= 3
    assert isolated.TooCostly in told


def signed(tmp_path: Path, settings: Settings, *, fields: int) -> bytes:
    """A page signed once, with so many more fields that show the same signature."""
    settings.VAR = tmp_path
    signing._adapter.cache_clear()
    made = signing.get().sign_pdf(
        samples.pdf(),
        holder=signing.Holder("post:a", "Lò Văn Thử"),
        field="Ky",
        reason="",
        signed_at=clock.machine_now(),
    )
    assert isinstance(made, bytes)
    writer = IncrementalPdfFileWriter(io.BytesIO(made))
    form = writer.root["/AcroForm"]["/Fields"]
    value = form[0].raw_get("/V")
    for number in range(fields):
        field = generic.DictionaryObject(  # type: ignore[no-untyped-call] # pyhanko
            {
                generic.NameObject("/FT"): generic.NameObject("/Sig"),
                generic.NameObject("/T"): generic.pdf_string(f"F{number}"),
                generic.NameObject("/V"): generic.IndirectObject(  # type: ignore[no-untyped-call]
                    value.idnum, value.generation, writer
                ),
            }
        )
        form.append(writer.add_object(field))
    writer.update_container(form)
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    return output.getvalue()


@pytest.mark.django_db
def test_a_stranger_s_1500_signature_fields_are_counted_and_refused(
    client: Client, tmp_path: Path, settings: Settings
) -> None:
    file = SimpleUploadedFile("a.pdf", signed(tmp_path, settings, fields=1500))
    answer = client.post("/verify/", {"file": file})
    assert answer.status_code == 422
    assert "quá nhiều chữ ký số" in answer.content.decode()
    signing._adapter.cache_clear()


def test_what_was_read_of_a_refused_file_is_let_go_with_its_form(db: None) -> None:
    size = 8 * 1024 * 1024
    file = TemporaryUploadedFile("a.pdf", "application/pdf", size, None)
    file.write(bytes(size))
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        for _ in range(2):
            file.seek(0)
            assert not PdfForm({}, MultiValueDict({"file": [file]})).is_valid()
        assert tracemalloc.get_traced_memory()[0] < size
    finally:
        tracemalloc.stop()
        gc.enable()
        file.close()


@pytest.mark.parametrize("word", [b"startxref", b"/ByteRange"])
def test_many_revisions_are_counted_before_anything_is_read(word: bytes) -> None:
    assert validation.findings(b"%PDF-1.7\n" + word * 51, roots=[], now="") == validation.TOO_MANY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/procedures/?q=" + "a+" * 1100, 200), ("/procedures/?x=" + "a" * 9000, 413)],
)
def test_a_long_question_is_cut_or_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields", [{f"f{n}": "" for n in range(100_000)}, {"code": "x" * 3_000_000}]
)
def test_a_form_with_too_much_is_refused(client: Client, fields: dict[str, str]) -> None:
    assert client.post("/verify/", fields).status_code in (400, 413)
