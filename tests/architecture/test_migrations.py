"""Migrations are complete, go back as well as forth, and lean on lower floors only."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture import house

LOADER = MigrationLoader(None, ignore_no_migrations=True)
OURS = {
    key: migration
    for key, migration in LOADER.disk_migrations.items()
    if migration.__module__.startswith("hoaban.")
}


@pytest.mark.django_db
def test_no_model_changed_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_lean_on_lower_floors_only() -> None:
    climbs = {
        (key, other)
        for key, migration in OURS.items()
        for other in migration.dependencies
        if other in OURS
        and other[0] != key[0]
        and house.height(migration.__module__) <= house.height(OURS[other].__module__)
    }
    assert climbs == set()


@pytest.mark.parametrize("key", sorted(OURS), ids=".".join)
def test_a_migration_goes_back_as_well_as_forth(key: tuple[str, str]) -> None:
    stuck = [operation for operation in OURS[key].operations if not operation.reversible]
    assert stuck == []


@pytest.mark.django_db
def test_the_database_knows_the_house_by_names_that_read_as_sentences() -> None:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    assert "journal_entry" in tables
