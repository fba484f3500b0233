"""What was handed in on paper goes back when a dossier ends without a result."""

from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.custody.refused import NoOriginalsHere
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.acts import LATER, LONG_AFTER
from tests.world.scenes import Scenes, last, refused


def handed_in(dossier: Dossier) -> PaperItem:
    """An original that lies with the agency."""
    return PaperItem.objects.create(
        dossier=dossier, component="original", name="Bản chính", originals=1
    )


def test_originals_lie_with_the_agency_until_they_go_back_in_fact(scenes: Scenes) -> None:
    for act, state, at in [
        ("withdraw", "received", LATER),
        ("stop", "in_process", LATER),
        ("close", "awaiting_supplement", LONG_AFTER),
    ]:
        dossier = scenes.bring(state)
        item = handed_in(dossier)
        ended = scenes.act(act, dossier, at=at)
        item.refresh_from_db()
        assert item.returned_at is None
        scenes.act("return_originals", ended, at=LONG_AFTER)
        item.refresh_from_db()
        assert item.returned_at == LONG_AFTER


def test_who_withdraws_at_the_counter_has_them_when_somebody_hands_them_over(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("received")
    item = handed_in(dossier)
    gone = scenes.act("withdraw", dossier, scenes.ward.clerk, reason="Người dân rút hồ sơ.")
    item.refresh_from_db()
    assert (gone.state, item.returned_at) == ("withdrawn", None)
    scenes.act("return_originals", gone, at=LONG_AFTER)
    item.refresh_from_db()
    assert item.returned_at == LONG_AFTER


def test_a_copy_never_goes_back(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    original = handed_in(dossier)
    copy = PaperItem.objects.create(dossier=dossier, component="copy", name="Bản sao", copies=1)
    scenes.act("hand_over", dossier, receiver="Lường Thị Ban", method="counter")
    for item in (original, copy):
        item.refresh_from_db()
    assert (original.returned_at, copy.returned_at) == (LATER, None)


def test_they_go_back_after_the_result_was_downloaded(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    item = handed_in(dossier)
    confirmed = scenes.act(
        "hand_over", dossier, scenes.ward.citizen, receiver="Lường Thị Ban", method="portal"
    )
    item.refresh_from_db()
    assert (confirmed.state, item.returned_at) == ("returned", None)
    returned = scenes.act("return_originals", confirmed)
    item.refresh_from_db()
    assert (returned.state, item.returned_at) == ("returned", LATER)
    assert last(returned).facts == {"receiver": "Lường Thị Ban"}


def test_where_none_is_left_there_is_nothing_to_give_back(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    with refused(NoOriginalsHere):
        scenes.act("return_originals", dossier)
    handed_in(dossier)
    scenes.act("return_originals", dossier)
    with refused(NoOriginalsHere):
        scenes.act("return_originals", dossier)


def test_originals_that_went_back_before_keep_their_moment(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    first, second = handed_in(dossier), handed_in(dossier)
    PaperItem.objects.filter(pk=first.pk).update(returned_at=LATER)
    scenes.act("return_originals", dossier, at=LONG_AFTER)
    assert [PaperItem.objects.get(pk=one.pk).returned_at for one in (first, second)] == [
        LATER,
        LONG_AFTER,
    ]
