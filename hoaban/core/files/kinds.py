"""What a file is, judged by its content and never by its name."""

import codecs
import zipfile
from collections.abc import Set as AbstractSet
from pathlib import Path

import filetype
from django.utils.translation import gettext_lazy as _

from hoaban.core.files import isolated
from hoaban.core.files.limits import ODF, OFFICE
from hoaban.core.refusals import Refusal

ZIP = "application/zip"
PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
OLE = "application/x-ole-storage"
TEXT = "text/plain"
MACROS = "application/vnd.ms-office.macroEnabled"
UNKNOWN = "application/octet-stream"
ARCHIVE_KIND = "hoaban.core.files.inspection:archive_kind"

LABELS = {
    PDF: "PDF",
    JPEG: _("ảnh JPEG"),
    PNG: _("ảnh PNG"),
    f"{OFFICE}.wordprocessingml.document": _("văn bản Word (.docx)"),
    f"{OFFICE}.spreadsheetml.sheet": _("bảng tính Excel (.xlsx)"),
    f"{ODF}.text": _("văn bản ODF (.odt)"),
    f"{ODF}.spreadsheet": _("bảng tính ODF (.ods)"),
    MACROS: _("tệp Office có macro"),
    OLE: _("tệp Office kiểu cũ (.doc, .xls)"),
    ZIP: _("tệp nén ZIP"),
    TEXT: _("văn bản thuần"),
    "text/html": _("trang HTML"),
    "application/xml": "XML",
    "image/svg+xml": _("ảnh SVG"),
    "application/x-msdownload": _("chương trình Windows"),
    "application/x-executable": _("chương trình máy tính"),
    UNKNOWN: _("không rõ loại"),
}
ENDINGS = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    f"{OFFICE}.wordprocessingml.document": (".docx",),
    f"{OFFICE}.spreadsheetml.sheet": (".xlsx",),
    f"{ODF}.text": (".odt",),
    f"{ODF}.spreadsheet": (".ods",),
    ZIP: (".zip",),
}
PARTS = {  # the part that makes a zip a document of Office Open XML
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE}.presentationml.presentation",
}
_OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD = 8192


class KindNotAllowed(Refusal):
    """Tệp gửi lên là {found}; chỉ nhận: {allowed}.

    files.formats
    """


def label(kind: str) -> str:
    """How a person calls a kind; the MIME type where there is no word for it."""
    return str(LABELS.get(kind, kind))


def check(kind: str, allowed: AbstractSet[str]) -> None:
    """Refuse `KindNotAllowed`, naming what was found and what is taken."""
    if kind not in allowed:
        names = ", ".join(sorted(label(each) for each in allowed))
        raise KindNotAllowed(found=label(kind), allowed=names)


def judge(path: Path) -> str:
    """The kind (MIME) of a file by its content. Refuses `Busy` and `TooCostly` for an archive."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if zipfile.is_zipfile(path) and head.startswith(b"PK"):
        found: str = isolated.UPLOADS.ask(ARCHIVE_KIND, {"path": str(path)})
        return found
    if head.startswith(_OLE_HEAD):
        return OLE
    if b"%PDF-" in head[:1024]:
        return PDF
    return filetype.guess_mime(head) or _of_text(head)


def _of_text(head: bytes) -> str:
    """Text of some sort, or nothing that is known."""
    if b"\0" in head:
        return UNKNOWN
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return UNKNOWN
    start = text.lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<script", "<body", "<head")):
        return "text/html"
    if "<svg" in start[:2000]:
        return "image/svg+xml"
    return "application/xml" if start.startswith("<?xml") else TEXT
