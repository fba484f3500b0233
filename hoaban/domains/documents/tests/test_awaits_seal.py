"""Which documents wait for the clerk in charge of the seal."""

from hoaban.domains.documents import queries
from hoaban.domains.documents.enums import Sealing, State
from hoaban.domains.documents.models import Document


def test_what_the_clerk_seals_waits_until_it_is_stamped_and_nothing_else_does() -> None:
    waits = {
        (sealing, state): queries.awaits_seal(Document(sealing=sealing, state=state))
        for sealing in Sealing
        for state in State
    }
    sealed_by_clerk = {(Sealing.CLERK, state) for state in State if state != State.STAMPED}
    assert {key for key, does in waits.items() if does} == sealed_by_clerk
