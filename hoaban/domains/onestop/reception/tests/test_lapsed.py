"""What was filed under a version that ended since is received by the law of its day, or not."""

from collections.abc import Iterator
from datetime import date

import pytest

from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.reception.refused import NoLongerTaken, OnlyShownNow
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.acts import WHY
from tests.world.province import filing, forget
from tests.world.scenes import department, refused, vn

LAST_DAY, AFTER = vn("2022-12-30 16:00"), vn("2023-01-04 08:00")  # the last day that is worked
UNKNOWN = {"vi": "Văn bản mới chưa được đọc.", "en": "The new act was not read."}


@pytest.fixture
def clerk(province: date) -> Actor:
    del province
    return department()


@pytest.fixture
def filed(clerk: Actor) -> Iterator[Dossier]:
    """Filed with the department on its last day; the world of tests has no later version."""
    agency = agencies.row("so-tp", LAST_DAY.date())
    counts = {code: {"copies": 1} for code in ("declaration", "identity", "residence")}
    given = filing(agency, "2.000488", channel="counter", counts=counts)
    yield filing_actions.submit(given, by=clerk, at=LAST_DAY)
    forget()


def follow(filed: Dossier, **later: object) -> None:
    """A version that begins where the one that was filed ends."""
    version = Revision.objects.get(pk=filed.revision_id)
    step = version.steps.earliest("position")
    version.pk, version.valid_from, version.valid_to = None, version.valid_to or date.max, None
    for name, value in later.items():
        setattr(version, name, value)
    version.save(force_insert=True)
    step.pk, step.revision = None, version
    step.save(force_insert=True)
    forget()


def test_nothing_is_received_that_no_version_of_the_day_has(filed: Dossier, clerk: Actor) -> None:
    with refused(
        NoLongerTaken,
        f"Chưa tiếp nhận được: thủ tục của hồ sơ {filed.reference} đã hết áp dụng tại đây từ "
        "01/01/2023, không có quy định nối tiếp. Lập phiếu từ chối, trả lại giấy tờ, chỉ cho "
        "người nộp cơ quan nay có thẩm quyền.",
    ):
        reception.receive(filed.pk, by=clerk, at=AFTER)
    gone = reception.refuse(filed.pk, reason=WHY, basis="Điều 15 Luật Hộ tịch", by=clerk, at=AFTER)
    assert gone.state == "refused"


def test_on_its_last_day_it_is_received(filed: Dossier, clerk: Actor) -> None:
    assert reception.receive(filed.pk, by=clerk, at=LAST_DAY).state == "received"


def test_nor_where_the_version_of_the_day_is_only_shown(filed: Dossier, clerk: Actor) -> None:
    follow(filed, information=UNKNOWN)
    with refused(OnlyShownNow):
        reception.receive(filed.pk, by=clerk, at=AFTER)


def test_where_a_version_follows_it_is_received(filed: Dossier, clerk: Actor) -> None:
    follow(filed)
    assert reception.receive(filed.pk, by=clerk, at=AFTER).state == "received"
