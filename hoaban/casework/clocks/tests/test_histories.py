"""The due moment after many waits and appointments, compared with counting it by hand."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from hoaban.casework.clocks import rules
from hoaban.casework.clocks.enums import AfterWait
from hoaban.casework.clocks.rules import Extended, Promise, Waited
from hoaban.core.calendars.tests.day_by_day import ONE_DAY, VIETNAM, Loop
from hoaban.core.calendars.tests.scenes import at, commune, province, shown
from hoaban.core.workdays.facts import Unit

FIRST = at("2018-01-02", "00:00")
MINUTES = 7 * 365 * 24 * 60
LONGEST = {Unit.WORKING_HOURS: 80, Unit.MONTHS: 4}  # of others sixty
PLAIN = {Unit.CALENDAR_DAYS, Unit.MONTHS}


@dataclass
class ByHand:
    """A limit as a person counts it on a wall calendar, crossing off one day after another.

    Of a limit in plain days or months only its last day is written down; whether that day is off
    is looked up when somebody asks until when. Opening time is spent minute by minute.
    """

    loop: Loop
    amount: int
    unit: Unit
    due: datetime = field(default=FIRST)
    last: date = field(default=FIRST.date())

    def begin(self, start: datetime) -> None:
        self.due = self.loop.due(start, self.amount, self.unit)
        self.last = self.day(self.due)
        if self.unit in PLAIN and self.amount:
            first = self.loop.counted(start)
            months = self.unit == Unit.MONTHS
            longer = relativedelta(months=self.amount) if months else timedelta(days=self.amount)
            self.last = first + longer

    def tell(self, due: datetime) -> None:
        self.due, self.last = due, self.day(due)

    def wait(self, since: datetime, until: datetime) -> None:
        if self.unit == Unit.WORKING_HOURS:
            self._spend(self._minutes(since, until))
            return
        if self.unit in PLAIN:
            days = (self.loop.counted(until) - self.loop.counted(since)).days
            if days:
                self.last += timedelta(days=days)
                self.due = self.loop.close(self._worked(self.last))
            return
        day = self.day(self.due)
        for _ in range(self.loop.working_days_between(since, until)):
            day = self.loop.next_working_day(day)
        self.tell(self.loop.close(day))

    def _worked(self, on: date) -> date:
        while not self.loop.sessions(on):
            on += ONE_DAY
        return on

    def _minutes(self, since: datetime, until: datetime) -> timedelta:
        spent, day = timedelta(), self.day(since)
        while day <= self.day(until):
            for opens, closes in self.loop.sessions(day):
                begun = max(datetime.combine(day, opens, VIETNAM), since)
                ended = min(datetime.combine(day, closes, VIETNAM), until)
                spent += max(ended - begun, timedelta())
            day += ONE_DAY
        return spent

    def _spend(self, left: timedelta) -> None:
        moment, day = self.due, self.day(self.due)
        while left:
            for opens, closes in self.loop.sessions(day):
                begun = max(datetime.combine(day, opens, VIETNAM), moment)
                ended = datetime.combine(day, closes, VIETNAM)
                spent = min(left, max(ended - begun, timedelta()))
                if spent:
                    moment, left = begun + spent, left - spent
            day += ONE_DAY
        self.due = moment

    @staticmethod
    def day(moment: datetime) -> date:
        return moment.astimezone(VIETNAM).date()


def test_what_is_waited_is_added_to_the_last_day_itself_and_not_to_the_day_it_gave_way_to() -> None:
    promise = Promise(at("2019-12-26", "12:46"), 30, Unit.CALENDAR_DAYS)
    waited = Waited(
        at("2019-12-30", "19:35"), at("2020-01-04", "00:50"), AfterWait.RESUMES, province()
    )

    assert shown(rules.due_moment(promise, province())) == "2020-01-30 17:00"  # 25/1 is Tết
    assert shown(rules.due_moment(promise, province(), [waited])) == "2020-01-31 17:00"


def test_thousands_of_histories_end_where_a_person_counts_them_to() -> None:
    chance = random.Random(1912)  # noqa: S311 - a fixed seed, no secret
    differing = []
    for number in range(4000):
        calendar = commune() if number % 4 == 0 else province()
        unit = chance.choice(list(Unit))
        amount = chance.randrange(LONGEST.get(unit, 60) + 1)
        now = FIRST + timedelta(minutes=chance.randrange(MINUTES))
        promise, by_hand = Promise(now, amount, unit), ByHand(Loop(calendar.source), amount, unit)
        by_hand.begin(now)
        moved: list[Waited | Extended] = []
        for _ in range(chance.randrange(5)):
            now += timedelta(minutes=chance.randrange(20 * 24 * 60))
            if chance.randrange(5) == 0:
                on = by_hand.day(max(by_hand.due, now)) + timedelta(days=chance.randrange(1, 20))
                moved.append(Extended(calendar.close_on_or_after(on)))
                by_hand.tell(calendar.close_on_or_after(on))
                continue
            since, now = now, now + timedelta(minutes=chance.randrange(30 * 24 * 60))
            then = chance.choice([AfterWait.RESUMES, AfterWait.RESUMES, AfterWait.RESTARTS])
            moved.append(Waited(since, now, then, calendar))
            if then == AfterWait.RESTARTS:
                by_hand.begin(now)
            else:
                by_hand.wait(since, now)
        if rules.due_moment(promise, calendar, moved) != by_hand.due:
            differing.append((promise, moved))

    assert differing == []
