"""Write entries: one row, exact facts, one key once, and what follows."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.journal import actions, facts, hooks, queries
from hoaban.core.journal.models import Entry, Seal
from hoaban.core.journal.tests.conftest import AT

SUBJECT = Seal(pk=12)
BY = actions.Plain("post:abc", "post:xyz", "so-tu-phap", "web")


@pytest.mark.django_db
def test_an_entry_says_what_happened_to_what_by_whom_and_when() -> None:
    pk = actions.record("tests.happened", SUBJECT, by=BY, at=AT, key="k", days=3, to="x").pk

    entry = Entry.objects.get(pk=pk)
    assert (entry.verb, entry.subject, entry.subject_pk) == (
        "tests.happened",
        "journal.Seal",
        12,
    )
    assert (entry.by, entry.behalf, entry.agency) == ("post:abc", "post:xyz", "so-tu-phap")
    assert (entry.client, entry.key, entry.at) == ("web", "k", AT)
    assert entry.facts == {"days": 3, "to": "x"}


@pytest.mark.django_db
def test_an_entry_costs_one_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        actions.record("tests.happened", SUBJECT, by=BY, at=AT)
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["INSERT"]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.record("tests.happened", SUBJECT, by=BY, at=AT)
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_the_digest_fits_what_the_database_gives_back() -> None:
    written = actions.record("tests.happened", SUBJECT, by=BY, at=AT, list=[1, None, "đ"], on=True)
    read = Entry.objects.get(pk=written.pk)
    assert facts.digest(read) == read.digest == written.digest


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)


FACTS = st.dictionaries(st.text(min_size=1, max_size=8), JSON, max_size=4)


@given(FACTS, FACTS)
def test_any_changed_fact_changes_its_digest(
    ours: dict[str, object], other: dict[str, object]
) -> None:
    mine = Entry(verb="a", subject="b", subject_pk=1, at=AT, recorded_at=AT, facts=ours)
    theirs = Entry(verb="a", subject="b", subject_pk=1, at=AT, recorded_at=AT, facts=other)
    same = facts.compact(ours) == facts.compact(other)
    assert (facts.digest(mine) == facts.digest(theirs)) == same


@pytest.mark.django_db
def test_the_same_key_of_the_same_client_is_written_once() -> None:
    first = actions.record("tests.happened", SUBJECT, by=BY, at=AT, key="one")
    with pytest.raises(actions.KeyTaken, match="mã giao dịch"), transaction.atomic():
        actions.record("tests.happened", SUBJECT, by=BY, at=AT, key="one")
    assert queries.earlier("web", "one") == first
    assert queries.earlier("web", None) is None
    assert queries.earlier("api", "one") is None


@pytest.mark.django_db
def test_two_clients_may_use_the_same_key() -> None:
    actions.record("tests.happened", SUBJECT, by=BY, at=AT, key="one")
    actions.record(
        "tests.happened",
        SUBJECT,
        by=actions.Plain("system:other", client="other"),
        at=AT,
        key="one",
    )
    assert Entry.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "personal",
    [
        {"phone": "x"},
        {"nested": {"email": "x"}},
        {"who": "lan@example.org"},
        {"number": "011099000123"},
        {"text": "x" * 501},
        {"text": "a\0b"},
        {"much": ["x" * 400] * 30},
    ],
)
def test_what_looks_personal_or_long_is_no_fact(personal: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"journal|fact"):
        facts.check(personal)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1.5, AT, {1, 2}, b"x", object()])
def test_a_fact_is_exact_json(value: object) -> None:
    with pytest.raises(TypeError):
        actions.record("tests.happened", SUBJECT, by=BY, at=AT, value=value)


@pytest.mark.django_db
def test_hooks_follow_in_the_same_transaction_sums_first() -> None:
    seen: list[tuple[str, str, bool]] = []

    def hook(name: str) -> Callable[[Entry], None]:
        return lambda entry: seen.append((name, entry.verb, connection.in_atomic_block))

    with hooks.connected(within=hook("within"), later=hook("later")):
        actions.record("tests.happened", SUBJECT, by=BY, at=AT)
    actions.record("tests.silent", SUBJECT, by=BY, at=AT)
    assert seen == [("within", "tests.happened", True), ("later", "tests.happened", True)]


@pytest.mark.django_db
def test_the_timeline_of_a_record_is_its_own_and_in_order() -> None:
    first = actions.record("tests.first", SUBJECT, by=BY, at=AT)
    actions.record("tests.other", Seal(pk=13), by=BY, at=AT)
    last = actions.record("tests.last", SUBJECT, by=BY, at=AT)
    assert list(queries.of(SUBJECT)) == [first, last]
    assert [entry.verb for entry in queries.after(first.pk)] == ["tests.other", "tests.last"]
