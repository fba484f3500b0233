"""What every operation for machines shares: the bearer token and its scopes, problems, text."""

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Any, NoReturn, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.parser import Parser
from ninja.security import HttpBearer
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from hoaban.core import clock, typed
from hoaban.core.http.acting import PARTNER
from hoaban.core.http.requests import ActingRequest
from hoaban.core.language import Words
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import NotAllowed


class FieldProblem(Schema):
    """One thing that is wrong: where (`owner.phone`) and the words for the person."""

    field: str
    words: str


class Problem(Schema):
    """What went wrong [RFC 9457]: `title` names the kind, `detail` says it in a sentence.

    `law` is the article that speaks of `law_topic` on the day whose law governs the case;
    `law_is_seen` is false where its text was not compared yet.
    """

    type: str
    status: int
    title: str
    detail: str
    law: str | None = None
    law_topic: str | None = None
    law_is_seen: bool | None = None
    errors: list[FieldProblem] | None = None


def problems(*statuses: int) -> dict[int, type[Problem]]:
    """The refusals of an operation, for its documentation; 401 and 429 belong to all of them."""
    return dict.fromkeys((401, 429, *statuses), Problem)


class FieldsWrong(Exception):
    """What was sent is malformed: `wrong` is (field path, words) for each place."""

    def __init__(self, wrong: Iterable[tuple[str, str]]) -> None:
        self.wrong = list(wrong)
        super().__init__(self.wrong)


class Asked(BaseModel):
    """A body from outside: a member that nobody knows is a mistake, not a wish.

    Plain JSON, so without ninja's reading of attributes, which costs as much as the judging.
    """

    model_config = ConfigDict(extra="forbid")


UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _written(text: str) -> str:
    """Text that a person can read and a database can keep."""
    if UNREADABLE.search(text):
        raise PydanticCustomError("unreadable", "unreadable")
    return text


Text = Annotated[str, StringConstraints(max_length=240), AfterValidator(_written)]
Code = Annotated[str, StringConstraints(max_length=80), AfterValidator(_written)]
Moment = Annotated[datetime, AfterValidator(clock.local)]  # told by the province's clocks
Said = Annotated[  # a text of content, in each language that it has
    dict[str, str], Field(description="By language; `vi` always.", examples=[{"vi": "…"}])
]
TransactionKey = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,60}$")]


def said(words: Words) -> dict[str, str]:
    """A text of content as an answer holds it: the languages that have words."""
    return {language: text for language, text in words.items() if text}


class Bearer(HttpBearer):
    """The token of a partner system, with the scope that an operation asks for ('': any)."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Actor | None:
        """The actor that the middleware found; refuses NotAllowed where the scope is missing."""
        actor = cast("ActingRequest", request).actor
        if actor.kind != PARTNER:
            return None
        if self.scope and not actor.may(self.scope):
            raise NotAllowed
        return actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        del token
        return self(request)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class JsonParser(Parser):
    """JSON as it is defined, without NaN, half characters and zero bytes; text by `typed`."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 - JSON of any kind
        body: bytes = request.body
        found = json.loads(body, parse_constant=_no_constant)
        if body.isascii() and b"\\u" not in body and b"\x00" not in body:
            return found
        written = json.dumps(found, ensure_ascii=False)
        if b"\\u0000" in written.encode():  # which raises on half a character
            raise ValueError("\\u0000")
        kept = typed.text(written)  # no sign of JSON itself is changed by it
        return found if kept == written else json.loads(kept)


WORDS: dict[str, Callable[[], str]] = {
    "missing": lambda: _("Thiếu trường này."),
    "extra_forbidden": lambda: _("Không có trường này."),
    "string_type": lambda: _("Phải là chuỗi ký tự."),
    "string_too_long": lambda: _("Dài quá mức cho phép."),
    "string_too_short": lambda: _("Ngắn quá mức cho phép."),
    "string_pattern_mismatch": lambda: _("Sai dạng quy định."),
    "string_unicode": lambda: _("Có ký tự không đọc được."),
    "unreadable": lambda: _("Có ký tự không đọc được."),
    "list_type": lambda: _("Phải là danh sách."),
    "dict_type": lambda: _("Phải là một nhóm theo tên."),
    "model_attributes_type": lambda: _("Phải là một nhóm theo tên."),
    "model_type": lambda: _("Phải là một nhóm theo tên."),
    "bool_parsing": lambda: _("Phải là true hoặc false."),
    "bool_type": lambda: _("Phải là true hoặc false."),
    "int_parsing": lambda: _("Phải là số nguyên."),
    "int_type": lambda: _("Phải là số nguyên."),
    "too_long": lambda: _("Quá nhiều mục."),
    "literal_error": lambda: _("Không có giá trị này trong danh sách."),
    "date_from_datetime_parsing": lambda: _("Phải là ngày, ví dụ 2020-03-27."),
    "date_parsing": lambda: _("Phải là ngày, ví dụ 2020-03-27."),
}


def words_for(kind: str) -> str:
    """What a person reads for a kind of mistake."""
    found = WORDS.get(kind)
    return found() if found else _("Giá trị không đúng.")
