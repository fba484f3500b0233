"""Many dossiers out of a small replay: its rows copied by statement into earlier weeks.

Bench data alone may be written past the actions. All of it is synthetic. Journal, papers and files
are not copied: no list reads them. `python -m bench.multiplied grow N` does it in the database of
the environment, on either database; `... sessions NAME ...` signs users in and prints their
cookies, `... deep` where the deep pages of lists begin, `... people` who asks in a mix.
"""

# ruff: noqa: S608 - every statement is made of names that stand in this file
import json
import secrets
import sys
from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.db.models import Count, F, Q

from bench import house
from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.people.models import Agency, Person, Post
from hoaban.core.people.partners import actions as partners
from hoaban.domains.onestop.access.queries import CASE_WORKERS
from hoaban.domains.onestop.dossiers.models import Dossier

assert house
WEEKS = 80  # over which the copies are spread
RARE = "hiemgap"  # a word that a few cases have
EVERY = 40_009  # a case of so many has it
BIG, DECIDING = "so-tp", "so-gtvt"  # has three in ten; decides for another
USUAL = "ubnd-094"  # an agency as it is, with a twelfth of all
PAGE = 50  # rows of a list
QUARTER = clock.at(date(2020, 1, 1)), clock.at(date(2020, 3, 28))
OWNER = "demo-citizen"  # owns a hundredth of all, and files them
# Table, its own key, and whether that key is the case's.
TABLES = {
    "cases_case": "id",
    "cases_involvement": "id",
    "cases_word": "id",
    "turns_turn": "id",
    "clocks_clockinterval": "id",
    "dossiers_dossier": "case_id",
}


