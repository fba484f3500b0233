"""A bank's statement as a clerk gives it to the page that reads it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world.desks import Desk

HEAD = "Ngày giao dịch;Số tiền ghi có;Nội dung;Số giao dịch\n"
IMPORT = "/desk/takings/statement/"


def read(desk: Desk, *lines: str, head: str = HEAD) -> str:
    """What the page says of a statement of these lines, with or without their line feeds."""
    text = head + "".join(f"{line.removesuffix(chr(10))}\n" for line in lines)
    file = SimpleUploadedFile("sao-ke.csv", text.encode())
    return str(desk.post("clerk", IMPORT, {"file": file}).content.decode())
