"""What follows when a dossier ends."""

import pytest

from hoaban.config.wiring import REACTIONS
from hoaban.domains.onestop.notices import reactions as notices
from hoaban.domains.onestop.revocations import reactions as revocations
from hoaban.domains.onestop.transfers import reactions as transfers


@pytest.mark.parametrize("verb", ["dossiers.withdrawn", "dossiers.stopped", "dossiers.closed"])
def test_every_ending_is_told_and_asks_for_no_fee_any_more(verb: str) -> None:
    assert REACTIONS[verb] == [notices.tell, transfers.close, revocations.open_refund]
