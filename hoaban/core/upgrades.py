"""Changes of large tables in migrations, for which nobody who works meanwhile has to wait.

Each operation belongs to a migration with `atomic = False`: PostgreSQL builds an index beside those
who write only outside a transaction. One that was interrupted may be run again.
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import QuerySet

BATCH = 1000  # rows of one transaction


def in_batches(
    rows: "QuerySet[Any]", change: Callable[["QuerySet[Any]"], object], *, size: int = BATCH
) -> None:
    """Call `change` with some rows at a time, by their keys, each in a transaction of its own.

    It is called again for rows that it changed before, should the migration be run again.
    """
    after: Any = None
    while True:
        rest = rows.order_by("pk") if after is None else rows.order_by("pk").filter(pk__gt=after)
        keys = list(rest.values_list("pk", flat=True)[:size])
        if not keys:
            return
        with transaction.atomic():
            change(rows.filter(pk__gte=keys[0], pk__lte=keys[-1]))
        after = keys[-1]


class _BesideWriting(Operation):
    """An operation with a way of its own on PostgreSQL; elsewhere it is as the library has it."""

    atomic = False
    model_name: str

    @abstractmethod
    def _forwards_beside(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> None:
        """Change the table of a model while others write to it."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            model = to_state.apps.get_model(app_label, self.model_name)
            self._forwards_beside(model, schema_editor)
        else:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class AddIndexBesideWriting(_BesideWriting, migrations.AddIndex):
    """An index of a large table: on PostgreSQL rows are written while it is built."""

    def _forwards_beside(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> None:
        # What an interrupted build leaves is an index that nothing uses.
        name = schema_editor.quote_name(self.index.name)
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        schema_editor.add_index(model, self.index, concurrently=True)  # type: ignore[call-arg]

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            model = from_state.apps.get_model(app_label, self.model_name)
            schema_editor.remove_index(model, self.index, concurrently=True)  # type: ignore[call-arg]
        else:
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class AddCheckBesideWriting(_BesideWriting, migrations.AddConstraint):
    """A check of a large table: on PostgreSQL it holds for new rows at once, and rows are written
    while those that stand there are judged.
    """

    def _forwards_beside(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> None:
        table = schema_editor.quote_name(model._meta.db_table)
        name = schema_editor.quote_name(self.constraint.name)
        added = str(self.constraint.create_sql(model, schema_editor))
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        schema_editor.execute(f"{added} NOT VALID", params=None)
        schema_editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
