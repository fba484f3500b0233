"""Upload files and file a dossier: what was sent becomes one call of `actions.submit`."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Header, Router, Status

from hoaban.core import clock
from hoaban.core.files import actions as storing
from hoaban.core.files import intake, limits
from hoaban.core.files.models import Use
from hoaban.core.http import ActingRequest
from hoaban.core.http.machines import Bearer, FieldsWrong, TransactionKey, problems
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.domains.dossiers import actions, forms, queries
from hoaban.domains.dossiers.api import schemas
from hoaban.domains.dossiers.queries import Dossier, own
from hoaban.domains.procedures import queries as procedures

ROOM_FOR_HEADERS = 64 * 1024
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
router = Router(tags=["dossiers"])
Key = Annotated[TransactionKey | None, Header(alias="Idempotency-Key")]


@router.post(
    "/files",
    auth=Bearer("files:write"),
    response={201: schemas.FileOut, **problems(403, 409, 413, 422)},
    openapi_extra=UPLOAD,
    summary="Upload a file",
)
def upload(request: ActingRequest) -> Status[Any]:
    """One file as multipart form data, in the part `file`: PDF, JPEG or PNG. Gives its id."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if declared.isdigit() and int(declared) > limits.max_bytes() + ROOM_FOR_HEADERS:
        raise intake.FileTooLarge(limit=limits.max_bytes() // limits.MEGABYTE)
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise FieldsWrong([("file", _("Thiếu tệp: gửi dạng multipart/form-data, phần «file»."))])
    use = storing.store(
        sent,
        name=sent.name or "",
        by=request.actor,
        at=clock.now(),
        source="api",
        owner=request.actor.reference,
        allowed=own.TAKEN,
    )
    return Status(201, file_out(use))


@router.get(
    "/files/{file_id}",
    auth=Bearer("files:write"),
    response={200: schemas.FileOut, **problems(403, 404)},
    summary="Read what is known of an uploaded file",
)
def file(request: ActingRequest, file_id: str) -> Any:  # noqa: ANN401 - ninja's answer
    """Its digest and size prove what arrived; `state` says whether the scan let it through."""
    use = own.uploaded(request.actor, [file_id]).get(file_id) if file_id.isalnum() else None
    if use is None:
        raise Http404
    return file_out(use)


def file_out(use: Use) -> schemas.FileOut:
    return schemas.FileOut(
        id=use.public_id,
        name=use.name,
        kind=use.kind,
        size=use.size,
        sha256=use.sha256,
        state=use.state,
    )


@router.post(
    "/dossiers",
    auth=Bearer("dossiers:write"),
    response={201: schemas.FiledOut, **problems(403, 409, 413, 422)},
    summary="File a dossier",
)
def submit(
    request: ActingRequest, response: HttpResponse, body: schemas.FilingIn, key: Key = None
) -> Status[Any]:
    """File a request online at an agency. The header Idempotency-Key (your own transaction id)
    makes it safe to send again: the same id gives one dossier and the same answer.
    """
    said = _one_key(key, body.transaction_id)
    try:
        found = _filing(body)
        found = _with_files(found, body, request.actor)
        dossier = actions.submit(found, by=request.actor, at=clock.now(), key=said)
    except (Refusal, FieldsWrong):
        known = queries.earlier(request.actor, said)
        if known is None:
            raise
        dossier = known
    response["Location"] = f"/api/v1/dossiers/{dossier.reference}"
    return Status(201, _filed(dossier))


def _one_key(header: str | None, member: str | None) -> str | None:
    """The client's transaction id, wherever it stands; two that differ are a mistake."""
    if header and member and header != member:
        words = _("Khác với tiêu đề Idempotency-Key.")
        raise FieldsWrong([("transaction_id", words)])
    return header or member


def _filed(dossier: Dossier) -> schemas.FiledOut:
    return schemas.FiledOut(
        reference=dossier.reference,
        procedure=queries.plan(dossier.revision_id).facts.code,
        agency=queries.agency(dossier.receiving_agency_id).code,
        channel=dossier.channel,
        submitted_at=dossier.submitted_at,
    )


def _filing(body: schemas.FilingIn) -> actions.Filing:
    """What was sent as the action takes it; everything that is wrong is told at once."""
    on = clock.today()
    agency = agencies.row(body.agency, on)
    plan = queries.plan(procedures.revision_pk(body.procedure, on))
    if body.case:
        procedures.case_in(plan.facts, body.case)
    case = next(
        c for c in plan.cases.values() if c.code == body.case or (not body.case and c.is_default)
    )
    wrong: list[tuple[str, str]] = []
    owner = _block("owner", body.owner, wrong)
    submitter = _block("submitter", body.submitter, wrong) if body.submitter else {}
    answered, problems_ = queries.answered(
        plan.revision.pk, body.answers, on, get_language() or "vi"
    )
    wrong += [(f"answers.{path}".rstrip("."), words) for path, words in problems_]
    if wrong:
        raise FieldsWrong(wrong)
    return actions.Filing(
        case=case,
        agency=agency,
        channel=body.channel,
        owner=owner,
        submitter=submitter,
        answered=answered,
        wants_post=body.wants_post and plan.facts.is_postal,
    )


def _block(
    name: str, block: schemas.Block, wrong: list[tuple[str, str]]
) -> dict[str, Any]:  # Any: JSON
    """The block as the dossier keeps it; what is wrong with it is added to `wrong`."""
    form = forms.SentOwnerForm(block.model_dump(), on=clock.today())
    if form.is_valid():
        return form.block()
    wrong += [
        (f"{name}.{field}", str(words)) for field, said in form.errors.items() for words in said
    ]
    return {}


def _with_files(found: actions.Filing, body: schemas.FilingIn, actor: Actor) -> actions.Filing:
    given = taken(actor, body.files, queries.plan(found.case.revision_id), found.case.pk)
    return actions.Filing(**{**vars(found), "files": given})


def taken(
    actor: Actor, files: Mapping[str, Sequence[str]], plan: queries.Plan, case_pk: int
) -> dict[str, list[Use]]:
    """The files named by their ids, by component. Only the client's own, only where asked for."""
    if not files:
        return {}
    asked = {component.code for component in plan.components[case_pk]}
    held = own.uploaded(actor, [one for ids in files.values() for one in ids])
    wrong = [
        (f"files.{code}", _("Trường hợp này không có thành phần hồ sơ đó."))
        for code in files
        if code not in asked
    ]
    wrong += [
        (f"files.{code}.{place}", _("Không có tệp này trong các tệp đã gửi."))
        for code, ids in files.items()
        for place, one in enumerate(ids)
        if one not in held
    ]
    if wrong:
        raise FieldsWrong(wrong)
    return {code: [held[one] for one in ids] for code, ids in files.items() if ids}
