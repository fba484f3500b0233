"""The root of everything for machines, under /api/v1/: operations, their description, their errors.

An answer that is no success is a problem [RFC 9457]; what nobody expected is a 500 that tells
nothing of the inside.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation

from hoaban.config.health import version
from hoaban.core.files.intake import FileTooLarge
from hoaban.core.http import answers, problems
from hoaban.core.http.machines import FieldsWrong, JsonParser, words_for
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.casefile import api as casefile
from hoaban.domains.procedures.leaflets import api as leaflets
from hoaban.domains.reports.figures import api as figures

View = Callable[..., HttpResponseBase]
Json = dict[str, Any]  # Any: an OpenAPI document
PROBLEM = "application/problem+json"
PREFIX = "/api/v1/"
FIRST_ERROR = 400
MOST_ERRORS = 100  # told of one request
WORDS = {
    401: "The token is missing, wrong or revoked",
    403: "The token lacks the scope, or the rules give this to somebody else",
    404: "Not there, or not yours",
    409: "A rule says no: `law` names its article, where some law has the rule",
    413: "Too large",
    429: "Too many requests in a minute: again after the seconds of `Retry-After`",
    422: "Malformed: `errors` names each field",
}


class Api(NinjaAPI):
    """The house's own ways: problems as problem+json, in the description as in the answers."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found: list[URLResolver | URLPattern] = super()._get_urls()
        for pattern in found:
            if isinstance(pattern, URLPattern):
                pattern.callback = _told(pattern.callback)
        return found

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """What the operation is called in the code."""
        return str(operation.view_func.__name__)


def _describe(operation: Json) -> None:
    """Errors by their own media type and words, in the order of their numbers."""
    said = operation["responses"]
    for status, answer in said.items():
        if int(status) >= FIRST_ERROR:
            answer["description"] = WORDS[int(status)]
            answer["content"] = {PROBLEM: answer["content"]["application/json"]}
    operation["responses"] = {str(status): said[status] for status in sorted(said, key=int)}


def _told(view: View) -> View:
    """A method that an address does not know is a problem too."""

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        if answer.status_code != 405:  # noqa: PLR2004
            return answer
        words = _("Địa chỉ này không nhận phương thức đó.")
        told = problems.problem(405, "method not allowed", words)
        told["Allow"] = ", ".join(sorted(answer["Allow"].split(", ")))  # it comes from a set
        return told

    return shown


api = Api(
    title="Hoa Ban",
    version=version(),
    description=(
        "File dossiers for people, follow them, fetch the signed result. A partner system's bearer "
        "token carries its scopes: dossiers:write, dossiers:read, files:write, statistics:read."
    ),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=JsonParser(),
)
api.add_router("", casefile.router)
api.add_router("/procedures", leaflets.router)
api.add_router("", leaflets.places)
api.add_router("", figures.router)


def _malformed(wrong: list[tuple[str, str]]) -> HttpResponse:
    words = _("Dữ liệu gửi lên không đúng; xem từng trường.")
    errors = [{"field": field, "words": said} for field, said in wrong[:MOST_ERRORS]]
    return problems.problem(422, "malformed", words, errors=errors)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A rule says no; a file that is too large has a status of its own."""
    if isinstance(refusal, FileTooLarge):
        return answers.problem(request, 413, refusal)
    return answers.refused(request, refusal)


@api.exception_handler(FieldsWrong)
def fields_wrong(_request: HttpRequest, wrong: FieldsWrong) -> HttpResponse:
    return _malformed(wrong.wrong)


@api.exception_handler(ValidationError)
def shape_wrong(_request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Where the shape is wrong: the path without the part that says where it came from."""
    return _malformed([(_path(error["loc"]), words_for(error["type"])) for error in wrong.errors])


def _path(place: tuple[object, ...]) -> str:
    inside = place[2:] if place[0] == "body" else place[1:]
    return ".".join(map(str, inside))


@api.exception_handler(HttpError)
def unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON, or is longer than a request may be."""
    if isinstance(error.__cause__ or error.__context__, RequestDataTooBig):
        return _too_large()
    return _malformed([("", _("Nội dung gửi lên không đọc được: cần JSON đúng chuẩn, mã UTF-8."))])


@api.exception_handler(AuthenticationError)
def unsigned(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    answer = problems.problem(401, "unsigned", _("Cần mã truy cập (Bearer) còn hiệu lực."))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(RequestDataTooBig)
def too_large(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return _too_large()


def _too_large() -> HttpResponse:
    return problems.problem(413, "too large", _("Nội dung gửi lên quá lớn."))


@api.exception_handler(MultiPartParserError)
@api.exception_handler(UnreadablePostError)
@api.exception_handler(SuspiciousOperation)
def broken_form(_request: HttpRequest, _error: Exception) -> HttpResponse:
    """A multipart form that ends too early or holds too many parts."""
    return _malformed([("", _("Biểu mẫu nhiều phần (multipart) không đọc được."))])


@api.exception_handler(Http404)
def not_there(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return problems.problem(404, "not found", _("Không có, hoặc không thuộc về hệ thống của bạn."))


@cache
def described() -> Json:
    """The OpenAPI document: made once."""
    document: Json = dict(api.get_openapi_schema(path_prefix=PREFIX))
    document["components"]["securitySchemes"] = {"Bearer": {"type": "http", "scheme": "bearer"}}
    for operations in document["paths"].values():
        for operation in operations.values():
            _describe(operation)
    return document


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of all operations, open to strangers."""
    return api.create_response(request, described(), status=200)


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same, to read: made here, from no other host."""
    document = described()
    operations = [
        {"method": method.upper(), "path": address, **operation}
        for address, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    context = {
        "info": document["info"],
        "operations": [_readable(operation) for operation in operations],
        "schemas": sorted(
            (name, list(_members(schema)))
            for name, schema in document["components"]["schemas"].items()
        ),
    }
    return render(request, "config/api.html", context)


def _readable(operation: Json) -> Json:
    body = operation.get("requestBody", {}).get("content", {})
    return {
        "id": operation["operationId"],
        "method": operation["method"],
        "path": operation["path"],
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [
            {"name": one["name"], "where": one["in"], "required": one["required"]}
            for one in operation["parameters"]
        ],
        "bodies": [(media, _kind(said["schema"])) for media, said in body.items()],
        "answers": [
            (
                status,
                said["description"],
                [_kind(one["schema"]) for one in said.get("content", {}).values()],
            )
            for status, said in operation["responses"].items()
        ],
    }


def _members(schema: Json) -> Any:  # noqa: ANN401 - rows of a table
    required = schema.get("required", [])
    for name, said in schema.get("properties", {}).items():
        yield name, _kind(said), name in required, said.get("description", "")


def _kind(said: Json) -> str:
    """A schema in a word or two."""
    if "$ref" in said:
        return str(said["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in said:
        return " | ".join(map(_kind, said["anyOf"]))
    if said.get("type") == "array":
        return f"[{_kind(said.get('items', {}))}]"
    if "enum" in said or "const" in said:
        return " | ".join(map(str, said.get("enum", [said.get("const")])))
    return str(said.get("format") or said.get("type", "JSON"))


urlpatterns = [
    path("openapi.json", openapi, name="api_openapi"),
    path("docs", docs, name="api_docs"),
    path("", api.urls),
]
