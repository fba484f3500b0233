"""The dossier that an operation is about, and what its operations share."""

from typing import Any, Literal

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from hoaban.core.files import serving
from hoaban.core.files.models import Use
from hoaban.core.http import citing
from hoaban.core.http.machines import Bearer
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access import queries
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier

router = Router(tags=["dossiers"])  # one for all: the first router of an address answers it
READ = Bearer("dossiers:read")
WRITE = Bearer("dossiers:write")
WAIT = "2"  # seconds
PDF = {
    "responses": {
        200: {
            "description": "The PDF, byte for byte",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


class WaitingOut(Schema):
    """The file is being made: ask again after `Retry-After` seconds."""

    state: Literal["being_made"] = "being_made"


def own_dossier(request: ActingRequest, reference: str) -> Dossier:
    """By reference or legal code; 404 for what is not there and for what is not theirs.

    What is refused from here on cites the law of its day.
    """
    if not reference.isprintable():
        raise Http404
    visible = queries.visible_to(request.actor)
    dossier = get_object_or_404(queries.by_reference(visible, reference))
    citing.concerns(request, dossiers.governed_on(dossier))
    return dossier


def served(
    use: Use | None, response: HttpResponse, *, copy: bytes | None = None
) -> HttpResponseBase | Status[Any]:
    """The file, or a copy that is given instead, or that it is being made and when to ask again."""
    if use is not None:
        return serving.http_response(use, copy=copy)
    response["Retry-After"] = WAIT
    return Status(202, WaitingOut())
