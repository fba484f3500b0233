"""What PostgreSQL counts of columns whose values go together."""

import pytest
from django.db import connection

_KNOWN = """
    SELECT column_name FROM pg_statistic_ext
    JOIN pg_class ON pg_class.oid = stxrelid
    JOIN information_schema.columns ON table_name = relname AND ordinal_position = ANY (stxkeys)
    WHERE stxname = %s AND 'm' = ANY (stxkind)
"""


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a feature of PostgreSQL")
def test_it_knows_which_parts_an_agency_has_in_cases_that_are_over() -> None:
    """Else what an agency decides for others was thought to be few rows, and all were sorted."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, ["involvement_kinds"])
        columns = {name for (name,) in cursor.fetchall()}
    assert columns == {"agency_id", "part", "until", "act_by"}
