"""What was filed with the wrong agency is sent on to the right one, before it is received."""

from dataclasses import replace

from hoaban.casework.timeline import queries as timeline
from hoaban.casework.timeline.enums import Reader
from hoaban.casework.turns import queries as turns
from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.filing import actions as filing
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.rerouting import queries
from hoaban.domains.onestop.rerouting.refused import (
    NobodyElseTakesIt,
    NotTakenThere,
    OriginalsLieHere,
)
from hoaban.domains.procedures.catalogue import queries as catalogue
from tests.world import province
from tests.world.acts import ELSEWHERE, WHY
from tests.world.desks import Desk, page
from tests.world.province import MONDAY, Ward, post_of
from tests.world.scenes import Scenes, refused, vn


def elsewhere() -> int:
    return agencies.row(ELSEWHERE, MONDAY.date()).pk


def test_it_is_the_other_agency_s_as_if_it_had_been_filed_there(scenes: Scenes) -> None:
    clerk = post_of(agencies.row(ELSEWHERE, MONDAY.date()), Role.CLERK, "elsewhere")
    dossier = scenes.act("reroute", scenes.bring("submitted"))
    turn = turns.at_hand(dossier.pk)
    assert turn is not None
    assert (dossier.receiving_agency_id, dossier.deciding_agency_id) == (elsewhere(), elsewhere())
    assert (turn.agency_id, turn.role, turn.post_id) == (elsewhere(), "clerk", None)
    assert turn.act_by == vn("2020-03-17 10:00")  # eight working hours from when it was sent on

    received = scenes.act("receive", dossier, by=clerk)
    assert (received.code or "").startswith(ELSEWHERE)
    assert scenes.act("transfer", received, by=clerk).state == "in_process"


def test_whoever_sent_it_on_reads_it_and_does_nothing_more(scenes: Scenes, ward: Ward) -> None:
    dossier = scenes.act("reroute", scenes.bring("submitted"))
    assert list(access.visible_to(ward.clerk)) == [dossier]
    for act in ("receive", "refuse", "ask_completion", "reroute"):
        with refused(NotAllowed):
            scenes.act(act, dossier)


def test_it_comes_back_when_that_agency_sends_it_back(scenes: Scenes, ward: Ward) -> None:
    clerk = post_of(agencies.row(ELSEWHERE, MONDAY.date()), Role.CLERK, "elsewhere")
    dossier = scenes.act("reroute", scenes.bring("submitted"))
    back = scenes.act("reroute", dossier, by=clerk, agency=ward.agency.code)
    assert back.receiving_agency_id == ward.agency.pk
    assert scenes.act("receive", back).state == "received"


def test_each_side_reads_from_where_to_where_and_why(scenes: Scenes) -> None:
    dossier = scenes.act("reroute", scenes.bring("submitted"))
    for reader in Reader:
        line = timeline.lines(dossier, reader)[0]
        assert (line.title, line.text) == (
            "Chuyển đến cơ quan có thẩm quyền tiếp nhận",
            f"UBND phường Him Lam → UBND phường Mường Thanh: {WHY}",
        )


def test_whoever_filed_it_reads_first_where_it_went_and_that_nothing_is_filed_again(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("submitted")
    address = f"/my/{dossier.case.reference}/"
    assert "Bạn không phải nộp lại" not in desk.get("citizen", address)
    scenes.act("reroute", dossier)
    read = desk.get("citizen", address).partition("Mọi diễn biến")[0]
    told = ["Đã chuyển đến Ủy ban nhân dân phường Mường Thanh", "UBND phường Him Lam chuyển lúc"]
    assert [one in read for one in [*told, WHY, "Bạn không phải nộp lại"]] == [True] * 4


def test_it_goes_to_an_agency_that_decides_on_the_procedure(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    for code in ("so-tp", dossier.receiving_agency.code):
        with refused(NotTakenThere):
            scenes.act("reroute", dossier, agency=code)


def test_what_nobody_else_decides_is_refused_in_writing(scenes: Scenes, ward: Ward) -> None:
    justice = agencies.row("so-tp", MONDAY.date())
    clerk = post_of(justice, Role.CLERK, "justice")
    given = province.filing(justice, "2.000488")
    dossier = filing.submit(replace(given, lacks_papers=True), by=ward.citizen, at=MONDAY)
    with refused(NobodyElseTakesIt):
        scenes.act("reroute", dossier, by=clerk)


def test_a_department_s_procedure_filed_at_a_ward_goes_to_the_department(
    scenes: Scenes, ward: Ward
) -> None:
    justice = agencies.row("so-tp", MONDAY.date())
    given = replace(province.filing(ward.agency, "2.000488"), deciding=justice, lacks_papers=True)
    dossier = filing.submit(given, by=ward.citizen, at=MONDAY)
    sent = scenes.act("reroute", dossier, agency="so-tp")
    assert (sent.receiving_agency_id, sent.deciding_agency_id) == (justice.pk, justice.pk)


def test_originals_go_back_first(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    PaperItem.objects.create(dossier=dossier, component="original", name="Bản chính", originals=1)
    with refused(OriginalsLieHere):
        scenes.act("reroute", dossier)
    scenes.act("return_originals", dossier)
    assert scenes.act("reroute", dossier).receiving_agency_id == elsewhere()


def test_it_says_why(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    with refused(ReasonMissing):
        scenes.act("reroute", dossier, reason="123")


def test_the_page_offers_the_others_and_proposes_the_one_of_the_place(
    scenes: Scenes, desk: Desk
) -> None:
    city = agencies.row("ubnd-094", MONDAY.date())
    post_of(city, Role.CLERK, "city")
    shop = Answered({"business": {"place": {"commune": "03253", "detail": "Số 1"}}})
    given = province.filing(city, "1.001612", answered=shop, lacks_papers=True)
    dossier = filing.submit(given, by=scenes.ward.citizen, at=MONDAY)

    asked = desk.get("city", page(dossier, "reroute"))
    district = agencies.row("ubnd-099", MONDAY.date())
    assert f'<option value="{district.pk}" selected>' in asked
    assert f'<option value="{city.pk}"' not in asked


def test_of_several_places_none_is_proposed_unless_all_lie_with_one_agency(
    db: None, shipped_world: None
) -> None:
    on = MONDAY.date()
    birth = Dossier(revision=catalogue.revision_at("1.001193", on))
    here, there = (agencies.row(code, on) for code in ("ubnd-03127", ELSEWHERE))

    def proposed(*communes: str) -> int | None:
        people = zip(("mother", "father"), communes, strict=False)
        birth.answers = {who: {"residence": {"commune": code}} for who, code in people}
        return queries.proposed(birth, on)

    assert proposed(there.area_code) == there.pk
    assert proposed(there.area_code, there.area_code) == there.pk
    assert proposed(here.area_code, there.area_code) is None
    assert proposed() is None


def test_the_other_agency_finds_it_in_its_work(scenes: Scenes) -> None:
    clerk = post_of(agencies.row(ELSEWHERE, MONDAY.date()), Role.CLERK, "elsewhere")
    dossier = scenes.act("reroute", scenes.bring("submitted"))
    assert [turn.case_id for part in turns.work(clerk) for turn in part] == [dossier.pk]
    assert [turn for part in turns.work(scenes.ward.clerk) for turn in part] == []
