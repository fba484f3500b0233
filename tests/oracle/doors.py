"""Every name of the house that the oracle relies on. Whoever renames a thing changes it here alone.

The command line, addresses of pages and API, the tables behind the dumps, and four functions: the
clock that stands still, the jobs that are due, the typesetter, the samples that it draws.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DEMO_DAY = "2020-03-30T08:00:00+07:00"
OPENING = datetime.fromisoformat("2020-03-30T08:30:00+07:00")  # when the walks begin
TICK = timedelta(seconds=10)  # between two requests of a walk
PASSWORD = "hoa-ban-2020"

# the command line -------------------------------------------------------------------------------


def hoaban(var: Path, *arguments: str, today: str = "") -> str:
    """What a command prints, run over the data in a folder."""
    command = [sys.executable, "-m", "hoaban.config", *arguments]
    said = subprocess.run(
        command, cwd=ROOT, env=environment(var, today), check=False, capture_output=True, text=True
    )
    if said.returncode:
        raise RuntimeError(f"hoaban {' '.join(arguments)}: {said.stderr[-2000:]}")
    return said.stdout


def environment(var: Path, today: str = "") -> dict[str, str]:
    """The program's settings for a folder of data, on SQLite, at a day of our choice."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("HOABAN_", "DJANGO_"))}
    more = {"HOABAN_VAR": str(var), "HOABAN_SECRET": "oracle"}
    return ours | more | ({"HOABAN_TODAY": today} if today else {})


# the tables -------------------------------------------------------------------------------------
# A kind of subject: the labels it goes by in the journal.
KINDS = {
    "dossiers.Dossier": "case",
    "papers.Paper": "paper",
    "drafts.Draft": "draft",
    "documents.Document": "document",
    "people.Person": "person",
    "people.Post": "post",
    "calendars.Revision": "calendar",
}
ENTRIES = """
    SELECT verb, subject, subject_pk, "by", behalf, agency, at, facts FROM journal_entry ORDER BY id
"""
# Cases in the order of filing: key, random reference, legal code.
CASES = "SELECT id, reference, coalesce(code, '') FROM cases_case ORDER BY id"
# Where a subject has no code of its own: key, key of its case.
OF_CASES = {
    "document": "SELECT result_id, case_id FROM dossiers_dossier WHERE result_id IS NOT NULL",
    "paper": "SELECT id, case_id FROM papers_paper",
}
# Where it has one: key, code.
CODES = {
    "person": "SELECT id, public_id FROM people_person",
    "post": "SELECT id, public_id FROM people_post",
}
# Every case as it stands in the end; the columns of the answer are named in the dump.
STANDING = """
    SELECT c.id AS "case", p.code AS procedure, k.code AS kind, d.channel, r.code AS received_by,
        e.code AS decided_by, d.owner, d.submitter, d.answers, c.title AS summary, d.area_code,
        d.wants_post, c.state, c.clock, d.money, d.delivery, d.outcome,
        CASE WHEN t.until IS NULL THEN t.role ELSE '' END AS turn, t.task AS step,
        d.submitted_at, c.opened_at AS received_at, c.due_at, c.done_at, c.punctuality,
        c.closed_at AS ended_at, d.returned_at, t.act_by,
        d.limit_amount, d.limit_unit, d.fee_amount, d.fee_lines,
        d.supplements_before, d.supplements_after, d.extensions, d.end_reason, d.handed_to
    FROM dossiers_dossier d
    JOIN cases_case c ON c.id = d.case_id
    JOIN turns_turn t ON t.id = (
        SELECT max(l.id) FROM turns_turn l WHERE l.case_id = c.id AND NOT l.is_consultation
    )
    JOIN procedures_revision v ON v.id = d.revision_id
    JOIN procedures_procedure p ON p.id = v.procedure_id
    JOIN procedures_variant k ON k.id = d.variant_id
    JOIN people_agency r ON r.id = c.agency_id
    JOIN cases_involvement i
        ON i.case_id = c.id AND i.until IS NULL AND i.part IN ('owns', 'decides')
    JOIN people_agency e ON e.id = i.agency_id
    ORDER BY c.id
"""
# Every paper given with all it says, and every document of an outgoing register.
PAPERS = """
    SELECT q.case_id AS "case", q.circular, q.form, a.code AS agency, q.year, q.number, q.at,
        q.facts
    FROM papers_paper q JOIN people_agency a ON a.id = q.agency_id ORDER BY q.id
"""
DOCUMENTS = """
    SELECT d.case_id AS "case", o.kind, o.template,
        o.symbol, o.register, o.year, o.number, o.issued_on,
        o.issued_at, o.state, o.subject, s.public_id AS signer, o.content, o.facts
    FROM documents_document o JOIN dossiers_dossier d ON d.result_id = o.id
    LEFT JOIN people_post s ON s.id = o.signer_id ORDER BY o.id
"""
# Stretches of the legal clock and steps of the work.
INTERVALS = """
    SELECT case_id AS "case", kind, reason, started_at, ended_at, due_before, due_after
    FROM clocks_clockinterval ORDER BY case_id, started_at, id
"""
RUNS = """
    WITH passes AS (
        -- a pass is a turn with those that go on with it; while the applicant has it, it waits
        SELECT t.*, sum(1 - t.goes_on) OVER (PARTITION BY t.case_id ORDER BY t.id) AS pass
        FROM turns_turn t WHERE t.task <> '' AND t.role <> 'citizen' AND NOT t.is_consultation
    ), asked AS (
        SELECT t.case_id, t.until, t.note, t.ending, t.since FROM turns_turn t
        WHERE t.role = 'citizen' AND t.task <> ''
    )
    SELECT f.case_id AS "case", f.task AS step, f.role, p.public_id AS post, f.since AS began_at,
        CASE WHEN l.ending = 'paused' THEN a.until ELSE l.until END AS finished_at,
        l.ending IN ('returned', 'undone') AS was_returned,
        CASE WHEN l.ending = 'paused' THEN coalesce(a.note, '') ELSE l.note END AS note
    FROM passes f
    JOIN passes l ON l.id = (
        SELECT max(x.id) FROM passes x WHERE x.case_id = f.case_id AND x.pass = f.pass
    )
    LEFT JOIN asked a ON a.case_id = l.case_id AND a.since = l.until
    LEFT JOIN people_post p ON p.id = l.officer_id
    WHERE NOT f.goes_on ORDER BY f.case_id, f.since, f.id
"""
DUMPS = {
    "cases": STANDING,
    "papers": PAPERS,
    "documents": DOCUMENTS,
    "intervals": INTERVALS,
    "runs": RUNS,
}
# One case of each state, the first that a post may see; its reference and state.
OF_A_STATE = """
    SELECT min(c.id), c.reference, c.state FROM cases_case c GROUP BY c.state ORDER BY c.state
"""
# The first case with a result of each template, and with a paper of each form.
RESULTS = """
    SELECT o.template, c.reference, min(c.id) FROM documents_document o
    JOIN dossiers_dossier d ON d.result_id = o.id JOIN cases_case c ON c.id = d.case_id
    WHERE o.issued_on IS NOT NULL
    GROUP BY o.template ORDER BY o.template
"""
FORMS = """
    SELECT q.circular || ' ' || q.form, c.reference, q.public_id, min(q.id) FROM papers_paper q
    JOIN cases_case c ON c.id = q.case_id GROUP BY 1 ORDER BY 1
"""


