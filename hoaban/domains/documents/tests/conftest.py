"""A commune, its neighbour, a department; a leader, a specialist, an auditor."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from hoaban.core.people import agencies, areas, queries
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Area, Person, Post
from hoaban.core.people.roles import Role
from hoaban.domains.documents import actions
from hoaban.domains.documents.models import Document
from hoaban.gateways.signing import contract as signing

DAY = date(2020, 3, 30)
AT = datetime(2020, 3, 30, 3, 0, tzinfo=UTC)
BORN = date(2018, 1, 1)


@pytest.fixture(autouse=True)
def own_keys(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Files and the authority's keys in a folder of the test's own."""
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "store"
    yield
    signing._adapter.cache_clear()


@pytest.fixture
def units(db: None) -> None:
    Area.objects.create(
        code="03145", name="Xã Thanh Minh", short_name="Thanh Minh", kind="xa", level="commune",
        search_text="xa thanh minh", valid_from=BORN,
    )  # fmt: skip
    areas.forget()
    agencies.forget()


def agency(code: str, name: str, abbreviation: str = "UBND", **more: str) -> Agency:
    made = Agency.objects.create(
        code=code, name={"vi": name}, short_name={"vi": name}, abbreviation=abbreviation,
        kind=more.get("kind", "peoples_committee"), level=more.get("level", "commune"),
        area_code="03145", parent_code=more.get("parent_code", ""),
        search_text=name.lower(), valid_from=BORN,
    )  # fmt: skip
    agencies.forget()
    return made


@pytest.fixture
def commune(units: None) -> Agency:
    return agency("ubnd-03145", "Ủy ban nhân dân xã Thanh Minh")


@pytest.fixture
def neighbour(units: None) -> Agency:
    return agency("ubnd-03124", "Ủy ban nhân dân phường Noong Bua")


def post(at: Agency, role: Role, name: str, title: str) -> Post:
    slug = f"{at.code[-5:]}{role[:6]}"
    person = Person.objects.create(
        public_id=slug, username=slug, full_name=name, search_text=name.lower()
    )
    return Post.objects.create(
        public_id=slug, person=person, agency=at, role=role, title=title, valid_from=BORN
    )


def actor(of: Post) -> Actor:
    return queries.actor_for_post(of, DAY)


@pytest.fixture
def leader(commune: Agency) -> Actor:
    return actor(post(commune, Role.LEADER, "Lò Văn Hặc", "Phó Chủ tịch"))


@pytest.fixture
def specialist(commune: Agency) -> Actor:
    return actor(post(commune, Role.SPECIALIST, "Cà Văn Thoa", "Công chức Tư pháp - Hộ tịch"))


@pytest.fixture
def draft(commune: Agency, specialist: Actor) -> Document:
    return drafted(commune, specialist)


def drafted(commune: Agency, by: Actor, *, is_synthetic: bool = False) -> Document:
    return actions.draft(
        kind="giay-xac-nhan",
        agency=commune,
        subject="Xác nhận tình trạng hôn nhân",
        content={
            "title": "Giấy xác nhận tình trạng hôn nhân",
            "rows": [["Họ, chữ đệm, tên", "VÀNG A SỬ"]],
            "body": ["Giấy này có giá trị trong 06 tháng."],
        },
        template="giay-xac-nhan",
        signer_post=None,
        by=by,
        at=AT,
        is_synthetic=is_synthetic,
    )
