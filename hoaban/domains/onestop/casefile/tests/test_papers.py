"""A paper is its frozen facts; its PDF is drawn once and the same ever after."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hoaban.casework.cases.models import Case
from hoaban.casework.papers import actions as papers
from hoaban.casework.papers import papers as papers_papers
from hoaban.casework.papers import tasks as papers_tasks
from hoaban.casework.papers.enums import Event
from hoaban.casework.papers.models import Paper
from hoaban.core.files import queries as files
from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Agency, Person, Post
from hoaban.domains.onestop.dossiers.actions import issue_paper
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.papers import queries as papers_queries
from hoaban.domains.onestop.papers.queries import receipt
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.worklists.papers import SEARCHER
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.acts import LATER
from tests.world.province import MONDAY, Ward, filing
from tests.world.scenes import Scenes, vn


def drawn(dossier: Dossier, by: Ward, form: str = "01") -> bytes:
    """The bytes of a paper after someone wanted it."""
    paper = papers.want_paper(
        Paper.objects.get(case=dossier.pk, form=form).pk, by=by.clerk, at=LATER
    )
    papers_tasks.draw_wanted(Entry.objects.get(verb=Event.PAPER_WANTED, subject_pk=paper.pk))
    paper.refresh_from_db()
    assert paper.use is not None
    with files.open(paper.use) as stream:
        return bytes(stream.read())


def test_a_paper_is_wanted_once_however_many_look(scenes: Scenes, ward: Ward) -> None:
    paper = Paper.objects.get(case=scenes.bring("received").pk)
    for _ in range(3):
        papers.want_paper(paper.pk, by=ward.clerk, at=LATER)
    assert Entry.objects.filter(verb=Event.PAPER_WANTED).count() == 1


def test_the_job_that_runs_twice_draws_once(scenes: Scenes, ward: Ward) -> None:
    received = scenes.bring("received")
    first = drawn(received, ward)
    papers_tasks.draw_wanted(Entry.objects.get(verb=Event.PAPER_WANTED))
    assert Entry.objects.filter(verb=Event.PAPER_DRAWN).count() == 1
    assert first.startswith(b"%PDF-")


def test_another_drawing_never_takes_the_place_of_the_first(scenes: Scenes, ward: Ward) -> None:
    received = scenes.bring("received")
    first = drawn(received, ward)
    paper = Paper.objects.get(case=received.pk)
    papers.attach_drawing(paper.pk, pdf=first + b"%", by=ward.clerk, at=LATER)
    paper.refresh_from_db()
    assert paper.use is not None
    with files.open(paper.use) as stream:
        assert stream.read() == first


def test_it_is_the_same_whenever_it_is_drawn_although_the_world_has_changed(
    scenes: Scenes, ward: Ward
) -> None:
    received = scenes.bring("received")
    paper = Paper.objects.get(case=received.pk)
    before = papers_papers.draw(paper)

    Agency.objects.filter(pk=ward.agency.pk).update(name={"vi": "UBND xã khác"})
    Revision.objects.filter(pk=received.revision_id).update(name={"vi": "Tên mới của thủ tục"})
    Person.objects.update(full_name="Người mới")
    Dossier.objects.update(owner={"full_name": "Tên khác"})
    Case.objects.update(due_at=datetime(2030, 1, 1, tzinfo=UTC))
    parameters.forget()

    assert papers_papers.draw(Paper.objects.get(pk=paper.pk)) == before
    parameters.forget()


def test_each_form_is_numbered_by_agency_and_year(scenes: Scenes) -> None:
    for at in (MONDAY, MONDAY, vn("2021-03-16 08:30")):
        scenes.bring("received", at)
    scenes.bring("refused")
    numbered = [(p.form, p.year, p.number) for p in Paper.objects.order_by("id")]
    assert numbered == [("01", 2020, 1), ("01", 2020, 2), ("01", 2021, 1), ("03", 2020, 1)]


def test_the_circular_is_that_of_the_day_of_reception(scenes: Scenes) -> None:
    submitted = scenes.bring("submitted")
    received = scenes.act("receive", submitted, at=vn("2025-09-15 08:00"))
    assert Paper.objects.get(case=received.pk).circular == "03/2025/TT-VPCP"


def test_the_receipt_names_the_one_who_truly_received_it(scenes: Scenes, ward: Ward) -> None:
    stand_in = replace(ward.clerk, reference=ward.specialist.reference, behalf="post:clerk")
    received = scenes.act("receive", scenes.bring("submitted"), stand_in)
    paper = Paper.objects.get(case=received.pk)
    assert paper.facts["officer"] == "Người specialist, Chuyên viên"


def test_the_receipt_names_whoever_came_for_the_owner(ward: Ward) -> None:
    proxy = {"full_name": "Lò Văn Thay", "phone": "0987654321"}
    filed = filing_actions.submit(filing(ward.agency, submitter=proxy), by=ward.clerk, at=MONDAY)
    reception.receive(filed.pk, by=ward.clerk, at=MONDAY)
    facts = Paper.objects.get(case=filed.pk).facts
    assert (facts["applicant"], facts["submitter"], facts["signed_by"]) == (
        "Lường Thị Ban",
        "Lò Văn Thay",
        "Lò Văn Thay",
    )


def test_an_owner_who_came_is_named_once(scenes: Scenes) -> None:
    facts = Paper.objects.get(case=scenes.bring("received").pk).facts
    assert (facts["submitter"], facts["signed_by"]) == ("", "Lường Thị Ban")


def test_a_request_says_until_when_how_many_and_whom_to_ask(scenes: Scenes) -> None:
    asked = [{"component": "authority", "name": "Văn bản ủy quyền", "what": "Nộp bản chính"}]
    dossier = scenes.act("ask_completion", scenes.bring("submitted"), items=asked)
    facts = Paper.objects.get(case=dossier.pk).facts
    assert facts["items"] == [
        {"name": "Văn bản ủy quyền", "what": "Nộp bản chính", "count": "1 bản chính"}
    ]
    assert facts["until"] == f"{dossier.act_by:%Y-%m-%d}"
    assert facts["until_set_by"] == "thời hạn do tỉnh quy định"
    assert facts["contact"] == {
        "name": "Người clerk, Cán bộ một cửa",
        "phone": "0215 000 0030",
        "email": "",
        "site": "Trụ sở Ủy ban nhân dân phường Him Lam",
    }
    assert facts["basis"].startswith("60/2014/QH13; ")


def test_an_apology_is_signed_under_the_title(scenes: Scenes, ward: Ward) -> None:
    Post.objects.filter(pk=ward.leader.post_pk or 0).update(title="Phó Chủ tịch")
    extended = scenes.act("extend", scenes.bring("long"))
    facts = Paper.objects.get(case=extended.pk, form="04").facts
    assert (facts["signer_title"], facts["officer"]) == (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "Người leader",
    )


def test_the_control_sheet_has_a_row_for_each_hand_over_and_stays_inside(
    scenes: Scenes, ward: Ward
) -> None:
    dossier = scenes.act("issue_sheet", scenes.bring("at_signing"))
    sheet = Paper.objects.get(case=dossier.pk, form="05")
    rows = [(row["giver"], row["receiver"], row["result"]) for row in sheet.facts["handovers"]]
    assert rows == [
        ("Lường Thị Ban", "Người clerk, Cán bộ một cửa", ""),
        ("Người clerk, Cán bộ một cửa", "Người specialist, Chuyên viên", "Trước hạn"),
        ("Người specialist, Chuyên viên", "", "Trước hạn"),
    ]
    assert papers_papers.draw(sheet).startswith(b"%PDF-")
    assert [paper.form for paper in papers_queries.papers_given(dossier)] == ["01"]


def test_the_square_code_of_a_receipt_finds_its_dossier_on_the_desk(
    scenes: Scenes, ward: Ward
) -> None:
    received = scenes.bring("received")
    link = Paper.objects.get(case=received.pk).facts["link"]
    found = [hit.title for hit in SEARCHER.find(ward.clerk, link, 5)]
    assert found == [received.code]


def test_the_control_sheet_has_number_and_symbol(scenes: Scenes) -> None:
    dossier = scenes.act("issue_sheet", scenes.bring("in_process"))
    assert Paper.objects.get(case=dossier.pk, form="05").symbol == "01/KSHS"


@pytest.mark.parametrize(
    ("at", "marks"),
    [("2025-06-30 08:00", []), ("2025-07-01 08:00", [True]), ("2025-09-15 08:00", [])],
)
def test_a_form_whose_circular_may_not_hold_any_more_says_so(
    scenes: Scenes, ward: Ward, at: str, marks: list[bool]
) -> None:
    dossier = scenes.bring("in_process")
    Case.objects.filter(pk=dossier.pk).update(opened_at=vn(at))
    dossier.refresh_from_db()
    given = issue_paper(dossier, "receipt", receipt(dossier, by=ward.clerk, at=vn(at)), at=vn(at))
    assert [v for name, v in given.facts.items() if name == "is_form_doubtful"] == marks


def test_who_examined_guides_and_is_whom_to_ask(scenes: Scenes) -> None:
    scenes.act("ask_supplement", scenes.bring("supplement_proposed"))
    facts = Paper.objects.get(form="02").facts
    assert (facts["officer"], facts["contact"]["name"]) == ("Người specialist, Chuyên viên",) * 2
