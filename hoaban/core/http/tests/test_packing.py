"""Pages travel packed; what is packed already goes as it is."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client

from hoaban.core.http.middleware import PackingMiddleware


@pytest.mark.django_db
def test_a_page_travels_packed_to_whoever_takes_it() -> None:
    plain = Client().get("/help/")
    packed = Client().get("/help/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert "Hỏi và đáp" in gzip.decompress(packed.content).decode()
    assert len(packed.content) < len(plain.content) / 2


def test_a_paper_goes_as_it_is() -> None:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
    paper = HttpResponse(b"%PDF-" + b" " * 1000, content_type="application/pdf")

    def answer(_request: HttpRequest) -> HttpResponseBase:
        return paper

    assert PackingMiddleware(answer)(request) is paper
    assert "Content-Encoding" not in paper
