"""A handful of dossiers of the demo's three agencies, in every state, by the same actions."""

from dataclasses import replace
from datetime import date, datetime

from hoaban.config.commands.replay.applicants import Applicant
from hoaban.config.commands.replay.arrivals import Arrival
from hoaban.config.commands.replay.cast import Cast
from hoaban.config.commands.replay.script import Period, Script
from hoaban.core.people import queries
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person, Post
from hoaban.core.people.roles import Role
from hoaban.domains.office.demo import queries as demo

AGENCIES = ("so-tp", "ubnd-094", "ubnd-03127")  # where the demo's people sit
BEGINS, ENDS = date(2020, 3, 16), date(2020, 3, 27)
BUSY = 10_000.0
INVENTED = "011"  # the province; sex, year and place of birth follow in real numbers
LIVELIER = {
    "online": 45,
    "supplement": 22,
    "never_supplied": 60,
    "extension": 12,
    "withdrawn": 4,
    "stopped": 3,
    "refused": 5,
    "completed_first": 6,
    "not_yet_received": 10,
    "negative": 10,
    "collected": 70,
    "at_signature": 40,
}


def script_of(read: Script, *, received: int) -> Script:
    """The script of the two weeks before the demo's day, with more of what is rare."""
    period = Period(
        from_on=BEGINS,
        to_on=ENDS,
        received=received,
        processed=received * 45 // 100,
        on_time=received * 38 // 100,
        active={"province": 1, "district": 1, "commune": 1},
    )
    return replace(
        read,
        seed=f"{read.seed}:sample",
        periods=(period,),
        shares={**read.shares, **LIVELIER},
        levels={"province": 30, "district": 30, "commune": 40},
        agencies=dict.fromkeys(AGENCIES, BUSY),
    )


class DemoCast(Cast):
    """The demo's people at their posts; what comes online was filed by the demo's citizens."""

    def __init__(self, script: Script) -> None:
        super().__init__(script)
        usernames = [one.username for one in demo.citizens()]
        self.people = list(Person.objects.filter(username__in=usernames).order_by("username"))

    def official(self, agency: Agency, role: str, on: date) -> Actor:
        """The demo's post of that role; where there are two, the head."""
        key = (agency.pk, role, on)
        if key not in self.actors:
            posts = queries.posts_at(agency.code, on).filter(role=Role(role))
            post: Post = posts.order_by("-is_head", "pk")[0]
            self.actors[key] = queries.actor_for_post(post, on)
        return self.actors[key]

    def applicant(self, arrival: Arrival, who: Applicant) -> Applicant:
        """Online it is one of the demo's citizens, so that they find it among their own; a person
        has one identity number, whose last digits a lost password is set anew with.
        """
        if arrival.channel != "online":
            return who
        person = self._person(arrival.number)
        number = f"{INVENTED}{self.people.index(person) + 1:09}"
        return replace(who, full_name=person.full_name, phone=person.phone, identity_number=number)

    def citizen(self, number: int, who: Applicant, at: datetime) -> Actor:  # noqa: ARG002
        """The account of that citizen."""
        return queries.actor_for_citizen(self._person(number))

    def _person(self, number: int) -> Person:
        return self.people[number % len(self.people)]
