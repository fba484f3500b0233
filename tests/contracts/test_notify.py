"""One suite for every provider of notices."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from hoaban.gateways.notify import contract, queries

AT = datetime(2020, 3, 30, 3, tzinfo=UTC)
ON = contract.Contact("citizen:on", phone="0912345678", email="on@example.vn", name="Quàng Văn Ơn")


@pytest.fixture(params=["hoaban.gateways.notify.adapters.outbox.OutboxAdapter"])
def notifier(
    request: pytest.FixtureRequest, settings: Settings, db: None
) -> Iterator[contract.Notifier]:
    settings.NOTIFY_ADAPTER = request.param
    yield contract.get()
    contract._adapter.cache_clear()


def message(to: contract.Contact = ON, key: str = "") -> contract.Message:
    return contract.Message(
        to=to,
        template="dossiers.received",
        subject="Đã tiếp nhận hồ sơ",
        body="Hẹn trả kết quả lúc 17:00 ngày 07/04/2020.",
        about="K7M2Q9X4W3",
        at=AT,
        key=key,
    )


def sent() -> list[tuple[str, str, str, str]]:
    rows = queries.about("K7M2Q9X4W3")
    return [(row.to, row.channel, row.address, row.body) for row in rows]


def test_a_message_goes_out_over_each_way_that_the_contact_has(
    notifier: contract.Notifier,
) -> None:
    notifier.send(message())
    words = "Hẹn trả kết quả lúc 17:00 ngày 07/04/2020."
    assert sent() == [
        ("citizen:on", "phone", "0912345678", words),
        ("citizen:on", "email", "on@example.vn", words),
    ]


def test_who_cannot_be_reached_is_no_error(notifier: contract.Notifier) -> None:
    nobody = contract.Contact("dossier:K7M2Q9X4W3", name="Giàng Thị Mỷ")
    assert nobody.is_reachable is False
    notifier.send(message(nobody))
    assert sent() == []


def test_the_same_key_is_told_once(notifier: contract.Notifier) -> None:
    notifier.send(message(key="entry:17"))
    notifier.send(message(key="entry:17"))
    notifier.send(message(key="entry:18"))
    assert len(sent()) == 4


def test_what_is_rolled_back_was_never_sent(notifier: contract.Notifier) -> None:
    with transaction.atomic():
        notifier.send(message())
        transaction.set_rollback(True)
    assert sent() == []