def rows(var: Path, query: str) -> Iterator[sqlite3.Row]:
    """What a query of this file finds in the data of a folder; nothing can be written."""
    database = sqlite3.connect(f"file:{var / 'hoaban.sqlite3'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    try:
        yield from database.execute(query)
    finally:
        database.close()


def verb(name: str) -> str:
    """What happened, without the room where it did: `received` of `dossiers.received`."""
    return name.rpartition(".")[2]


# the addresses ----------------------------------------------------------------------------------
API = "/api/v1"
DESK = {
    "sign in": "/desk/sign-in/",
    "work": "/desk/",
    "overview": "/desk/overview/",
    "results": "/desk/results/?begins=2020-01-01&ends=2020-03-30",
    "partners": "/desk/people/partners/",
    "intake": "/desk/intake/",
    "register": "/desk/documents/",
    "search": "/desk/search/?q=lo",
}
PORTAL = {
    "sign in": "/account/login/",
    "home": "/",
    "my": "/my/",
    "track": "/track/",
    "procedures": "/procedures/?q=trich+luc",
    "procedure": "/procedures/2.000635/",
    "results": "/results/",
}


def desk_case(reference: str) -> str:
    return f"/desk/dossiers/{reference}/"


def desk_act(reference: str, act: str) -> str:
    return f"{desk_case(reference)}act/{act}/"


def desk_paper(reference: str, public_id: str) -> str:
    return f"{desk_case(reference)}papers/{public_id}/"


def desk_result(reference: str) -> str:
    return f"{desk_case(reference)}result/"


def portal_case(reference: str) -> str:
    return f"/my/{reference}/"


# the functions ----------------------------------------------------------------------------------


def set_up() -> None:
    """Make this process the program itself, over the folder that its environment names."""
    import django  # noqa: PLC0415 - after the settings are named

    from hoaban.config import setup  # noqa: PLC0415

    setup()
    django.setup()


class Clock:
    """The house's business clock, standing still until it is moved."""

    def __init__(self) -> None:
        from hoaban.core import clock  # noqa: PLC0415 - it reads the settings

        self.now = OPENING
        clock.now = lambda: self.now

    def tick(self) -> None:
        self.now += TICK


def run_jobs() -> None:
    """Do now what waits for the worker."""
    from hoaban.core.jobs import worker  # noqa: PLC0415 - it has tables

    worker.run_pending()


PAPER_SAMPLES = ROOT / "hoaban" / "engines" / "typesetting" / "tests" / "papers"


def typeset(template: str, facts: dict[str, Any], on: date) -> bytes:
    """The PDF of a paper from its facts."""
    from hoaban.engines.typesetting import papers  # noqa: PLC0415 - it reads the settings

    return papers.typeset(template, facts, on=on)
