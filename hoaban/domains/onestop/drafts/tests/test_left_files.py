"""Files of drafts that were dropped, and files that were sent and never filed, are taken away."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from hoaban.core.files import actions as files
from hoaban.core.files.models import Blob, Use
from hoaban.core.files.tests import samples
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.onestop.drafts import actions as drafts
from hoaban.domains.onestop.drafts import tasks
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.province import MONDAY, Ward, filing

NIGHT = MONDAY + timedelta(hours=17)
BY = actors.system("expiry")


def begun(ward: Ward) -> Draft:
    return drafts.keep_draft(
        None, revision=Revision.objects.earliest("pk"), changes={}, by=ward.citizen, at=MONDAY
    )


def sent(ward: Ward, owner: str, mark: bytes = b"", at: datetime = MONDAY) -> Use:
    """A file of its own bytes."""
    data = samples.png() + b"for " + (mark or owner.encode())
    return files.store_bytes(
        data, name="cccd.png", by=ward.citizen, at=at, source="portal", owner=owner
    )


def with_file(ward: Ward) -> tuple[Draft, Use]:
    draft = begun(ward)
    use = sent(ward, f"draft:{draft.public_id}")
    change(ward, draft, files={"p": [use.public_id]})
    return draft, use


def change(ward: Ward, draft: Draft, **changes: object) -> None:
    drafts.keep_draft(
        draft.public_id, revision=draft.revision, changes=changes, by=ward.citizen, at=MONDAY
    )


def drop(ward: Ward, draft: Draft, _use: Use) -> None:
    drafts.drop_draft(draft.public_id, by=ward.citizen, at=MONDAY)


def expire(_ward: Ward, draft: Draft, _use: Use) -> None:
    Draft.objects.filter(pk=draft.pk).update(updated_at=MONDAY - timedelta(days=31))
    drafts.expire_drafts(by=BY, at=MONDAY)


def take_out(ward: Ward, draft: Draft, use: Use) -> None:
    change(ward, draft, remove_file=use.public_id)


def send_without(ward: Ward, draft: Draft, _use: Use) -> None:
    drafts.send_draft(draft.public_id, filing=filing(ward.agency), by=ward.citizen, at=MONDAY)


def lies(use: Use) -> bool:
    return default_storage.exists(Blob(sha256=use.sha256).path)


def night(at: datetime = NIGHT) -> int:
    return tasks.remove_left(at=at)


@pytest.mark.parametrize("leave", [drop, expire, take_out, send_without])
def test_in_the_night_after_its_draft_let_it_go_a_file_is_gone(
    ward: Ward, leave: Callable[[Ward, Draft, Use], None]
) -> None:
    draft, use = with_file(ward)
    assert (night(), lies(use)) == (0, True)

    leave(ward, draft, use)

    assert (night(), night()) == (1, 0)
    assert (Use.objects.count(), lies(use)) == (0, False)
    assert Entry.objects.get(verb="files.removed").facts["sha256"] == use.sha256


def test_what_was_filed_stays_whatever_its_draft_says(ward: Ward) -> None:
    draft, use = with_file(ward)
    filed = filing(ward.agency, files={"declaration": [use]})
    drafts.send_draft(draft.public_id, filing=filed, by=ward.citizen, at=MONDAY)
    assert (night(), night(NIGHT + timedelta(days=45))) == (0, 0)
    assert Use.objects.get().left_at is None


def test_nobody_takes_away_a_file_that_a_dossier_uses(ward: Ward) -> None:
    draft, use = with_file(ward)
    filed = filing(ward.agency, files={"declaration": [use]})
    drafts.send_draft(draft.public_id, filing=filed, by=ward.citizen, at=MONDAY)
    files.let_go([use.public_id], at=MONDAY)
    assert (files.remove(use.pk, by=BY, at=NIGHT), lies(use)) == (False, True)


def test_a_draft_lets_go_no_file_of_anybody_else(ward: Ward) -> None:
    draft, use = with_file(ward)
    other = sent(ward, "draft:another")
    change(ward, draft, remove_file=other.public_id)
    assert {one.left_at for one in Use.objects.all()} == {None}
    assert Draft.objects.get(pk=draft.pk).files == {"p": [use.public_id]}


def test_a_machine_that_stood_still_for_two_months_catches_up(ward: Ward) -> None:
    sent(ward, "partner:a")
    assert night(MONDAY + timedelta(days=91)) == 0
    assert night(MONDAY + timedelta(days=90)) == 1


def test_a_file_that_another_draft_holds_in_the_same_bytes_stays_readable(ward: Ward) -> None:
    draft, _use = with_file(ward)
    other = sent(ward, "dossier:another", mark=f"draft:{draft.public_id}".encode())
    drafts.drop_draft(draft.public_id, by=ward.citizen, at=MONDAY)
    assert night() == 1
    assert (Use.objects.get(), lies(other)) == (other, True)


@pytest.mark.parametrize("leave", [drop, expire, take_out, send_without])
def test_a_file_that_a_draft_took_over_from_another_stays_while_either_names_it(
    ward: Ward, leave: Callable[[Ward, Draft, Use], None]
) -> None:
    first, use = with_file(ward)
    second = begun(ward)
    change(ward, second, files={"p": [use.public_id]})

    leave(ward, first, use)
    assert (night(), lies(use)) == (0, True)

    drop(ward, second, use)
    assert (night(), lies(use)) == (1, False)


def test_a_file_stays_with_its_first_draft_when_the_one_that_took_it_over_goes(ward: Ward) -> None:
    first, use = with_file(ward)
    second = begun(ward)
    change(ward, second, files={"p": [use.public_id]})
    drop(ward, second, use)
    assert (night(), lies(use)) == (0, True)
    drop(ward, first, use)
    assert (night(), lies(use)) == (1, False)


def test_what_a_system_sent_and_never_filed_goes_after_as_long_as_drafts_are_kept(
    ward: Ward,
) -> None:
    use = sent(ward, "partner:a")
    assert night(MONDAY + timedelta(days=29)) == 0
    assert night(MONDAY + timedelta(days=31)) == 1
    assert not lies(use)


def test_a_draft_that_is_worked_on_for_months_keeps_its_files(ward: Ward) -> None:
    draft, use = with_file(ward)
    assert night(MONDAY + timedelta(days=45)) == 0
    drafts.drop_draft(draft.public_id, by=ward.citizen, at=MONDAY + timedelta(days=200))
    assert night(MONDAY + timedelta(days=201)) == 1
    assert not lies(use)
