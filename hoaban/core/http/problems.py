"""Answers for machines when something is wrong [RFC 9457]: application/problem+json."""

from django.http import JsonResponse


def problem(status: int, title: str, detail: str = "", **ext: object) -> JsonResponse:
    """`title` names the kind of problem, `detail` this case of it; `ext` are further members."""
    body = {"type": "about:blank", "status": status, "title": title, "detail": detail, **ext}
    return JsonResponse(body, status=status, content_type="application/problem+json")
