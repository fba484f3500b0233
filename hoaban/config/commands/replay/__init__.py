"""Play 1/9/2019 - 27/3/2020 through the same actions as the pages, and print the figures."""

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from hoaban.config.commands import one_or_more, prepare, statistics
from hoaban.config.commands.replay import (
    applicants,
    arrivals,
    course,
    fates,
    inventions,
    playing,
    sampling,
    script,
)
from hoaban.config.commands.replay.arrivals import Arrival, CannotBePlayed, Offers
from hoaban.config.commands.replay.cast import Cast
from hoaban.config.commands.replay.deeds import Deed
from hoaban.config.commands.replay.playing import Bar, Player
from hoaban.config.commands.replay.sampling import DemoCast
from hoaban.config.commands.replay.script import Script
from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.domains.documents import actions as documents_actions
from hoaban.domains.documents import queries as documents
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.statistics import queries as statistics_queries
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.periods import queries as periods

SUMMARY = "replay 1/9/2019-27/3/2020 (synthetic dossiers, counted figures); goes on if stopped"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--share", type=one_or_more, default=1, help="20 plays a twentieth (tests)")
    parser.add_argument("--seed", type=int, default=None, help="another draw of the same figures")


def run(options: argparse.Namespace) -> int:
    prepare.prepare()
    read = script.read(seed=options.seed, share=options.share)
    try:
        play(read, tell=Bar())
    except (CannotBePlayed, OtherDossiers) as no:
        print(no, file=sys.stderr)
        return 1
    for period in read.periods:
        of = periods.period(period.from_on, period.to_on)
        print(
            "\n".join(statistics.headlines(breakdowns.report(of, statistics_queries.counted(of))))
        )
    return 0


class OtherDossiers(Exception):
    """The database holds dossiers that this replay did not make: give it one of its own."""


def play(read: Script, *, tell: Callable[[int, int], None]) -> int:
    """Play the script into the database, or the rest of it: how many deeds it has."""
    known, deeds = planned(read)
    prefix = f"replay:{_digest(deeds)}"
    if playing.is_of_others(prefix):
        raise OtherDossiers(
            "Cơ sở dữ liệu này đã có hồ sơ khác: hãy chạy với VAR riêng, ví dụ VAR=var/demo."
        )
    player = Player(read, Cast(read), known, prefix)
    player.play(deeds, tell=tell)
    return len(deeds)


def sample(received: int = 42) -> int:
    """Some dossiers of 16-27 March 2020 for the demo's people, unless there are any: how many."""
    if playing.has_dossiers():
        return 0
    of = sampling.script_of(script.read(), received=received)
    known, deeds = planned(of)
    player = Player(of, DemoCast(of), known, f"sample:{_digest(deeds)}")
    player.play(deeds, tell=lambda _done, _of: None)
    for pk in documents.unsealed():
        documents_actions.want(pk, by=actors.system("sample"), at=clock.now())
    return len(known)


def planned(read: Script) -> tuple[dict[int, Arrival], list[Deed]]:
    """Everything that will happen, in the order of time; nothing is written."""
    taken = arrivals.Offers(read)
    arrived: list[list[Arrival]] = []
    for period in read.periods:
        drawn = arrivals.draw(read, period, taken, first=sum(map(len, arrived)))
        arrived.append([_as_answered(read, taken, one) for one in drawn])
    decided = fates.decide(read, arrived)
    deeds = [deed for fate in decided for deed in course.deeds(read, fate)]
    known = {arrival.number: arrival for some in arrived for arrival in some}
    for extra, way in _extras(read, taken, known):
        known[extra.number] = extra
        deeds += way
    ends = clock.at(read.last_on + timedelta(days=1))
    return known, sorted((d for d in deeds if d.at < ends), key=lambda deed: deed.order)


def _as_answered(read: Script, taken: Offers, arrival: Arrival) -> Arrival:
    """With the case that its answers call for, whose limit and fees it gets when it is filed."""
    case = arrival.offer.case
    if not case.condition:
        return arrival
    on = clock.day(course.filing(read, arrival).at)
    kept = inventions.answered(read, arrival, applicants.applicant(read, arrival), on)
    meant = parameters.plan(arrival.offer.revision_pk).case_for(case, kept.answers)
    return replace(arrival, offer=taken.called_for(arrival, meant))


def _extras(
    read: Script, taken: Offers, known: Mapping[int, Arrival]
) -> Iterator[tuple[Arrival, list[Deed]]]:
    """Beside the counted ones: refused before reception, and filed but not yet looked at."""
    random = Random(f"{read.seed}:extras")  # noqa: S311 - a repeatable draw
    every = list(known.values())
    refused = round(len(every) * read.chance("refused"))
    for number, like in enumerate(random.sample(every, refused), start=len(every)):
        extra = _as_answered(read, taken, replace(like, number=number))
        yield extra, list(course.refusal(read, extra))
    last = [one for one in every if clock.day(one.at) == read.last_on]
    fresh = min(round(len(every) * read.chance("not_yet_received")), len(last))
    for number, like in enumerate(random.sample(last, fresh), start=len(every) + refused):
        extra = _as_answered(read, taken, replace(like, number=number))
        yield extra, [course.filing(read, extra)]


def _digest(deeds: Sequence[Deed]) -> str:
    """Names the plan: another seed, share or content is another replay."""
    digest = hashlib.sha256()
    for deed in deeds:
        digest.update(f"{deed.at.isoformat()} {deed.number} {deed.verb}\n".encode())
    return digest.hexdigest()[:12]