def grow(wanted: int) -> None:
    """Copy every dossier into earlier weeks until there are so many, then sum them anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM cases_case")
        there, last = cursor.fetchone()
    copies = -(-wanted // there) - 1
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _do("SET LOCAL session_replication_role = replica")  # copies point where rows pointed
        _go_on()
        _shape()
        dropped = _drop_indexes()
        for table, key in TABLES.items():
            _copy(table, key, copies, last)
        _go_on()
        _make_rare()
        for statement in dropped:
            _do(statement)
        _sum()
    _do("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _go_on() -> None:
    """New keys come after those that were copied."""
    for table, key in TABLES.items():
        if key == "id" and connection.vendor == "postgresql":
            name = f"pg_get_serial_sequence('{table}', 'id')"
            _do(f"SELECT setval({name}, (SELECT max(id) FROM {table}))")


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _asked(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _shape() -> None:
    """One agency has a fourth more than its own; one decides for another; one person owns many."""
    big = f"(SELECT id FROM people_agency WHERE code = '{BIG}' ORDER BY id LIMIT 1)"
    decides = f"(SELECT id FROM people_agency WHERE code = '{DECIDING}' ORDER BY id LIMIT 1)"
    for table, key in (
        ("cases_case", "id"),
        ("cases_involvement", "case_id"),
        ("cases_word", "case_id"),
    ):
        _do(f"UPDATE {table} SET agency_id = {big} WHERE {key} % 4 = 0")
    _do(f"UPDATE turns_turn SET agency_id = {big} WHERE case_id % 4 = 0")
    theirs = "(SELECT id FROM cases_case WHERE id % 20 = 7)"
    _do(f"UPDATE cases_involvement SET part = 'receives' WHERE case_id IN {theirs}")
    for table, columns in (
        ("cases_involvement", "case_id, since, until, act_by, state"),
        ("cases_word", "case_id, word"),
    ):  # fmt: skip
        more, part = (", part", ", 'decides'") if table == "cases_involvement" else ("", "")
        _do(
            f"INSERT INTO {table} (agency_id{more}, {columns}) SELECT {decides}{part}, {columns} "
            f"FROM {table} WHERE case_id IN {theirs} AND agency_id <> {decides}"
        )
    for moment in ("opened_at", "done_at", "closed_at"):
        of_case = f"SELECT c.{moment} FROM cases_case c WHERE c.id = cases_involvement.case_id"
        _do(f"UPDATE cases_involvement SET {moment} = ({of_case}) WHERE part = 'decides'")
    _do(
        f"UPDATE turns_turn SET agency_id = {decides} WHERE case_id IN {theirs} AND role <> 'clerk'"
    )
    person = f"(SELECT id FROM people_person WHERE public_id = '{OWNER}')"
    _do(
        f"UPDATE dossiers_dossier SET owner_person_id = {person}, submitter_person_id = {person}, "
        f"submitted_by = 'citizen:{OWNER}' WHERE case_id % 100 = 9"
    )


def _drop_indexes() -> list[str]:
    """What makes the indexes of no constraint anew: sorted once, not kept a million times."""
    names = ", ".join(f"'{table}'" for table in TABLES)
    found = _asked(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%%' "
        f"AND tbl_name IN ({names})"
        if connection.vendor == "sqlite"
        else "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE 'CREATE INDEX%%' "
        f"AND tablename IN ({names})"
    )
    for name, _statement in found:
        _do(f'DROP INDEX "{name}"')
    return [statement for _name, statement in found]


def _copy(table: str, key: str, copies: int, last: int) -> None:
    """So many copies of all rows, each some weeks earlier; `last` is the last key of a case."""
    own = _asked(f"SELECT max({key}) FROM {table}")[0][0]
    changed = {"id": f"t.id + k * {own}", "case_id": f"t.case_id + k * {last}"}
    if table == "cases_case":
        changed |= {"reference": _reference(), "code": "t.code || '/' || k"}
    if table == "dossiers_dossier":
        changed |= {"result_id": "NULL"}
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    columns = [column.name for column in described]
    moments = {
        name
        for name in columns
        if name.endswith("_at") or name in {"act_by", "held_to", "since", "until"}
    }
    shown = [
        changed.get(name, _earlier(f't."{name}"') if name in moments else f't."{name}"')
        for name in columns
    ]
    quoted = ", ".join(f'"{name}"' for name in columns)
    _do(
        f"INSERT INTO {table} ({quoted}) WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL "
        f"SELECT k + 1 FROM n WHERE k < {copies}) SELECT {', '.join(shown)} "
        f"FROM n CROSS JOIN {table} t"
    )


def _reference() -> str:
    if connection.vendor == "sqlite":
        return "printf('%%05d%%05d', k, t.id)".replace("%%", "%")
    return "lpad(k::text, 5, '0') || lpad(t.id::text, 5, '0')"


def _earlier(column: str) -> str:
    if connection.vendor == "sqlite":
        return f"datetime({column}, '-' || (7 * (k % {WEEKS})) || ' days')"
    return f"{column} - (7 * (k % {WEEKS})) * interval '1 day'"


def _make_rare() -> None:
    few = f"(SELECT id FROM cases_case WHERE id % {EVERY} = 11)"
    _do(f"UPDATE cases_case SET search_text = search_text || ' {RARE}' WHERE id IN {few}")
    _do(
        f"INSERT INTO cases_word (agency_id, word, case_id) SELECT agency_id, '{RARE}', case_id "
        f"FROM cases_involvement WHERE until IS NULL AND case_id IN {few}"
    )


EVENTS = """
    SELECT {received} AS day, d.*, 1 AS r, 0 AS b, 0 AS o, 0 AS l, 0 AS e, 0 AS v FROM d
    UNION ALL SELECT {done}, d.*, 0,
        CASE WHEN done_at <= due_at AND {done} < {due} THEN 1 ELSE 0 END,
        CASE WHEN done_at <= due_at AND {done} = {due} THEN 1 ELSE 0 END,
        CASE WHEN done_at > due_at THEN 1 ELSE 0 END, 0, 0 FROM d WHERE done_at IS NOT NULL
    UNION ALL SELECT {ended}, d.*, 0, 0, 0, 0, 1, 0 FROM d WHERE ended_at IS NOT NULL
    UNION ALL SELECT {later}({received}, {due}), d.*, 0, 0, 0, 0, 0, 1 FROM d
    UNION ALL SELECT {later}({due}, {over}), d.*, 0, 0, 0, 0, 0, -1 FROM d
        WHERE coalesce(done_at, ended_at) IS NOT NULL
"""


MEASURES = ("received", "processed_before", "processed_on", "processed_late", "ended", "overdue")
MEASURED = """
    SELECT 'dossiers', '{grain}', starts_on, agency, field, way, decides, '{measure}', {measure}
    FROM sums WHERE {measure} <> 0
