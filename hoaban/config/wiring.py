"""What follows elsewhere because something happened here: the only table of its kind.

REACTIONS run later, as jobs queued in the transaction of the entry, each at least once; SUMS run at
once in that transaction and only keep counts; SCHEDULE starts tasks by the clock. `hoaban wiring`
prints all three.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.conf import settings
from django.utils.module_loading import import_string

from hoaban.casework.lists import desk as listings
from hoaban.casework.lists import queries as lists
from hoaban.casework.lists.queries import Maker
from hoaban.casework.notices import queries as told
from hoaban.casework.papers import tasks as papers
from hoaban.casework.papers.enums import Event as Paper
from hoaban.casework.timeline import queries as timeline
from hoaban.casework.timeline.queries import Sentence
from hoaban.casework.turns import reactions as turns
from hoaban.config import kept_forms
from hoaban.config.schedule import SCHEDULE
from hoaban.core.files import reactions as files
from hoaban.core.files.enums import Event as File
from hoaban.core.http import citing, resuming
from hoaban.core.jobs import schedules
from hoaban.core.jobs.backend import queue
from hoaban.core.journal import hooks
from hoaban.core.journal.models import Entry
from hoaban.core.people.enums import Event as People
from hoaban.domains.documents import papers as documents_papers
from hoaban.domains.documents import tasks as documents
from hoaban.domains.documents.enums import Event as Document
from hoaban.domains.office.calendars import desk as calendars
from hoaban.domains.office.people import papers as people
from hoaban.domains.office.powers import reactions as passwords
from hoaban.domains.onestop.casefile import acts as casefile
from hoaban.domains.onestop.claims import reactions as claims
from hoaban.domains.onestop.contacts import reactions as contacts
from hoaban.domains.onestop.dossiers.enums import Event as Dossier
from hoaban.domains.onestop.dossiers.models import KIND as DOSSIER
from hoaban.domains.onestop.duties import reactions as duties
from hoaban.domains.onestop.handovers import tasks as handovers
from hoaban.domains.onestop.notices import reactions as notices
from hoaban.domains.onestop.postponements import queries as postponements_queries
from hoaban.domains.onestop.postponements import tasks as postponements
from hoaban.domains.onestop.reminders import tasks as reminders
from hoaban.domains.onestop.revocations import reactions as revocations
from hoaban.domains.onestop.statistics import indicators as statistics
from hoaban.domains.onestop.transfers import reactions as transfers
from hoaban.domains.onestop.worklists import papers as worklists
from hoaban.domains.onestop.worklists.desk import APOLOGIES, OVERVIEW
from hoaban.domains.onestop.worklists.papers import SEARCHER
from hoaban.domains.procedures.searching import papers as searching
from hoaban.engines.law import lookup
from hoaban.engines.search import registry
from hoaban.faces.desk.work import WORK
from hoaban.gateways.payments.enums import Event as Payment

Reaction = Callable[[Entry], object]


# Read from the top: what follows an event is all that its rows name, in their order.
FOLLOWING: list[tuple[Iterable[str], Reaction]] = [
    ([File.STORED] if settings.FILES_SCANNER else [], files.scan),
    ([Document.WANTED], documents.seal_wanted),
    ([Document.SEAL_PUT], documents.put_wanted),
    ([Document.SEALED, Document.STAMPED], notices.tell_of_file),
    ([Paper.PAPER_WANTED], papers.draw_wanted),
    (notices.NOTICES, notices.tell),
    (notices.SETTLING, notices.settle),
    ([Dossier.POSTPONEMENT_ANNOUNCED], postponements.move_promises),
    ([Dossier.MOVE_ANNOUNCED], handovers.move_announced),
    ([Payment.CONFIRMED], transfers.take),
    (
        [
            *(Dossier.FEE_PAID, Dossier.SIGNED, Dossier.RESULT_REVOKED),
            *(Dossier.WITHDRAWN, Dossier.STOPPED, Dossier.CLOSED, Dossier.DEBT_WRITTEN_OFF),
        ],
        transfers.close,
    ),
    ([Dossier.RELEASED], revocations.replace),
    (
        [Dossier.WITHDRAWN, Dossier.STOPPED, Dossier.CLOSED, Dossier.RESULT_REVOKED],
        revocations.open_refund,
    ),
    ([Dossier.FEE_PAID], revocations.reopen_refund),
    ([Dossier.FEE_PAID], duties.go_on),
    ([People.POST_ENDED], turns.free_left),
    ([People.PHONE_SET], claims.give_found),
    ([People.PHONE_SET], contacts.follow_number),
    ([People.PASSWORD_SET], passwords.tell_of_password),
    ([People.PASSWORD_CONFIRMED], passwords.tell_of_confirmation),
]


def joined(following: Iterable[tuple[Iterable[str], Reaction]]) -> dict[str, list[Reaction]]:
    """What follows each event: no row takes the place of another. Raises where one is told twice to
    do the same.
    """
    found: dict[str, list[Reaction]] = {}
    for events, reaction in following:
        for event in events:
            those = found.setdefault(event, [])
            if reaction in those:
                raise ValueError(f"{event}: {path_of(reaction)} follows twice")
            those.append(reaction)
    return found


def path_of(reaction: Reaction) -> str:
    return f"{reaction.__module__}.{reaction.__qualname__}"


REACTIONS = joined(FOLLOWING)

SUMS: list[Reaction] = [statistics.keep_sums]

# What makes the lines of each kind of case in lists.
LINES: dict[str, Maker] = {DOSSIER: worklists.lines}
# The lists from which cases are opened; a case opened from elsewhere stands in the first.
LISTINGS = (WORK, OVERVIEW, APOLOGIES)

# How each verb of the journal is told in the timeline of its case, and to whom.
SENTENCES: dict[str, Sentence] = {**casefile.SENTENCES}

# What the notices of each file of the content may name.
FACTS: dict[str, Collection[str]] = {"dossiers": notices.FACTS.keys(), "turns": reminders.FACTS}

# What the search of the desk asks, in the order in which it shows what was found.
SEARCHERS = [
    SEARCHER,
    documents_papers.SEARCHER,
    searching.SEARCHER,
    people.SEARCHER,
]

REACT = "hoaban.config.tasks.react"


def reactions() -> dict[str, Reaction]:
    """Every reaction of the table by its dotted path: a queued job may name no other function."""
    return {path_of(reaction): reaction for row in REACTIONS.values() for reaction in row}


def within(entry: Entry) -> None:
    """Keep the sums, in the transaction of the entry."""
    for keep in SUMS:
        keep(entry)


def later(entry: Entry) -> None:
    """Queue what follows, in the transaction of the entry."""
    if followers := REACTIONS.get(entry.verb):
        react = import_string(REACT)  # by name: the task reads this table
        queue(react, ((path_of(reaction), entry.pk) for reaction in followers))


def at_once(entry: Entry) -> None:
    """Do what follows now, in the transaction of the entry: for the replay of the past."""
    for reaction in REACTIONS.get(entry.verb, []):
        reaction(entry)


def rows() -> Iterator[tuple[str, str, str]]:
    """What sets off, what follows, and why, as `hoaban wiring` prints it."""
    for event, followers in REACTIONS.items():
        yield from ((event, path_of(reaction), reaction.__doc__ or "") for reaction in followers)
    yield from (("(every entry)", path_of(keep), keep.__doc__ or "") for keep in SUMS)
    yield from ((recurring.cron, recurring.task, recurring.name) for recurring in SCHEDULE)


def connect() -> None:
    """Hand each table to those who ask it: journal, answers, lists, notices, search; once."""
    hooks.connect(within=within, later=later)
    citing.connect(lookup.article)
    resuming.connect(kept_forms.KEPT, kept_forms.FIELDS)
    lists.connect(LINES)
    listings.connect(LISTINGS)
    timeline.connect(SENTENCES)
    told.connect(FACTS)
    registry.connect(SEARCHERS)
    calendars.connect(
        calendars.Promises("dossiers:desk_promises", postponements_queries.promised_on)
    )
    for recurring in SCHEDULE:
        schedules.register(*recurring)
