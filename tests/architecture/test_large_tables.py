"""Nobody who works waits while a table of a province's years gets an index or a check."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import migrations, models

from hoaban.core.upgrades import AddCheckBesideWriting, AddIndexBesideWriting
from tests.architecture.test_migrations import OURS

LARGE = frozenset(
    {
        *("journal.entry", "jobs.job", "files.blob", "files.use", "http.attempt"),
        *("cases.case", "cases.involvement", "cases.word", "turns.turn", "clocks.clockinterval"),
        *("papers.paper", "attachments.attachment", "notices.notice", "notices.look"),
        *("documents.document", "dossiers.dossier", "custody.paperitem", "people.person"),
        *("money.receipt", "money.receiptline", "payments.demand", "payments.payment"),
        *("notify.sentmessage", "tallies.tally", "correspondence.message"),
    }
)
# Written before there was a way to do it beside those who write; they stay as they are.
AS_WRITTEN = frozenset(
    {
        ("cases", "0002_involvement_kinds"),
        ("cases", "0004_ended_by_time"),
        ("cases", "0005_involvement_of_a_case"),
        ("clocks", "0002_held_to"),
        ("documents", "0002_document_documents_by_symbol"),
        ("documents", "0003_result_of_a_case"),
        ("dossiers", "0002_dossier_corrects"),
        ("dossiers", "0004_money_proposed"),
        ("papers", "0002_replaced_by"),
    }
)


def under_a_lock(migration: Any) -> Iterator[str]:  # noqa: ANN401 - a migration, or one like it
    """What a migration does to a large table that is there, for which whoever writes waits."""
    made = {one.name.lower() for one in migration.operations if type(one) is migrations.CreateModel}
    for one in migration.operations:
        name = str(getattr(one, "model_name", "")).lower()
        if name in made or f"{migration.app_label}.{name}" not in LARGE:
            continue
        if isinstance(one, AddIndexBesideWriting | AddCheckBesideWriting):
            if migration.atomic:
                yield f"{name}: {type(one).__name__} wants atomic = False"
        elif isinstance(one, migrations.AddIndex | migrations.AddConstraint):
            yield f"{name}: {type(one).__name__}"
        elif isinstance(one, migrations.AddField) and is_indexed(one.field):
            yield f"{name}: {one.name} comes with an index"


def is_indexed(field: Any) -> bool:  # noqa: ANN401 - a field of any kind
    return bool(field.unique or getattr(field, "db_index", False))


def test_what_is_named_large_is_a_table() -> None:
    assert {model._meta.label_lower for model in apps.get_models()} >= LARGE


def test_later_migrations_change_large_tables_beside_those_who_write() -> None:
    found = {key: list(under_a_lock(one)) for key, one in OURS.items() if key not in AS_WRITTEN}
    found = {key: places for key, places in found.items() if places and not is_first(key)}
    assert found == {}


def test_those_that_stay_as_written_are_no_more_than_needed() -> None:
    assert {key for key in AS_WRITTEN if any(under_a_lock(OURS[key]))} == AS_WRITTEN


def is_first(key: tuple[str, str]) -> bool:
    """Whether it begins a room, whose tables are empty then."""
    return bool(OURS[key].initial) or key[1].startswith("0001")


INDEX = models.Index(fields=["title"], name="cases_by_title")
CHECK = models.CheckConstraint(condition=~models.Q(title=""), name="a_case_has_a_title")
UNIQUE = models.UniqueConstraint(fields=["title"], name="a_title_is_of_one_case")
LOCKING = [
    migrations.AddIndex("case", INDEX),
    migrations.AddConstraint("case", CHECK),
    migrations.AddConstraint("case", UNIQUE),
    migrations.AddField("case", "before", models.ForeignKey("cases.Case", models.PROTECT)),
    migrations.AddField("case", "seen_at", models.DateTimeField(db_index=True)),
    AddIndexBesideWriting("case", INDEX),
]
FREE = [
    AddIndexBesideWriting("case", INDEX),
    AddCheckBesideWriting("case", CHECK),
    migrations.AddField("case", "count", models.IntegerField(default=0)),
    migrations.AddIndex("small", INDEX),
]


def made_up(operation: object, *, atomic: bool) -> SimpleNamespace:
    return SimpleNamespace(app_label="cases", operations=[operation], atomic=atomic)


@pytest.mark.parametrize("operation", LOCKING, ids=lambda one: type(one).__name__)
def test_each_way_to_lock_a_large_table_is_found(operation: object) -> None:
    assert list(under_a_lock(made_up(operation, atomic=True)))


@pytest.mark.parametrize("operation", FREE, ids=lambda one: type(one).__name__)
def test_what_locks_nobody_out_is_let_through(operation: object) -> None:
    assert not list(under_a_lock(made_up(operation, atomic=False)))
