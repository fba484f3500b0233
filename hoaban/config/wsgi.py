"""The program as the web server calls it: the pages, fed with whole requests alone."""

from collections.abc import Iterable
from typing import Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from hoaban.config import setup


class Stream(Protocol):
    """Where the web server hands out what a browser sends."""

    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class Whole:
    """A body as long as its sender announced: one that breaks off is no form and no file.

    The web server hands out what came before the line broke as if it were all; half a reason or
    half a photograph must not become an entry.
    """

    def __init__(self, stream: Stream, announced: int) -> None:
        self._stream = stream
        self._missing = announced

    def read(self, size: int) -> bytes:
        wanted = min(size, self._missing)
        came = [self._counted(self._stream.read(wanted))]
        while (left := wanted - sum(map(len, came))) > 0:
            came.append(self._counted(self._stream.read(left)))
        return b"".join(came)

    def readline(self, size: int) -> bytes:
        return self._counted(self._stream.readline(min(size, self._missing)))

    def _counted(self, came: bytes) -> bytes:
        if self._missing and not came:
            raise ConnectionAbortedError(f"{self._missing} bytes never came")
        self._missing -= len(came)
        return came


class Application:
    """Django's program behind `Whole`."""

    def __init__(self) -> None:
        self._pages = get_wsgi_application()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        announced = str(environ.get("CONTENT_LENGTH") or "")
        if announced.isdecimal():
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(announced))
        return self._pages(environ, start_response)


setup()
application = Application()
