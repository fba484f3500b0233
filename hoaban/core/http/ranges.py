"""A download that broke off goes on where it stopped: one part of a file is answered with 206."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]
PIECE = 65536
_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class RangesMiddleware:
    """Answers `Range` for the files that say `Accept-Ranges` [RFC 9110, 14.2].

    Several parts, other units and what makes no sense are answered with the whole file, as the
    standard allows; so is a part of a file that is another by now (`If-Range`).
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        asked = request.headers.get("Range", "")
        if not asked or request.method != "GET" or answer.status_code != HTTPStatus.OK:
            return answer
        if not isinstance(answer, FileResponse) or answer.get("Accept-Ranges") != "bytes":
            return answer
        known = request.headers.get("If-Range")
        return answer if known not in (None, answer.get("ETag")) else _part(answer, asked)


def _part(answer: FileResponse, asked: str) -> HttpResponseBase:
    size = int(answer["Content-Length"])
    wanted = between(asked, size)
    file: IO[Any] | None = answer.file_to_stream  # Any: bytes of whatever the store opened
    if wanted is None or file is None:
        return answer
    first, last = wanted
    if first > last:
        file.close()  # alone: the answer's own close would end the request
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    file.seek(first)
    answer.streaming_content = _pieces(file, last - first + 1)
    answer.status_code = HTTPStatus.PARTIAL_CONTENT
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Content-Length"] = str(last - first + 1)
    return answer


def between(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte that are asked for, of a file of so many bytes.

    None where the whole is the answer; first behind last where the file has no such part.
    """
    found = _ONE.fullmatch(asked.replace(" ", ""))
    if found is None or found.group(0) == "bytes=-":
        return None
    begin, end = found.groups()
    if not begin:  # so many from the end
        return max(size - int(end), 0), size - 1 if int(end) else -1
    if end and int(end) < int(begin):
        return None
    last = min(int(end), size - 1) if end else size - 1
    return (int(begin), last) if int(begin) < size else (size, -1)


def _pieces(file: IO[Any], left: int) -> Iterator[bytes]:
    while left > 0 and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        yield piece
