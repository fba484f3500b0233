"""What went wrong in other systems: each trap is a test here (onestop 10.7)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from hoaban.casework.attachments.models import Attachment
from hoaban.casework.cases.models import Case
from hoaban.core.calendars import queries as calendars
from hoaban.core.files.tests import samples
from hoaban.core.workdays.facts import MissingYear
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.notices import reactions as notices
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue.models import Fee, Limit, Revision
from hoaban.gateways.notify.models import SentMessage
from tests.world.province import MONDAY, Ward
from tests.world.scenes import Scenes, last, refused, told, vn
from tests.world.uses import use_of


def test_on_time_is_not_an_equality_of_timestamps(scenes: Scenes) -> None:
    signed = scenes.act("sign", scenes.bring("at_signing"), at=vn("2020-03-16 16:59:59"))
    assert signed.done_at != signed.due_at
    assert last(signed).facts["punctuality"] == "on"


def test_holidays_of_the_next_year_count_too(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    Limit.objects.filter(case=dossier.variant).update(
        amount=15, unit="working_days", same_day=False
    )
    parameters.forget()
    received = scenes.act("receive", dossier, at=vn("2020-12-30 09:00"))
    assert received.due_at == vn("2021-01-21 17:00")  # 1/1/2021 is off


def test_an_extension_ends_at_the_close_of_a_working_day(scenes: Scenes) -> None:
    sunday = scenes.act("extend", scenes.bring("long"), until=date(2020, 4, 5))
    assert sunday.due_at == vn("2020-04-06 17:00")


def test_the_database_itself_refuses_a_code_twice(scenes: Scenes) -> None:
    first, second = scenes.bring("received"), scenes.bring("received")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=second.pk).update(code=first.code)


def test_the_list_of_states_is_one_and_every_page_words_come_from_it() -> None:
    assert {line.target for line in TABLE.values() if line.target} <= set(State)
    assert all(state.label for state in State)


def test_a_new_revision_of_the_procedure_does_not_touch_an_old_dossier(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    old = dossier.revision
    Revision.objects.filter(pk=old.pk).update(valid_to=date(2020, 3, 17))
    new = Revision.objects.get(pk=old.pk)
    new.pk, new.valid_from, new.valid_to = None, date(2020, 3, 17), None
    new.save()
    parameters.forget()

    moved = scenes.act("transfer", dossier, at=vn("2020-03-18 09:00"))

    assert (moved.revision_id, moved.limit_amount) == (old.pk, 0)


def test_a_fee_raised_after_reception_is_not_asked(scenes: Scenes) -> None:
    received = scenes.bring("received")
    Fee.objects.update(amount=99000)
    parameters.forget()
    received.refresh_from_db()
    assert scenes.act("pay", received, amount=16000).money == "paid"


def test_a_supplement_overwrites_no_file(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
    old = use_of(samples.pdf(), "giay.pdf")
    scenes.act("take_supplement", dossier, files={"authority": [old]})
    scenes.act("ask_supplement", dossier, scenes.ward.head, head_reason="Bản chụp mất trang.")
    new = use_of(samples.pdf(b"% trang hai"), "giay.pdf")
    scenes.act("take_supplement", dossier, files={"authority": [new]})
    rows = Attachment.objects.filter(case=dossier.pk).order_by("id")
    assert [(row.use_id, row.is_current) for row in rows] == [(old.pk, False), (new.pk, True)]
    assert old.sha256 != new.sha256


def test_the_finish_is_the_signature_and_not_the_reception(scenes: Scenes) -> None:
    signed = scenes.act("sign", scenes.bring("at_signing"), at=vn("2020-03-17 10:00"))
    assert (signed.done_at, signed.received_at) == (vn("2020-03-17 10:00"), MONDAY)


def test_an_unknown_due_moment_is_none_and_not_nought(submitted: Dossier) -> None:
    facts = (submitted.due_at, submitted.received_at, submitted.limit_amount, submitted.code)
    assert facts == (None, None, None, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=submitted.pk).update(code="H18-200316-0001")


def test_working_hours_are_shared_and_nobody_can_change_them(province: date) -> None:
    calendar = calendars.calendar("ubnd-03127", province)
    assert calendar is calendars.calendar("ubnd-03127", province)
    with pytest.raises(AttributeError):
        calendar.digest = "mine"  # type: ignore[misc]


def test_no_dossier_is_received_without_a_due_moment(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    with refused(MissingYear):
        scenes.act("receive", dossier, at=vn("2031-03-17 09:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=dossier.pk).update(opened_at=MONDAY)


def test_a_payment_confirmed_twice_is_paid_once(scenes: Scenes) -> None:
    received = scenes.bring("received")
    for _ in range(3):
        scenes.act("pay", received, key="bank:778")
    assert told(received).count("fee_paid") == 1


def test_a_code_counted_up_tells_nobody_a_name(
    scenes: Scenes, client: Client, received: Dossier
) -> None:
    for phone in ("0000", "", "9999"):
        typed = {"code": str(received.code), "phone_tail": phone}
        page = "".join(ask("/track/", typed).content.decode() for ask in (client.get, client.post))
        assert "Lường" not in page
        assert "0900000123" not in page


def test_a_district_is_only_a_level_of_content() -> None:
    assert "district" not in {state.value for state in State}
    assert not any("huyện" in line.words for line in TABLE.values())


def test_a_notice_made_late_still_says_what_was_asked(scenes: Scenes, ward: Ward) -> None:
    dossier = scenes.bring("awaiting_supplement")
    entry = last(dossier)
    scenes.act("take_supplement", dossier, at=MONDAY + timedelta(days=1))
    notices.tell(entry)
    notices.tell(entry)
    told_once = SentMessage.objects.get()
    assert "Giấy tờ tùy thân: Nộp bản chụp rõ hơn" in told_once.body


def test_a_notice_of_submission_made_after_reception_says_until_when_it_is_checked(
    scenes: Scenes,
) -> None:
    submitted = scenes.bring("submitted")
    entry = last(submitted)
    scenes.act("receive", submitted)
    notices.tell(entry)
    assert "09:00 17/03/2020" in SentMessage.objects.get().body
