"""A partner system of the tests: its token, and a filing that fits."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hoaban.core.people import actors
from hoaban.core.people.partners import actions as partners
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.api_filing import filing

AT = datetime(2020, 3, 16, 1, 30, tzinfo=UTC)
TODAY = "2020-03-16T08:30:00+07:00"
ALL = ["dossiers:read", "dossiers:write", "files:write"]


class Api:
    """A partner system with its token."""

    def __init__(self, slug: str, scopes: list[str]) -> None:
        _partner, token = partners.register_partner(
            slug=slug, name=slug, agency=None, scopes=scopes, by=actors.system("tests"), at=AT
        )
        self.bearer = f"Bearer {token}"
        self.client = Client(headers={"authorization": self.bearer})

    def get(self, path: str) -> Any:  # noqa: ANN401 - Django's answer with json()
        return self.client.get(f"/api/v1{path}")

    def post(self, path: str, body: object, key: str = "") -> Any:  # noqa: ANN401
        headers = {"idempotency-key": key} if key else {}
        return self.client.post(
            f"/api/v1{path}", body, content_type="application/json", headers=headers
        )

    def upload(self, data: bytes, name: str = "giay.pdf") -> Any:  # noqa: ANN401
        return self.client.post("/api/v1/files", {"file": SimpleUploadedFile(name, data)})


def filed(api: Api) -> Dossier:
    answer = api.post("/dossiers", filing())
    assert answer.status_code == 201, answer.content.decode()
    return Dossier.objects.get(case__reference=answer.json()["reference"])


def wrong(answer: Any) -> set[str]:  # noqa: ANN401 - Django's answer with json()
    """The fields that a 422 names."""
    assert answer.status_code == 422, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    return {one["field"] for one in answer.json()["errors"]}
