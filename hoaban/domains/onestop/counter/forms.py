"""Scans at the counter: stored as they come, kept while the rest of the page is put right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from hoaban.core import clock
from hoaban.core.files import actions as files
from hoaban.core.files.models import Use
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.filing import queries as filing
from hoaban.domains.onestop.filing.queries import ACCEPT, TAKEN


@dataclass
class Scans:
    """What came, by component, and words for what was not taken, each with its field."""

    come: dict[str, list[Use]] = field(default_factory=dict)
    wrong: list[dict[str, str]] = field(default_factory=list)
    accept: str = ACCEPT


def taken(request: ActingRequest, components: Iterable[str]) -> Scans:
    """The scans of this page: chosen now (`scan-<component>`), or before (`kept-<component>`)."""
    scans = Scans()
    if request.method != "POST":
        return scans
    for code in components:
        before = filing.uploaded(request.actor, request.POST.getlist(f"kept-{code}"))
        uses = [use for use in before.values() if use.source == SOURCE]
        for file in request.FILES.getlist(f"scan-{code}"):
            try:
                uses.append(_store(request, file))
            except Refusal as refusal:
                said = f"{file.name}: {answers.told(request, refusal)}"
                scans.wrong.append({"text": said, "field": f"id_scan-{code}"})
        if uses:
            scans.come[code] = uses
    return scans


SOURCE = "desk"


def _store(request: ActingRequest, file: UploadedFile[Any]) -> Use:
    return files.store(
        file,
        name=file.name or "",
        by=request.actor,
        at=clock.now(),
        source=SOURCE,
        owner=request.actor.reference,
        allowed=TAKEN,
    )
