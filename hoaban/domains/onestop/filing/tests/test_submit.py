"""A request comes in: where, by which way, with which papers, once."""

from datetime import date
from typing import Any

import pytest

from hoaban.casework.attachments.models import Attachment
from hoaban.casework.cases import rules as cases
from hoaban.core.files.tests import samples
from hoaban.core.journal.actions import KeyTaken
from hoaban.core.people import agencies
from hoaban.core.people.models import Agency
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.refused import (
    NotFiledThere,
    PaperMissing,
    ProxyHasOwnersNumber,
)
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.provisions.refused import NoRulesThatDay
from hoaban.domains.procedures.catalogue.models import Limit, Revision
from tests.world.province import ANSWERS, MONDAY, OWNER, Ward, filing
from tests.world.scenes import Scenes, department, last, refused, told, vn
from tests.world.uses import use_of


def test_it_has_a_reference_and_no_code_and_its_clock_does_not_run(submitted: Dossier) -> None:
    assert cases.is_reference(submitted.reference)
    assert len(submitted.reference) == 10
    assert (submitted.state, submitted.clock, submitted.code, submitted.due_at) == (
        "submitted",
        "idle",
        None,
        None,
    )
    assert (submitted.turn, submitted.act_by) == ("clerk", vn("2020-03-17 09:00"))
    assert told(submitted) == ["submitted"]


def test_the_journal_knows_the_way_and_nothing_of_the_person(submitted: Dossier) -> None:
    assert last(submitted).facts == {
        "channel": "online",
        "reference": submitted.reference,
        "check_by": submitted.act_by.isoformat(),
    }


def test_blocks_are_copied_in_and_the_owner_submits_where_nobody_else_does(
    ward: Ward, submitted: Dossier
) -> None:
    assert (submitted.owner, submitted.submitter) == (OWNER, OWNER)
    assert (submitted.phone_tail, submitted.area_code) == ("0123", "03127")
    assert submitted.case.search_text.startswith("luong thi ban 0900000123 _")
    assert "1190000123" not in submitted.case.search_text
    other = OWNER | {"full_name": "Lò Văn Ún", "phone": "0900000999", "identity_number": ""}
    proxy = filing_actions.submit(filing(ward.agency, submitter=other), by=ward.citizen, at=MONDAY)
    assert (proxy.owner, proxy.submitter, proxy.phone_tail) == (OWNER, other, "0123")


def test_whoever_files_for_another_has_a_number_of_their_own(ward: Ward) -> None:
    proxy = OWNER | {"full_name": "Lò Văn Ún"}
    with pytest.raises(ProxyHasOwnersNumber, match="“Lò Văn Ún” trùng số giấy tờ"):
        filing_actions.submit(filing(ward.agency, submitter=proxy), by=ward.citizen, at=MONDAY)


@pytest.mark.parametrize("name", ["Lường Thị Ban", " lường  thị BAN"])
def test_the_owner_given_as_who_files_too_is_one_person_and_no_other(ward: Ward, name: str) -> None:
    same = OWNER | {"full_name": name}
    found = filing_actions.submit(filing(ward.agency, submitter=same), by=ward.citizen, at=MONDAY)
    assert found.submitter == same


def test_one_key_twice_is_one_dossier_and_the_same_answer(ward: Ward) -> None:
    first = filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY, key="k-1")
    again = filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY, key="k-1")
    assert (again, Dossier.objects.count()) == (first, 1)


def test_keys_of_two_clients_never_meet(ward: Ward) -> None:
    first = filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY, key="k-1")
    other = filing_actions.submit(filing(ward.agency), by=ward.stranger, at=MONDAY, key="k-1")
    assert first.reference != other.reference


def test_a_key_used_for_something_else_gives_no_other_dossier(ward: Ward, scenes: Scenes) -> None:
    scenes.act("receive", scenes.bring("submitted"), key="k-1")
    with refused(KeyTaken):
        filing_actions.submit(filing(ward.agency), by=ward.clerk, at=MONDAY, key="k-1")


def test_a_paper_that_must_come_is_asked_for(province: date) -> None:
    agency = agencies.row("so-tp", province)
    by = department()
    counts = {"declaration": {"originals": 1}, "identity": {"copies": 1}}
    with refused(
        PaperMissing,
        "Hồ sơ còn thiếu giấy tờ: Bản sao sổ hộ khẩu hoặc giấy chứng nhận thường trú, tạm trú.",
    ):
        filing_actions.submit(
            filing(agency, "2.000488", channel="counter", counts=counts), by=by, at=MONDAY
        )


