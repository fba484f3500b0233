"""Play the deeds in the order of time, some hundred a commit; go on where it stopped."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from hoaban.casework.turns import queries as turns
from hoaban.config import wiring
from hoaban.config.commands.replay import applicants, inventions
from hoaban.config.commands.replay.applicants import Applicant
from hoaban.config.commands.replay.arrivals import Arrival
from hoaban.config.commands.replay.cast import Cast
from hoaban.config.commands.replay.deeds import APPLICANT, Deed
from hoaban.config.commands.replay.script import Script
from hoaban.core import clock
from hoaban.core.journal import hooks
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.casefile import acts
from hoaban.domains.onestop.dossiers.enums import Event, Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.actions import Filing

BATCH = 200
WIDTH = 40


class Player:
    """One replay: what is to be done, who does it, and which dossier each number became."""

    def __init__(
        self, script: Script, cast: Cast, arrivals: Mapping[int, Arrival], prefix: str
    ) -> None:
        self.script, self.cast, self.arrivals, self.prefix = script, cast, arrivals, prefix
        self.dossiers: dict[int, int] = {}

    def play(self, deeds: Sequence[Deed], *, tell: Callable[[int, int], None]) -> None:
        """Do what is not done yet, in commits of at most BATCH actions.

        What follows an entry is not queued but done at once, in the same commit.
        """
        done = self._done(deeds)
        tell(done, len(deeds))
        for batch in _batches(deeds, done):
            with transaction.atomic(), hooks.connected(within=wiring.within, later=wiring.at_once):
                for place, deed in batch:
                    self._do(deed, key=f"{self.prefix}:{place}")
            done += len(batch)
            tell(done, len(deeds))

    def _done(self, deeds: Sequence[Deed]) -> int:
        """How many deeds are in the journal: they were committed in order, batch by batch."""
        keys = Entry.objects.filter(key__startswith=f"{self.prefix}:")
        last = keys.order_by("-id").values_list("key", flat=True).first()
        if last is None:
            return 0
        filed = keys.filter(verb=Event.SUBMITTED).values_list("key", "subject_pk")
        for key, subject_pk in filed:
            self.dossiers[deeds[_place(key)].number] = subject_pk
        return _place(last) + 1

    def _do(self, deed: Deed, *, key: str) -> None:
        arrival = self.arrivals[deed.number]
        if deed.verb == "submit":
            self._submit(arrival, deed, key)
            return
        pk = self.dossiers[deed.number]
        facts: dict[str, Any] = dict(deed.facts)  # Any: keyword arguments of the action
        if deed.verb == "pay":
            money, amount = Dossier.objects.values_list("money", "fee_amount").get(pk=pk)
            if money != Money.ASKED:
                return
            facts["amount"] = amount
        elif deed.verb == "hand_over":
            facts["receiver"] = self._applicant(arrival).full_name
        elif deed.verb == "sign":
            facts["is_drawn_when_wanted"] = True  # thousands of files that nobody may ever open
        acts.ACTS[deed.verb].do(pk, by=self._by(arrival, deed), at=deed.at, key=key, **facts)

    def _by(self, arrival: Arrival, deed: Deed) -> Actor:
        if deed.role == APPLICANT:
            return self.cast.citizen(arrival.number, self._applicant(arrival), deed.at)
        on = clock.day(deed.at)
        return self._keeper(arrival, deed, on) or self.cast.official(arrival.agency, deed.role, on)

    def _keeper(self, arrival: Arrival, deed: Deed, on: date) -> Actor | None:
        """Who was given the step in an agency that has ended: a post outlives its agency."""
        if arrival.agency.code in agencies.at(on):
            return None
        turn = turns.at_hand(self.dossiers[deed.number])
        if turn is None or turn.post is None or turn.until or turn.role != deed.role:
            return None
        return people.actor_for_post(turn.post, on)

    def _applicant(self, arrival: Arrival) -> Applicant:
        return self.cast.applicant(arrival, applicants.applicant(self.script, arrival))

    def _submit(self, arrival: Arrival, deed: Deed, key: str) -> None:
        who = self._applicant(arrival)
        by = self._by(arrival, deed)
        filing = Filing(
            case=arrival.offer.case,
            agency=arrival.agency,
            channel=arrival.channel,
            owner=who.block(),
            owner_person=by.person_pk if by.is_citizen else None,
            answered=inventions.answered(self.script, arrival, who, clock.day(deed.at)),
            counts=inventions.counts(arrival),
            wants_post=arrival.channel == "post",
            is_synthetic=True,
        )
        dossier = filing_actions.submit(filing, by=by, at=deed.at, key=key)
        self.dossiers[deed.number] = dossier.pk


def _place(key: str | None) -> int:
    return int((key or "").rpartition(":")[2])


def _batches(deeds: Sequence[Deed], done: int) -> Iterator[list[tuple[int, Deed]]]:
    rest = enumerate(islice(deeds, done, None), start=done)
    while batch := list(islice(rest, BATCH)):
        yield batch


def is_of_others(prefix: str) -> bool:
    """Whether the database holds dossiers that this replay did not make."""
    own = Entry.objects.filter(verb=Event.SUBMITTED, key__startswith=f"{prefix}:").count()
    return own != Dossier.objects.count()


def has_dossiers() -> bool:
    return Dossier.objects.exists()


class Bar:
    """A progress bar on standard error; one line each tenth where that is no terminal."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.first: int | None = None
        self.told = -1

    def __call__(self, done: int, of: int) -> None:
        self.first = done if self.first is None else self.first
        spent = time.monotonic() - self.began
        left = spent / (done - self.first) * (of - done) if done > self.first else 0
        share = done / of if of else 1
        words = f"{share:6.1%}  {done}/{of}  {spent:4.0f} s, còn {left:4.0f} s"
        if sys.stderr.isatty():
            full = "█" * int(WIDTH * share)
            print(f"\r{full:<{WIDTH}} {words}", end="" if done < of else "\n", file=sys.stderr)
        elif int(share * 10) > self.told:
            self.told = int(share * 10)
            print(words, file=sys.stderr)
