"""What a citizen types is kept, sent once, and forgotten."""

from datetime import timedelta

import pytest

from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.drafts import actions as drafts
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.drafts.refused import OnlyCitizensDraft
from hoaban.domains.onestop.filing.refused import NotFiledThere
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.province import MONDAY, Ward, filing
from tests.world.scenes import Scenes, refused


def begun(ward: Ward, **changes: object) -> Draft:
    return drafts.keep_draft(
        None, revision=Revision.objects.earliest("pk"), changes=changes, by=ward.citizen, at=MONDAY
    )


def kept(ward: Ward, draft: Draft, **changes: object) -> Draft:
    return drafts.keep_draft(
        draft.public_id,
        revision=draft.revision,
        changes=changes,
        by=ward.citizen,
        at=MONDAY + timedelta(hours=1),
    )


def test_sections_and_files_add_up_and_two_tabs_do_not_undo_each_other(ward: Ward) -> None:
    draft = begun(ward, answers={"a": {"x": 1}}, files={"p": ["f1"]}, step="q-a")
    kept(ward, draft, answers={"b": {"y": 2}}, files={"p": ["f2"], "q": ["f3"]})
    draft = kept(ward, draft, answers={"a": {"x": 3}}, remove_file="f1", step="q-b")
    assert (draft.answers, draft.files, draft.step) == (
        {"a": {"x": 3}, "b": {"y": 2}},
        {"p": ["f2"], "q": ["f3"]},
        "q-b",
    )
    assert Entry.objects.filter(verb=Event.DRAFT_KEPT).count() == 1


@pytest.mark.parametrize("who", ["clerk", "unsigned", "partner", "system"])
def test_only_a_signed_in_citizen_drafts(scenes: Scenes, who: str) -> None:
    by = scenes.actor(who)
    with refused(
        OnlyCitizensDraft,
        "Cần đăng nhập bằng tài khoản công dân để soạn hồ sơ trực tuyến.",
    ):
        drafts.keep_draft(
            None, revision=Revision.objects.earliest("pk"), changes={}, by=by, at=MONDAY
        )
    assert Draft.objects.count() == 0


def test_nobody_writes_into_anothers_draft(ward: Ward) -> None:
    draft = begun(ward, answers={"a": {"x": 1}})
    with pytest.raises(Draft.DoesNotExist):
        drafts.keep_draft(
            draft.public_id,
            revision=draft.revision,
            changes={"answers": {"a": {"x": 9}}},
            by=ward.stranger,
            at=MONDAY,
        )
    draft.refresh_from_db()
    assert draft.answers == {"a": {"x": 1}}


def test_sent_twice_it_is_one_dossier_and_keeps_nothing_that_was_typed(ward: Ward) -> None:
    draft = begun(ward, answers={"a": {"x": 1}}, owner={"full_name": "Lường Thị Ban"})
    sent = [
        drafts.send_draft(draft.public_id, filing=filing(ward.agency), by=ward.citizen, at=MONDAY)
        for _ in range(2)
    ]
    draft.refresh_from_db()
    assert (sent[0], Dossier.objects.count()) == (sent[1], 1)
    assert (draft.dossier, draft.answers, draft.owner, draft.files) == (sent[0], {}, {}, {})


def test_nobody_sends_anothers_draft(ward: Ward) -> None:
    draft = begun(ward, answers={"a": {"x": 1}})
    with pytest.raises(Draft.DoesNotExist):
        drafts.send_draft(draft.public_id, filing=filing(ward.agency), by=ward.stranger, at=MONDAY)
    assert Dossier.objects.count() == 0


def test_a_refused_sending_loses_nothing(ward: Ward, scenes: Scenes) -> None:
    draft = begun(ward, answers={"a": {"x": 1}})
    wrong = filing(ward.agency, channel="online")
    Revision.objects.update(valid_to=MONDAY.date())
    parameters.forget()
    with refused(NotFiledThere):
        drafts.send_draft(draft.public_id, filing=wrong, by=ward.citizen, at=MONDAY)
    draft.refresh_from_db()
    assert (draft.dossier, draft.answers) == (None, {"a": {"x": 1}})


def test_after_thirty_days_untouched_it_is_forgotten_and_a_sent_one_is_not(ward: Ward) -> None:
    old, fresh, sent = begun(ward), begun(ward), begun(ward)
    drafts.send_draft(sent.public_id, filing=filing(ward.agency), by=ward.citizen, at=MONDAY)
    later = MONDAY + timedelta(days=30, hours=1)
    Draft.objects.filter(pk=fresh.pk).update(updated_at=later - timedelta(days=1))

    gone = drafts.expire_drafts(by=actors.system("expiry"), at=later)

    assert gone == [old.public_id]
    assert set(Draft.objects.all()) == {fresh, sent}
    assert drafts.expire_drafts(by=actors.system("expiry"), at=later) == []


def test_a_dropped_draft_stays_dropped(ward: Ward) -> None:
    draft = begun(ward)
    for by in (ward.stranger, ward.citizen, ward.citizen):
        drafts.drop_draft(draft.public_id, by=by, at=MONDAY)
    assert Draft.objects.count() == 0
    assert Entry.objects.filter(verb=Event.DRAFT_DROPPED).count() == 1
