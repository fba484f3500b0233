"""What was handed in on paper goes back when a dossier ends without a result."""

from datetime import datetime

import pytest

from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.acts import LATER, LONG_AFTER
from tests.world.scenes import Scenes


def handed_in(dossier: Dossier) -> PaperItem:
    """An original that lies with the agency."""
    return PaperItem.objects.create(
        dossier=dossier, component="original", name="Bản chính", originals=1
    )


@pytest.mark.parametrize(
    ("act", "state", "at"),
    [
        ("withdraw", "received", LATER),
        ("withdraw", "submitted", LATER),
        ("stop", "in_process", LATER),
        ("close", "awaiting_completion", LONG_AFTER),
        ("close", "awaiting_supplement", LONG_AFTER),
    ],
)
def test_originals_go_back_when_a_dossier_ends(
    scenes: Scenes, act: str, state: str, at: datetime
) -> None:
    dossier = scenes.bring(state)
    item = handed_in(dossier)
    scenes.act(act, dossier, at=at)
    item.refresh_from_db()
    assert item.returned_at == at


def test_originals_that_went_back_before_keep_their_moment(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    item = handed_in(dossier)
    PaperItem.objects.filter(pk=item.pk).update(returned_at=LATER)
    scenes.act("stop", dossier, at=LONG_AFTER)
    item.refresh_from_db()
    assert item.returned_at == LATER
