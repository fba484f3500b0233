"""What of a dossier is new to somebody, by when they looked at it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hoaban.domains.onestop.dossiers.enums import YOURS, State
from hoaban.domains.onestop.looks.enums import Topic

NEVER = datetime.min.replace(tzinfo=UTC)
ENDED = frozenset({State.REFUSED, State.STOPPED, State.CLOSED})  # by the agency, without a result


@dataclass(frozen=True, slots=True)
class Facts:
    """When the agency did what concerns the applicant, and when they last saw each topic."""

    state: str
    answered: Sequence[datetime]  # messages of the agency
    asked_at: datetime | None  # since when the turn at hand waits
    done_at: datetime | None
    ended_at: datetime | None
    looked: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class News:
    """How many messages are new, and since when messages are; what else is new."""

    messages: int
    since: datetime
    topics: Collection[Topic]

    def __bool__(self) -> bool:
        return bool(self.topics)

    @property
    def is_asked(self) -> bool:
        return Topic.ASKED in self.topics

    @property
    def has_result(self) -> bool:
        return Topic.RESULT in self.topics

    @property
    def has_ended(self) -> bool:
        return Topic.ENDED in self.topics


def news(facts: Facts) -> News:
    """What happened after the last look; all of it where there was none yet."""
    since = facts.looked.get(Topic.MESSAGES, NEVER)
    messages = sum(one > since for one in facts.answered)
    moments = {
        Topic.ASKED: facts.asked_at if facts.state in YOURS else None,
        Topic.RESULT: facts.done_at if facts.state == State.DONE else None,
        Topic.ENDED: facts.ended_at if facts.state in ENDED else None,
    }
    new = [topic for topic, at in moments.items() if at and at > facts.looked.get(topic, NEVER)]
    return News(messages, since, [Topic.MESSAGES, *new] if messages else new)
