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

_SCREEN = _("mở ảnh, chụp màn hình rồi gửi ảnh chụp màn hình đó")
_SCAN = _("trên máy quét chọn lưu thành PDF hoặc JPG, hoặc dùng điện thoại chụp lại giấy tờ")
_AS_PDF = _("mở tệp, chọn In (hoặc Xuất), rồi Lưu thành PDF và gửi tệp PDF")
_ONE_BY_ONE = _("giải nén rồi gửi từng tệp bên trong")
_PHOTO = _("chụp ảnh từng trang giấy tờ rồi gửi ảnh")

# What people send by mistake: how it is called, and what to do on that telephone or machine.
CONVERTED = {
    "image/heic": (
        _("ảnh HEIC của iPhone hoặc Samsung"),
        _(
            "chụp màn hình ảnh đó rồi gửi ảnh chụp màn hình; để ảnh sau này gửi được ngay, trên "
            "iPhone chọn Cài đặt, Camera, Định dạng, Tương thích nhất, trên Samsung tắt Ảnh hiệu "
            "suất cao trong cài đặt của Camera"
        ),
    ),
    "image/avif": (_("ảnh AVIF"), _SCREEN),
    "image/webp": (_("ảnh WEBP"), _SCREEN),
    "image/gif": (_("ảnh GIF"), _SCREEN),
    "image/bmp": (_("ảnh BMP"), _SCREEN),
    "image/apng": (_("ảnh động PNG"), _SCREEN),
    "image/jpx": (_("ảnh JPEG 2000"), _SCREEN),
    "image/tiff": (_("ảnh TIFF của máy quét"), _SCAN),
    OLE: (_("tệp Office kiểu cũ (.doc, .xls)"), _AS_PDF),
    MACROS: (_("tệp Office có macro"), _AS_PDF),
    "text/rtf": (_("văn bản RTF"), _AS_PDF),
    ZIP: (_("tệp nén ZIP"), _ONE_BY_ONE),
    "application/x-rar-compressed": (_("tệp nén RAR"), _ONE_BY_ONE),
    "application/x-7z-compressed": (_("tệp nén 7z"), _ONE_BY_ONE),
    "video/mp4": (_("phim MP4"), _PHOTO),
    "video/quicktime": (_("phim của iPhone (MOV)"), _PHOTO),
    "video/3gpp": (_("phim 3GP"), _PHOTO),
}
LABELS = {
    PDF: "PDF",
    JPEG: _("ảnh JPEG"),
    PNG: _("ảnh PNG"),
    f"{OFFICE}.wordprocessingml.document": _("văn bản Word (.docx)"),
    f"{OFFICE}.spreadsheetml.sheet": _("bảng tính Excel (.xlsx)"),
    f"{ODF}.text": _("văn bản ODF (.odt)"),
    f"{ODF}.spreadsheet": _("bảng tính ODF (.ods)"),
    TEXT: _("văn bản thuần"),
    "text/html": _("trang HTML"),
    **{kind: words for kind, (words, _way) in CONVERTED.items()},
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
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"isom", b"iso2", b"mp41", b"mp42"), "video/mp4"),
    b"qt  ": "video/quicktime",
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6"), "video/3gpp"),
}
_OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD = 8192


class KindNotAllowed(Refusal):
    """Tệp gửi lên là {found}; chỉ nhận: {allowed}.

    files.formats
    """


class KindToConvert(KindNotAllowed):
    """Tệp gửi lên là {found}, hệ thống chưa nhận loại này. Cách làm: {way}. Các loại được nhận:
    {allowed}.

    files.formats
    """


def label(kind: str) -> str:
    """How a person calls a kind; the MIME type where there is no word for it."""
    return str(LABELS.get(kind, kind))


def check(kind: str, allowed: AbstractSet[str]) -> None:
    """Refuse `KindNotAllowed`, naming what was found and what is taken, and `KindToConvert`, which
    says what to do as well.
    """
    if kind in allowed:
        return
    names = ", ".join(sorted(label(each) for each in allowed))
    if kind in CONVERTED:
        raise KindToConvert(found=label(kind), way=str(CONVERTED[kind][1]), allowed=names)
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
    return _film_or_photo(head) or filetype.guess_mime(head) or _of_text(head)


def _film_or_photo(head: bytes) -> str:
    """Of the family of MP4: a film, or a photograph that telephones pack as a film of one picture.

    The first brand that is known decides.
    """
    if head[4:8] != b"ftyp":
        return ""
    end = min(max(int.from_bytes(head[:4]), 12), 256)
    brands = [head[at : at + 4] for at in (8, *range(16, end, 4))]
    known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
    return known[0] if known else "image/heic" * (b"mif1" in brands)


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
