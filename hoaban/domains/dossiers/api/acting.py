"""What a filer may still do: file again, supply what was asked, withdraw."""

from typing import Any

from django.utils.translation import get_language

from hoaban.core import clock
from hoaban.core.http import ActingRequest
from hoaban.core.http.machines import Bearer, FieldsWrong, problems
from hoaban.core.journal import queries as journal
from hoaban.domains.dossiers import actions, queries, rules
from hoaban.domains.dossiers.api import schemas
from hoaban.domains.dossiers.api.filing import Key, router, taken
from hoaban.domains.dossiers.api.reading import own_dossier, shown
from hoaban.domains.dossiers.queries import Dossier

WRITE = Bearer("dossiers:write")
ANSWERS = {200: schemas.DossierOut, **problems(403, 404, 409, 413, 422)}


def _files(request: ActingRequest, dossier: Dossier, files: schemas.Files) -> dict[str, Any]:
    return taken(request.actor, files, queries.plan(dossier.revision_id), dossier.case_id)


@router.post("/dossiers/{reference}/complete", auth=WRITE, response=ANSWERS, summary="File again")
def complete(request: ActingRequest, reference: str, body: schemas.AgainIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Answer a request to complete, before reception. [ND61/2018 Đ17]"""
    dossier = own_dossier(request.actor, reference)
    at, answers = clock.now(), None
    if body.answers is not None and not journal.is_written(request.actor.client, key):
        rules.check_complete(queries.facts(dossier, by=request.actor, at=at))
        day, language = clock.day(at), get_language() or "vi"
        found, wrong = queries.answered(dossier.revision_id, body.answers, day, language)
        if wrong:
            raise FieldsWrong((f"answers.{path}".rstrip("."), words) for path, words in wrong)
        answers = found.answers
    files = _files(request, dossier, body.files)
    done = actions.complete(
        dossier.pk, answers=answers, files=files, by=request.actor, at=at, key=key
    )
    return shown(done, request.actor)


@router.post(
    "/dossiers/{reference}/supply", auth=WRITE, response=ANSWERS, summary="Supply what was asked"
)
def supply(request: ActingRequest, reference: str, body: schemas.SupplyIn, key: Key = None) -> Any:  # noqa: ANN401 - ninja's answer
    """Answer a request for supplement, after reception: the clock goes on. [ND61/2018 Đ19 k4]"""
    dossier = own_dossier(request.actor, reference)
    files = _files(request, dossier, body.files)
    done = actions.supply(dossier.pk, files=files, by=request.actor, at=clock.now(), key=key)
    return shown(done, request.actor)


@router.post(
    "/dossiers/{reference}/withdraw", auth=WRITE, response=ANSWERS, summary="Withdraw a dossier"
)
def withdraw(
    request: ActingRequest, reference: str, body: schemas.WithdrawIn, key: Key = None
) -> Any:  # noqa: ANN401 - ninja's answer
    """Take the request back while it is open. [ND61/2018 Đ6]"""
    dossier = own_dossier(request.actor, reference)
    done = actions.withdraw(
        dossier.pk, reason=body.reason, by=request.actor, at=clock.now(), key=key
    )
    return shown(done, request.actor)