"""


def _day(moment: str) -> str:
    if connection.vendor == "sqlite":
        return f"date({moment}, '+7 hours')"
    return f"({moment} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"


def _first(grain: str) -> str:
    if grain == "day":
        return "day"
    if connection.vendor == "sqlite":
        return f"date(day, 'start of {grain}')"
    return f"date_trunc('{grain}', day)::date"


def _sum() -> None:
    """The kept sums of all grains from the rows."""
    days = {of: _day(f"{of}_at") for of in ("received", "done", "ended", "due")}
    later = "max" if connection.vendor == "sqlite" else "greatest"
    events = EVENTS.format(**days, over=_day("coalesce(done_at, ended_at)"), later=later)
    _do("DELETE FROM tallies_tally")
    for grain in ("day", "month", "year"):
        _do(
            f"""
            INSERT INTO tallies_tally
                (book, grain, starts_on, first, second, third, fourth, measure, amount)
            WITH d AS (
                SELECT a.code AS agency, f.code AS field, x.channel AS way,
                    coalesce((
                        SELECT o.code FROM cases_involvement i
                        JOIN people_agency o ON o.id = i.agency_id
                        WHERE i.case_id = c.id AND i.part IN ('owns', 'decides')
                            AND i.until IS NULL ORDER BY i.id LIMIT 1
                    ), a.code) AS decides,
                    c.opened_at AS received_at, c.done_at AS done_at,
                    c.closed_at AS ended_at, c.held_to AS due_at
                FROM dossiers_dossier x JOIN cases_case c ON c.id = x.case_id
                JOIN people_agency a ON a.id = c.agency_id
                JOIN procedures_revision v ON v.id = x.revision_id
                JOIN procedures_field f ON f.id = v.field_id WHERE c.opened_at IS NOT NULL
            ), sums AS (
                SELECT {_first(grain)} AS starts_on, agency, field, way, decides,
                    sum(r) AS received,
                    sum(b) AS processed_before, sum(o) AS processed_on, sum(l) AS processed_late,
                    sum(e) AS ended, sum(v) AS overdue
                FROM ({events}) happened GROUP BY 1, 2, 3, 4, 5
            )
            {" UNION ALL ".join(MEASURED.format(grain=grain, measure=one) for one in MEASURES)}
            """
        )


def sessions(names: list[str]) -> None:
    """A cookie for each user name or public id, as after signing in."""
    for name in names:
        person = Person.objects.filter(username=name).first() or Person.objects.get(public_id=name)
        print(name, cookie(person))


def cookie(person: Person) -> str:
    """The cookie of a session in which this person signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def people(clerk: str, officials: int, citizens: int) -> None:
    """Who asks in a mix, as JSON: so many officials with a case of their agency each may read, so
    many citizens, the one who receives what is filed, and a system that files.
    """
    received = Entry.objects.filter(verb="dossiers.received").values("subject_pk")
    found: list[dict[str, str]] = []
    alone = Person.objects.annotate(held=Count("posts")).filter(held=1)
    posts = Post.objects.filter(valid_to=None, role__in=CASE_WORKERS, person__in=alone)
    for post in posts.select_related("person").order_by("id"):
        case = Case.objects.filter(agency=post.agency_id, pk__in=received).order_by("id").last()
        if case and len(found) < officials:
            found.append({"cookie": cookie(post.person), "case": case.reference})
    others = Person.objects.filter(posts=None).order_by("id")[:citizens]
    made = partners.register_partner(
        slug=f"mix-{secrets.token_hex(4)}",
        name="Mix",
        agency=None,
        scopes=["dossiers:write"],
        by=actors.system("bench"),
        at=clock.now(),
    )
    told = {
        "officials": found,
        "citizens": [cookie(person) for person in others],
        "clerk": cookie(Person.objects.get(username=clerk)),
        "token": made[1],
    }
    print(json.dumps(told))


def deep() -> None:
    """The tokens of pages at nine tenths of a post's work and of an overview.

    A whole page follows each, so that few rows and many show as much.
    """
    agency = Agency.objects.filter(code=USUAL).order_by("id")[:1]
    of = Q(agency__in=agency)
    lists = {
        "work": Turn.objects.filter(of, role="specialist", until=None, when="by_time", post=None),
        "overview": Involvement.objects.filter(of, act_by__isnull=False, until=None),
    }
    for name, rows in lists.items():
        ordered = rows.order_by("act_by", "case_id")
        count = rows.count()
        row = ordered[max(min(count * 9 // 10, count - PAGE - 2), 0)]
        print(name, paging._token("n", ("act_by", "case_id"), row))
    book = Dossier.objects.annotate(opened=F("case__opened_at")).filter(case__agency__code=BIG)
    quarter = book.filter(opened__gte=QUARTER[0], opened__lt=QUARTER[1])
    count = quarter.count()
    row = quarter.order_by("opened", "case_id")[max(min(count * 9 // 10, count - PAGE - 2), 0)]
    print("register", paging._token("n", ("opened", "case_id"), row))


if __name__ == "__main__":
    if sys.argv[1] == "grow":
        grow(int(sys.argv[2]))
    elif sys.argv[1] == "deep":
        deep()
    elif sys.argv[1] == "people":
        people(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        sessions(sys.argv[2:])
