"""What systems send about dossiers, and what they read."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from hoaban.core.http.machines import Asked, Code, Moment, Text, TransactionKey

Answers = dict[str, Any]  # Any: JSON of the procedure's forms
FileId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Files = dict[Code, Annotated[list[FileId], Field(max_length=20)]]


class Block(Asked):
    """A person or organisation: whose dossier it is, or who files it."""

    kind: Literal["person", "organisation"] = "person"
    full_name: Text
    phone: Text = Field(examples=["0912345678"])
    identity_number: Text = ""
    email: Text = ""
    area_code: Text = Field("", description="Code of the commune of that day.")
    address: Text = ""


class FilingIn(Asked):
    """A request to file. `answers` are {section: {question: value}} as the procedure's forms ask;
    `files` are ids from POST /files by component of the case.
    """

    procedure: Code = Field(examples=["2.000635"])
    case: Code = Field("", description="Empty: the usual case.")
    agency: Code = Field(examples=["ubnd-03127"])
    channel: Literal["online"] = "online"
    owner: Block
    submitter: Block | None = None
    answers: Answers
    files: Files = {}
    wants_post: bool = False
    transaction_id: TransactionKey | None = Field(
        None, description="The same as the header Idempotency-Key, for who cannot set headers."
    )


class AgainIn(Asked):
    """What is filed again before reception: answers replace the old ones, files are added."""

    answers: Answers | None = None
    files: Files = {}


class SupplyIn(Asked):
    files: Files


class WithdrawIn(Asked):
    reason: Text = ""


class FileOut(Schema):
    id: str
    name: str
    kind: str = Field(description="Media type, judged by content.")
    size: int
    sha256: str
    state: str = Field(description="clean, unscanned or infected.")


class FiledOut(Schema):
    """What a filing is answered with; the same for the same transaction id, for ever."""

    reference: str
    procedure: str
    agency: str
    channel: str
    submitted_at: Moment


class LineOut(Schema):
    """A dossier in the list."""

    reference: str
    code: str | None = Field(description="The legal code, from reception on.")
    procedure: str
    agency: str
    state: str
    submitted_at: Moment
    due_at: Moment | None


class PageOut(Schema):
    dossiers: list[LineOut]
    next: str | None = Field(description="Send it as `after` for the next page.")


class PaperOut(Schema):
    id: str
    circular: str
    form: str
    number: int
    at: Moment


class AskedOut(Schema):
    component: str
    name: str
    what: str


class SupplementOut(Schema):
    """What the applicant is asked for right now: complete or supply answers it."""

    stage: str
    reason: str
    items: list[AskedOut]
    asked_at: Moment
    until: Moment


class ResultOut(Schema):
    available: bool = Field(description="GET …/result gives the signed PDF.")
    outcome: str
    symbol: str


class DossierOut(LineOut):
    """A dossier as its filer may know it."""

    procedure_name: str
    case: str
    agency_name: str
    channel: str
    state_words: str
    degree: int = Field(description="How far it has come, in percent.")
    clock: str
    received_at: Moment | None
    done_at: Moment | None
    ended_at: Moment | None
    end_reason: str
    fee: int = Field(description="Whole VND.")
    fee_state: str
    papers: list[PaperOut]
    files: list[FileOut]
    supplement: SupplementOut | None
    result: ResultOut | None
    may: list[str] = Field(description="Which operations the rules allow now.")


class WaitingOut(Schema):
    """The file is being made: ask again after `Retry-After` seconds."""

    state: Literal["being_made"] = "being_made"
