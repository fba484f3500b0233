"""Small real files of each kind, and bad ones."""

import io
import zipfile
import zlib

PARTS = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(extra: bytes = b"") -> bytes:
    """One empty page, with a right table of references."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
    ]
    content, places = b"%PDF-1.7\n" + extra, []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 4\n0000000000 65535 f \n" + table
    tail = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + head + tail


def png() -> bytes:
    """One white point."""
    header = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\xff")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
        for name, data in chunks
    )


def frame(width: int, height: int) -> bytes:
    """The part of a JPEG that says how large it is."""
    return b"\xff\xc0\0\x0b\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\0"


def jpeg(behind: bytes = b"") -> bytes:
    """What a camera writes: a small picture inside the head, then the large one."""
    inner = b"\xff\xd8\xff\xda\0\x02small\xff\xd9"
    head = b"\xff\xd8\xff\xe1" + (len(inner) + 2).to_bytes(2) + inner
    return head + frame(40, 30) + b"\xff\xda\0\x02large\xff\0\xff\xd0r\xff\xd9" + behind


def archive(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return made.getvalue()


def docx(**more: bytes) -> bytes:
    return archive({PARTS: b"<Types/>", "word/document.xml": b"<w:document/>"} | more)


def xlsx() -> bytes:
    return archive({PARTS: b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def odt() -> bytes:
    return archive({"mimetype": ODT.encode(), "content.xml": b"<office/>"})


def program() -> bytes:
    return b"MZ" + bytes(200)


def bomb(megabytes: int = 300) -> bytes:
    """A few hundred kilobytes that become hundreds of megabytes."""
    return archive({"zeros": bytes(megabytes * 1024 * 1024)})


def nested(layers: int) -> bytes:
    content = b"at the bottom"
    for _ in range(layers):
        content = archive({"inner.zip": content})
    return content


def pdf_bomb() -> bytes:
    """A PDF whose table of references unpacks to a hundred megabytes."""
    packed = zlib.compress(bytes(100 * 1024 * 1024), 9)
    head = b"9 0 obj\n<< /Type /XRef /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return pdf(extra=head + packed + b"\nendstream\nendobj\n")
