"""Sent messages as an IT officer sees them, and the open page of a demo."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.people import actors, agencies
from hoaban.core.people.models import Agency, Person, Post
from hoaban.core.people.roles import Role
from hoaban.gateways.notify import actions, contract, queries
from hoaban.gateways.notify.adapters.outbox import OutboxAdapter

AT = datetime(2020, 3, 30, 3, tzinfo=UTC)
BY = actors.system("retention")
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def told(db: None) -> None:
    message = contract.Message(
        to=contract.Contact("citizen:on", phone="0912345678", email="on@example.vn"),
        template="account.code",
        subject="Mã xác nhận",
        body="Mã của bạn là 482913.",
        about="K7M2Q9X4W3",
        at=AT,
    )
    OutboxAdapter().send(message)


def signed_in(client: Client, role: Role) -> Client:
    agency = Agency.objects.create(
        code="so-tttt", name={"vi": "Sở Thông tin và Truyền thông"},
        short_name={"vi": "Sở TT&TT"},
        kind="department", level="province", search_text="so tttt", valid_from=date(2018, 1, 1),
    )  # fmt: skip
    agencies.forget()
    person = Person.objects.create(public_id="it", username="it", full_name="Sùng A Chứ")
    Post.objects.create(
        public_id="it", person=person, agency=agency, role=role, title="Chuyên viên",
        valid_from=date(2018, 1, 1),
    )  # fmt: skip
    client.force_login(person, backend=BACKEND)
    return client


def test_an_it_officer_sees_that_it_went_out_and_neither_address_nor_words(
    told: None, client: Client
) -> None:
    page = signed_in(client, Role.IT_OFFICER).get("/desk/messages/").text
    assert "Mã xác nhận" in page
    assert "•••••••678" in page
    assert "o•••@example.vn" in page
    for hidden in ("0912345678", "on@example.vn", "482913"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("text", "found"),
    [("k7m2q9x4w3", 2), ("0912345678", 1), ("0912", 0), ("on@example.vn", 1)],
)
def test_it_is_found_by_dossier_or_by_a_whole_address(
    told: None, client: Client, text: str, found: int
) -> None:
    page = signed_in(client, Role.IT_OFFICER).get("/desk/messages/", {"q": text}).text
    assert page.count("Mã xác nhận") == found


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEADER, Role.AUDITOR])
def test_other_roles_do_not_see_the_messages(told: None, client: Client, role: Role) -> None:
    assert signed_in(client, role).get("/desk/messages/").status_code == 403


def test_the_open_page_exists_in_a_demo_alone(
    told: None, client: Client, settings: Settings
) -> None:
    settings.HOABAN_DEMO = False
    assert client.get("/messages/").status_code == 404
    settings.HOABAN_DEMO = True
    page = client.get("/messages/").text
    assert "Mã của bạn là 482913." in page
    assert "Chưa có tin nhắn nào" in client.get("/messages/?q=khong-co").text


def test_after_its_time_a_message_is_blanked_and_the_journal_says_how_many(told: None) -> None:
    assert actions.blank(by=BY, at=AT + timedelta(days=89)) == 0
    assert actions.blank(by=BY, at=AT + timedelta(days=91)) == 2
    assert actions.blank(by=BY, at=AT + timedelta(days=91)) == 0
    rows = queries.about("K7M2Q9X4W3")
    assert [(row.address, row.body, row.subject) for row in rows] == [("", "", "Mã xác nhận")] * 2
    (entry,) = Entry.objects.filter(verb="notify.blanked")
    assert entry.facts["count"] == 2
