"""The worst known inputs cost no more than their share, and nobody else waits for them."""

import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.files import archives, isolated, kinds, structure
from hoaban.core.files.tests import samples
from hoaban.core.refusals import Busy, Refusal
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
    "an archive that unpacks to much": lambda: samples.docx(**{"x": bytes(250 * 1024 * 1024)}),
    "too many members": lambda: samples.docx(**{f"m{n}": b"" for n in range(6000)}),
    "a picture wide and high": lambda: png(60_000, 60_000),
    "a photograph wide and high": lambda: jpeg(60_000, 60_000),
    "chunks without content": lambda: png(1, 1, more=chunk(b"tEXt", b"") * 100_000),
    "a picture inside a page": lambda: samples.pdf(extra=b"/Width 60000 /Height 60000\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_upload_that_costs_too_much_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "sent"
    path.write_bytes(HOSTILE[name]())
    with pytest.raises((*TOO_MUCH, *WHOLE)):
        structure.check(path, kinds.judge(path))


def test_a_check_that_never_ends_is_ended_and_the_next_one_answers(tmp_path: Path) -> None:
    lane, path = isolated.Lane(), tmp_path / "sent.pdf"
    path.write_bytes(samples.pdf())
    with pytest.raises(isolated.TooCostly):
        lane.ask("itertools:count().__class__" if False else "time:sleep", {}, b"x" * 8) or _spin(
            lane
        )
    assert lane.ask(structure.PDF, {"path": str(path)}) == "whole"
    lane.close()
