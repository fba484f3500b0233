"""What somebody who signs has read and picked."""

from collections.abc import Iterable
from dataclasses import dataclass

from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.signatures.queries import MOST

READ = "signing.read"  # the session's key
BETWEEN = ":"  # a paper and the digest of its draft


@dataclass(frozen=True, slots=True)
class Picked:
    """A paper that was picked, and the digest of the draft that was read."""

    reference: str
    seen: str

    @property
    def pick(self) -> str:
        """As the page names it."""
        return f"{self.reference}{BETWEEN}{self.seen}"


class ReadPapers:
    """Which drafts this post has read in this session: digests by the reference of the case.

    Who stands in for somebody else signs another page, and reads it anew.
    """

    def __init__(self, request: ActingRequest) -> None:
        self._session = request.session
        self._whose = f"{request.actor.reference} {request.actor.behalf}"
        held = request.session.get(READ, {})
        self.papers: dict[str, str] = held["papers"] if held.get("whose") == self._whose else {}

    def is_read(self, reference: str, digest: str) -> bool:
        return self.papers.get(reference) == digest

    def mark(self, reference: str, digest: str) -> None:
        """Note that this draft was read; of more than fit the oldest are forgotten."""
        self.papers.pop(reference, "")
        self._keep(self.papers | {reference: digest})

    def forget(self, references: Iterable[str]) -> None:
        gone = set(references)
        self._keep({name: seen for name, seen in self.papers.items() if name not in gone})

    def _keep(self, papers: dict[str, str]) -> None:
        self.papers = dict(list(papers.items())[-MOST:])
        self._session[READ] = {"whose": self._whose, "papers": self.papers}


def picked(request: ActingRequest, read: ReadPapers) -> list[Picked]:
    """What was picked, each once and `MOST` at most, as far as it was read.

    A confirmation carries the draft with the paper, a list leaves it to what the session knows.
    """
    sent = request.POST if request.method == "POST" else request.GET
    found: dict[str, str] = {}
    for pick in sent.getlist("pick")[:MOST]:
        reference, _sign, seen = pick.partition(BETWEEN)
        if draft := seen[:64] or read.papers.get(reference, ""):
            found[reference] = draft
    return [Picked(reference, seen) for reference, seen in found.items()]
