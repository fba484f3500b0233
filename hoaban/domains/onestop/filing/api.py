"""Files a request through the API."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Header, Schema, Status
from pydantic import Field

from hoaban.core import clock
from hoaban.core.files import actions as files_actions
from hoaban.core.files import limits
from hoaban.core.files.intake import FileTooLarge
from hoaban.core.files.limits import MEGABYTE
from hoaban.core.files.models import Use
from hoaban.core.http.machines import (
    Asked,
    Bearer,
    Code,
    FieldsWrong,
    Moment,
    Text,
    TransactionKey,
    problems,
)
from hoaban.core.http.requests import ActingRequest
from hoaban.core.journal.actions import KeyTaken
from hoaban.core.language import current
from hoaban.core.people import agencies, names
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.access.api import router
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.filing import actions, queries
from hoaban.domains.onestop.filing.actions import Filing
from hoaban.domains.onestop.filing.forms import SentOwnerForm
from hoaban.domains.onestop.filing.queries import TAKEN
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.engines.forms import named

ROOM_FOR_HEADERS = 64 * 1024
FULL_NAME = "full_name"  # of a person, wherever forms ask for one
OF_WHOM = (FULL_NAME, "identity_number")
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
Key = Annotated[TransactionKey | None, Header(alias="Idempotency-Key")]


class FileOut(Schema):
    id: str
    name: str
    kind: str = Field(description="Media type, judged by content.")
    size: int
    sha256: str
    state: str = Field(
        description="checked (for its form; no antivirus is set), unscanned, clean or infected."
    )


@router.post(
    "/files",
    auth=Bearer("files:write"),
    response={201: FileOut, **problems(403, 409, 413, 422)},
    openapi_extra=UPLOAD,
    summary="Upload a file",
)
def upload(request: ActingRequest) -> Status[Any]:
    """One file as multipart form data, in the part `file`: PDF, JPEG or PNG. Gives its id."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if declared.isdigit() and int(declared) > limits.max_bytes() + ROOM_FOR_HEADERS:
        raise FileTooLarge(limit=limits.max_bytes() // MEGABYTE)
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise FieldsWrong([("file", _("Thiếu tệp: gửi dạng multipart/form-data, phần “file”."))])
    use = files_actions.store(
        sent,
        name=sent.name or "",
        by=request.actor,
        at=clock.now(),
        source="api",
        owner=request.actor.reference,
        allowed=TAKEN,
    )
    return Status(201, file_out(use))


@router.get(
    "/files/{file_id}",
    auth=Bearer("files:write"),
    response={200: FileOut, **problems(403, 404)},
    summary="Read what is known of an uploaded file",
)
def file(request: ActingRequest, file_id: str) -> Any:  # noqa: ANN401 - ninja's answer
    """Its digest and size prove what arrived; `state` says whether the scan let it through."""
    use = queries.uploaded(request.actor, [file_id]).get(file_id) if file_id.isalnum() else None
    if use is None:
        raise Http404
    return file_out(use)


def file_out(use: Use) -> FileOut:
    return FileOut(
        id=use.public_id,
        name=use.name,
        kind=use.kind,
        size=use.size,
        sha256=use.sha256,
        state=use.state,
    )


class FiledOut(Schema):
    """What a filing is answered with; the same for the same transaction id, for ever."""

    reference: str
    procedure: str
    agency: str
    channel: str
    submitted_at: Moment


Answers = dict[str, Any]  # Any: JSON of the procedure's forms


class Block(Asked):
    """A person or organisation: whose dossier it is, or who files it."""

    kind: Literal["person", "organisation"] = "person"
    full_name: Text
    phone: Text = Field("", examples=["0912345678"], description="Empty: there is none.")
    identity_number: Text = ""
    email: Text = ""
    area_code: Text = Field("", description="Code of the commune of that day.")
    address: Text = ""


FileId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Files = dict[Code, Annotated[list[FileId], Field(max_length=20)]]


class FilingIn(Asked):
    """A request to file. `answers` are {section: {question: value}} as the procedure's forms ask;
    `files` are ids from POST /files by component of the case.
    """

    procedure: Code = Field(examples=["2.000635"])
    case: Code = Field(
        "", description="Empty: the case that the answers call for, or the usual one."
    )
    agency: Code = Field(examples=["ubnd-03127"])
    channel: Literal["online"] = "online"
    owner: Block
    submitter: Block | None = None
    answers: Answers
    files: Files = {}
    wants_post: bool = False
    asks_names: bool = Field(
        default=False,
        description="Answer 422 where a person's name comes in small letters or capitals alone, "
        "with how names are written. Send that, or the name as it was with `asks_names` false.",
    )
    transaction_id: TransactionKey | None = Field(
        None, description="The same as the header Idempotency-Key, for who cannot set headers."
    )


@router.post(
    "/dossiers",
    auth=Bearer("dossiers:write"),
    response={201: FiledOut, **problems(403, 409, 413, 422)},
    summary="File a dossier",
)
def submit(
    request: ActingRequest, response: HttpResponse, body: FilingIn, key: Key = None
) -> Status[Any]:
    """File a request online at an agency. The header Idempotency-Key (your own transaction id)
    makes it safe to send again: the same id gives one dossier and the same answer.
    """
    said = _one_key(key, body.transaction_id)
    try:
        found = _with_files(_filing(body), body, request.actor)
        owner = found.owner
        dossier = actions.submit(found, by=request.actor, at=clock.now(), key=said)
    except (Refusal, FieldsWrong):
        known = dossiers.earlier(request.actor, said)
        if known is None:
            raise
        dossier, owner = known, _block("owner", body.owner, [])  # as it is kept, if it can be
    if _is_of_another(dossier, body, owner):
        raise KeyTaken
    response["Location"] = f"/api/v1/dossiers/{dossier.reference}"
    return Status(201, _filed(dossier))


def _is_of_another(
    dossier: Dossier,
    body: FilingIn,
    owner: Mapping[str, Any],  # Any: JSON
) -> bool:
    """Whether the transaction id was used for somebody else's request, or for something else.

    Read from what was sent: a request of another that has a mistake too is no repetition.
    """
    before = dossier.owner | dossier.owner.get("filed", {})
    said = body.owner.model_dump() | dict(owner)
    is_other = any(_bare(before[name]) != _bare(said[name]) for name in OF_WHOM)
    return is_other or parameters.plan(dossier.revision_id).facts.code != body.procedure


def _bare(text: str) -> str:
    """Letters and digits alone, however they were spaced."""
    return "".join(letter for letter in names.clean(text) if letter.isalnum())


def _one_key(header: str | None, member: str | None) -> str | None:
    """The client's transaction id, wherever it stands; two that differ are a mistake."""
    if header and member and header != member:
        words = _("Khác với tiêu đề Idempotency-Key.")
        raise FieldsWrong([("transaction_id", words)])
    return header or member


def _filed(dossier: Dossier) -> FiledOut:
    return FiledOut(
        reference=dossier.reference,
        procedure=parameters.plan(dossier.revision_id).facts.code,
        agency=parameters.agency(dossier.receiving_agency_id).code,
        channel=dossier.channel,
        submitted_at=dossier.submitted_at,
    )


def _filing(body: FilingIn) -> Filing:
    """What was sent as the action takes it; everything that is wrong is told at once."""
    on = clock.today()
    agency = agencies.row(body.agency, on)
    plan = parameters.plan(catalogue.revision_pk(body.procedure, on))
    if body.case:
        catalogue.case_in(plan.facts, body.case)
    case = next(
        c for c in plan.cases.values() if c.code == body.case or (not body.case and c.is_default)
    )
    wrong: list[tuple[str, str]] = []
    owner = _block("owner", body.owner, wrong)
    submitter = _block("submitter", body.submitter, wrong) if body.submitter else {}
    filed = parameters.filed(case, agency, on)
    answered, problems_ = parameters.answered(
        plan.revision.pk, body.answers, on, current(), filed=filed
    )
    if not body.case:
        case = plan.case_for(case, answered.answers)
    wrong += [(f"answers.{path}".rstrip("."), words) for path, words in problems_]
    if body.asks_names:
        wrong += [*_offered(owner, "owner"), *_offered(submitter, "submitter")]
        wrong += _offered(answered.answers, "answers")
    if wrong:
        raise FieldsWrong(wrong)
    return Filing(
        case=case,
        agency=agency,
        channel=body.channel,
        owner=owner,
        submitter=submitter,
        answered=answered,
        wants_post=body.wants_post and plan.facts.is_postal,
    )


def _block(name: str, block: Block, wrong: list[tuple[str, str]]) -> dict[str, Any]:  # Any: JSON
    """The block as the dossier keeps it; what is wrong with it is added to `wrong`."""
    form = SentOwnerForm(block.model_dump(), on=clock.today())
    if form.is_valid():
        return form.block()
    wrong += [
        (f"{name}.{field}", str(words)) for field, said in form.errors.items() for words in said
    ]
    return {}


def _offered(said: object, path: str) -> Iterator[tuple[str, str]]:
    """Where names of persons are not written as names are, and words that say how."""
    if isinstance(said, list):
        said = dict(enumerate(said))
    if not isinstance(said, Mapping) or said.get("kind") == "organisation":
        return
    for key, value in said.items():
        if key == FULL_NAME and (words := named.words(str(value))):
            yield f"{path}.{key}", words
        yield from _offered(value, f"{path}.{key}")


def _with_files(found: Filing, body: FilingIn, actor: Actor) -> Filing:
    given = taken(actor, body.files, parameters.plan(found.case.revision_id), found.case.pk)
    return Filing(**{**vars(found), "files": given})


def taken(
    actor: Actor,
    files: Mapping[str, Sequence[str]],
    plan: Plan,
    case_pk: int,
    *,
    also: Collection[str] = (),
) -> dict[str, list[Use]]:
    """The files named by their ids, by component. Only the client's own, only where asked for:
    by the case of the procedure, or by a request (`also`).
    """
    if not files:
        return {}
    asked = {component.code for component in plan.components[case_pk]} | set(also)
    held = queries.uploaded(actor, [one for ids in files.values() for one in ids])
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