@pytest.mark.parametrize("level", ["province", "district"])
def test_another_level_does_not_take_it(ward: Ward, level: str) -> None:
    agency = Agency.objects.filter(level=level, valid_from__lte=MONDAY).order_by("pk")[0]
    with refused(NotFiledThere, "Cơ quan đã chọn không tiếp nhận thủ tục này vào ngày 16/03/2020."):
        filing_actions.submit(filing(agency), by=ward.citizen, at=MONDAY)


def test_only_the_departments_that_are_named_take_it(ward: Ward, province: date) -> None:
    other = Agency.objects.filter(level="province").exclude(code="so-tp").first()
    assert other is not None
    counts = {"identity": {"copies": 1}, "residence": {"copies": 1}}
    with refused(NotFiledThere):
        filing_actions.submit(filing(other, "2.000488", counts=counts), by=ward.citizen, at=MONDAY)


@pytest.mark.parametrize("at", ["2019-08-31 10:00", "2018-07-02 09:00"])
def test_before_the_revision_was_in_force_it_is_not_taken(ward: Ward, at: str) -> None:
    with refused(NotFiledThere):
        filing_actions.submit(filing(ward.agency), by=ward.citizen, at=vn(at))


def test_before_the_first_decree_that_content_knows_nothing_is_taken(ward: Ward) -> None:
    filed = filing(ward.agency)
    Revision.objects.filter(pk=filed.case.revision_id).update(valid_from=date(2018, 1, 1))
    Limit.objects.filter(case=filed.case).update(valid_from=date(2018, 1, 1))
    parameters.forget()
    with refused(NoRulesThatDay):
        filing_actions.submit(filed, by=ward.citizen, at=vn("2018-06-20 09:00"))


def test_the_day_a_revision_ends_it_takes_nothing_more(ward: Ward) -> None:
    filed = filing(ward.agency)
    Revision.objects.filter(pk=filed.case.revision_id).update(valid_to=date(2020, 3, 16))
    parameters.forget()
    with refused(NotFiledThere):
        filing_actions.submit(filed, by=ward.citizen, at=MONDAY)


def test_an_agency_that_did_not_exist_that_day_takes_nothing(ward: Ward) -> None:
    merged = Agency.objects.filter(level="commune", valid_from__gte=date(2025, 7, 1)).first()
    assert merged is not None
    with refused(NotFiledThere):
        filing_actions.submit(filing(merged), by=ward.citizen, at=MONDAY)


@pytest.mark.parametrize("channel", ["pigeon", "", "ONLINE"])
def test_a_way_that_is_not_offered_is_refused(ward: Ward, channel: str) -> None:
    with pytest.raises(Refusal):
        filing_actions.submit(filing(ward.agency, channel=channel), by=ward.citizen, at=MONDAY)
    assert Dossier.objects.count() == 0


def test_papers_and_files_have_their_rows(ward: Ward) -> None:
    uses = [use_of(samples.pdf(), "a.pdf"), use_of(samples.png(), "b.png")]
    given: dict[str, Any] = {  # Any: fields of Filing
        "files": {"authority": uses},
        "counts": {"declaration": {"originals": 1}},
    }
    dossier = filing_actions.submit(filing(ward.agency, **given), by=ward.citizen, at=MONDAY)
    items = {i.component: i.originals for i in PaperItem.objects.filter(dossier=dossier)}
    assert items == {"declaration": 1, "authority": 0}
    rows = Attachment.objects.filter(case=dossier.pk).order_by("id")
    assert [(row.use, row.version, row.is_current) for row in rows] == [
        (use, 1, True) for use in uses
    ]


def test_answers_are_kept_as_they_were_given(submitted: Dossier) -> None:
    submitted.refresh_from_db()
    assert submitted.answers == ANSWERS


def test_the_answer_stays_the_same_even_when_it_could_not_be_filed_any_more(ward: Ward) -> None:
    filed = filing(ward.agency)
    first = filing_actions.submit(filed, by=ward.citizen, at=MONDAY, key="k-1")
    Revision.objects.filter(pk=filed.case.revision_id).update(valid_to=date(2020, 3, 17))
    parameters.forget()
    later = vn("2020-03-18 09:00")
    assert filing_actions.submit(filed, by=ward.citizen, at=later, key="k-1") == first
