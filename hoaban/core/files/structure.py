"""Is the file whole, and no danger to whoever opens it? A torn upload is told at once.

Pictures are read here, once from front to back; what needs a parser is read in `isolated`.
"""

import zipfile
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from hoaban.core.files import isolated, kinds, limits, pictures
from hoaban.core.files.archives import ZipBomb
from hoaban.core.files.enums import Shape
from hoaban.core.refusals import Refusal

PDF: Final = "hoaban.core.files.inspection:pdf"
ARCHIVE: Final = "hoaban.core.files.inspection:archive"


class BrokenFile(Refusal):
    """Tệp {kind} bị hỏng hoặc tải lên chưa hết, không mở được; vui lòng gửi lại. Nếu vẫn không
    được, hãy in lại thành tệp PDF hoặc chụp ảnh giấy tờ rồi gửi.

    files.readable
    """


class LockedFile(Refusal):
    """Đây là tệp đặt mật khẩu mở nên không ai xem được; vui lòng bỏ mật khẩu rồi gửi lại.

    files.readable
    """


class ActiveFile(Refusal):
    """Tệp PDF này có {what} có thể chạy trên máy của người mở nên không được nhận; vui lòng in lại
    thành tệp PDF mới (chọn In, rồi Lưu thành PDF) hoặc chụp ảnh giấy tờ rồi gửi.

    files.harmful
    """


class LeadingFile(Refusal):
    """Tệp PDF này tự mở địa chỉ, tệp hoặc máy khác khi có người xem nên không được nhận; vui lòng
    in lại thành tệp PDF mới (chọn In, rồi Lưu thành PDF) hoặc chụp ảnh giấy tờ rồi gửi.

    files.harmful
    """


class ArchiveInside(Refusal):
    """Tệp PDF này có tệp nén đính kèm, không kiểm tra được bên trong; vui lòng bỏ tệp nén ra, rồi
    gửi từng giấy tờ thành tệp riêng.

    files.harmful
    """


class PictureTooLarge(Refusal):
    """Ảnh có kích thước quá lớn (trên {most} triệu điểm ảnh hoặc một cạnh trên {side} điểm); vui
    lòng chụp hoặc quét lại ở độ phân giải thấp hơn.
    """


_ACTIVE = {
    Shape.SCRIPT: _("mã lệnh (JavaScript)"),
    Shape.LAUNCH: _("lệnh mở chương trình"),
    Shape.PROGRAM: _("chương trình đính kèm"),
    Shape.SENDING: _("lệnh tự gửi dữ liệu ra ngoài"),
    Shape.DYNAMIC: _("biểu mẫu động (XFA)"),
}
_REFUSED: dict[Shape, type[Refusal]] = {
    Shape.LEADING: LeadingFile,
    Shape.PACKED: ArchiveInside,
    Shape.LOCKED: LockedFile,
    Shape.BOMB: ZipBomb,
    Shape.TOO_MANY_PAGES: isolated.TooCostly,
}


def check(path: Path, kind: str, *, copy: Path | None = None) -> bool:
    """Whether a mended copy was written to `copy`, because the file has faults that readers mend.

    Refuses `BrokenFile`, `LockedFile`, `ActiveFile`, `LeadingFile`, `ArchiveInside`,
    `PictureTooLarge`, `ZipBomb`, `TooCostly` or `Busy`. Kinds we cannot read are let through.
    """
    shape = _shape(path, kind, copy)
    if shape in _ACTIVE:
        raise ActiveFile(what=str(_ACTIVE[shape]))
    if shape in _REFUSED:
        raise _REFUSED[shape]
    if shape == Shape.BROKEN:
        raise BrokenFile(kind=kinds.label(kind))
    if shape == Shape.TOO_MANY_PIXELS:
        most = pictures.MOST_PIXELS // pictures.MILLION
        raise PictureTooLarge(most=most, side=pictures.LONGEST_SIDE)
    return shape == Shape.MENDED


def _shape(path: Path, kind: str, copy: Path | None) -> Shape:
    if kind == kinds.JPEG:
        return pictures.jpeg(path)
    if kind == kinds.PNG:
        return pictures.png(path)
    where = {"path": str(path)}
    if kind == kinds.PDF:
        return Shape(isolated.UPLOADS.ask(PDF, {**where, "copy": str(copy or "")}))
    if zipfile.is_zipfile(path):
        return Shape(isolated.UPLOADS.ask(ARCHIVE, {**where, "bounds": limits.archive()}))
    return Shape.WHOLE
