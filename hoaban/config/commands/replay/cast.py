"""Who acts in the replay: synthetic posts of each agency, and synthetic citizens."""

from datetime import date, datetime
from random import Random

from hoaban.config.commands.replay.applicants import Applicant
from hoaban.config.commands.replay.arrivals import Arrival
from hoaban.config.commands.replay.script import Script, name_of
from hoaban.core.people import actions as people
from hoaban.core.people import actors, agencies, queries
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person, Post
from hoaban.core.people.roles import Role

DIRECTOR = actors.system("replay")
TITLES = {
    Role.CLERK: "Cán bộ một cửa",
    Role.SPECIALIST: "Chuyên viên",
    Role.LEADER: "Lãnh đạo cơ quan",
    Role.ARCHIVIST: "Văn thư lưu trữ",
}
HEADS = {"department": "Giám đốc", "peoples_committee": "Chủ tịch"}


class Cast:
    """The posts that act, appointed when first asked for; an agency that ended is answered for."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.posts: dict[tuple[str, str], Post] = {}
        self.actors: dict[tuple[int, str, date], Actor] = {}
        self.citizens: dict[str, Actor] = {}

    def official(self, agency: Agency, role: str, on: date) -> Actor:
        """The post of that role in the agency, or in the one that answers for it that day."""
        key = (agency.pk, role, on)
        if key not in self.actors:
            post = self._post(agencies.successor(agency, on).code, Role(role), on)
            self.actors[key] = queries.actor_for_post(post, on)
        return self.actors[key]

    def _post(self, code: str, role: Role, on: date) -> Post:
        key = (code, role)
        if key not in self.posts:
            public_id = f"{code[:14]}-{role[0]}"
            found = Post.objects.select_related("agency").filter(public_id=public_id).first()
            self.posts[key] = found or self._appoint(code, role, public_id, on)
        return self.posts[key]

    def _appoint(self, code: str, role: Role, public_id: str, on: date) -> Post:
        agency = agencies.row(code, on)
        full_name, *_ = name_of(self._random(public_id), self.script.folks)
        head = role == Role.LEADER
        person = people.keep_person(
            username=public_id,
            full_name=full_name,
            is_synthetic=True,
            public_id=public_id,
            by=DIRECTOR,
            at=self.script.begins_at,
        )
        return people.appoint(
            person.pk,
            agency=agency,
            role=role,
            title=HEADS.get(agency.kind, TITLES[role]) if head else TITLES[role],
            is_head=head,
            valid_from=max(agency.valid_from, self.script.periods[0].from_on),
            public_id=public_id,
            by=DIRECTOR,
            at=self.script.begins_at,
        )

    def applicant(self, arrival: Arrival, who: Applicant) -> Applicant:  # noqa: ARG002
        """Who files: the invented one."""
        return who

    def citizen(self, number: int, who: Applicant, at: datetime) -> Actor:
        """An applicant with an account, registered by the day of filing."""
        public_id = f"cd-{number}"
        if public_id not in self.citizens:
            person = Person.objects.filter(public_id=public_id).first() or people.keep_person(
                username=public_id,
                full_name=who.full_name,
                phone=who.phone,
                is_synthetic=True,
                public_id=public_id,
                by=DIRECTOR,
                at=at,
            )
            self.citizens[public_id] = queries.actor_for_citizen(person)
        return self.citizens[public_id]

    def _random(self, name: str) -> Random:
        return Random(f"{self.script.seed}:{name}")  # noqa: S311 - a repeatable draw
