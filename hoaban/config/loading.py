"""Everything that is only read, loaded once before the processes part, so that they share it."""

import gc
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

from hoaban.engines.typesetting import papers

PAGES = ("/", "/procedures/", "/track/", "/results/", "/desk/sign-in/", "/api/v1/openapi.json")


def load(application: WSGIApplication) -> None:
    """Ask the program its common pages, in each language, and keep what that loaded for good.

    Connections are closed and nothing runs beside: whoever forks now shares the memory.
    """
    for code, _name in settings.LANGUAGES:
        for path in PAGES:
            _ask(application, path, code)
    papers.warm()
    connections.close_all()
    gc.collect()
    gc.freeze()


def _ask(application: WSGIApplication, path: str, language: str) -> None:
    environ: dict[str, object] = {
        "PATH_INFO": path,
        "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost",
        "HTTP_ACCEPT_LANGUAGE": language,
        "REMOTE_ADDR": "127.0.0.1",
    }
    setup_testing_defaults(environ)
    answer = application(environ, lambda *_: lambda _data: None)
    for _part in answer:
        pass
    if close := getattr(answer, "close", None):
        close()
