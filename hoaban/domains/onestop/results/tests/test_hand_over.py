"""Into the applicant's hands. [ND61/2018 Đ6 k2]"""

import pytest

from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.results.acts import ACTS
from hoaban.domains.onestop.results.refused import (
    FeeUnpaid,
    NotReleased,
    ReceiverMissing,
    ResultWithdrawn,
    WrongMethod,
)
from tests.world.acts import LATER
from tests.world.desks import Desk, page
from tests.world.province import MONDAY, filing
from tests.world.scenes import Scenes, last, refused, states


def test_whoever_took_it_is_written_down_and_not_in_the_journal(scenes: Scenes) -> None:
    ready = scenes.bring("ready")
    dossier = scenes.act(
        "hand_over", ready, receiver=" Lò Văn Ún ", identity_number="011088000777", proxy="GUQ 3"
    )
    assert dossier.handed_to == {
        "name": "Lò Văn Ún",
        "identity_number": "011088000777",
        "proxy": "GUQ 3",
        "method": "counter",
    }
    assert (dossier.returned_at, dossier.turn, dossier.assignee_id) == (LATER, "", None)
    assert last(dossier).facts == {"method": "counter", "copies": 2}


def test_nobody_is_no_receiver(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    with refused(ReceiverMissing, "Cần ghi tên người nhận kết quả."):
        scenes.act("hand_over", dossier, receiver="  ")


@pytest.mark.parametrize(
    "wrong", [{"receiver": "---"}, {"receiver": "12345"}, {"identity_number": "12345"}]
)
def test_who_took_it_has_a_name_and_a_number_that_can_be(
    desk: Desk, scenes: Scenes, wrong: dict[str, str]
) -> None:
    dossier = scenes.bring("ready")
    typed = {"receiver": "Lò Văn Ún", "identity_number": "không có", "method": "counter"}
    answer = desk.post("clerk", page(dossier, "hand_over"), typed | wrong)
    assert (answer.status_code, states(dossier)[3]) == (422, "ready")
    desk.post("clerk", page(dossier, "hand_over"), typed)
    dossier.refresh_from_db()
    assert (dossier.handed_to["name"], dossier.handed_to["identity_number"]) == ("Lò Văn Ún", "")


def test_what_has_not_reached_the_counter_is_not_handed_over(scenes: Scenes) -> None:
    dossier = scenes.bring("done")
    with refused(NotReleased, f"Kết quả của hồ sơ {dossier.code} chưa chuyển ra quầy trả kết quả."):
        scenes.act("hand_over", dossier)


def test_a_result_that_was_taken_back_goes_to_nobody(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    head = scenes.ward.head
    documents.withdraw(
        dossier.result_id or 0, reason="Sai họ tên.", with_its_case=True, by=head, at=LATER
    )
    with refused(
        ResultWithdrawn,
        "Kết quả số 01/TL-BS đã bị cơ quan ban hành thu hồi: Sai họ tên.",
    ):
        scenes.act("hand_over", dossier)


def test_an_unpaid_fee_keeps_the_result(scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    with refused(
        FeeUnpaid,
        f"Hồ sơ {dossier.code} chưa nộp phí, lệ phí 16.000 đồng nên chưa trả kết quả được.",
    ):
        scenes.act("hand_over", dossier)


def test_where_there_is_no_fee_nothing_keeps_it(scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    Dossier.objects.filter(pk=dossier.pk).update(money="none", fee_amount=0)
    assert scenes.act("hand_over", dossier).state == "returned"


@pytest.mark.parametrize(
    ("who", "method"), [("clerk", "portal"), ("clerk", "x"), ("citizen", "counter"), ("clerk", "")]
)
def test_each_hands_over_in_their_own_way(scenes: Scenes, who: str, method: str) -> None:
    dossier = scenes.bring("ready")
    with refused(WrongMethod):
        scenes.act("hand_over", dossier, scenes.actor(who), method=method)


def with_originals(scenes: Scenes) -> Dossier:
    counts = {"declaration": {"originals": 1}}
    dossier = filing_actions.submit(
        filing(scenes.ward.agency, counts=counts), by=scenes.ward.citizen, at=MONDAY
    )
    for name in ("receive", "transfer", "draft_result", "do_step", "sign", "release", "pay"):
        scenes.act(name, dossier)
    return dossier


def test_originals_go_back_with_the_result(scenes: Scenes) -> None:
    dossier = with_originals(scenes)
    scenes.act("hand_over", dossier, method="post")
    assert [item.returned_at for item in PaperItem.objects.filter(dossier=dossier)] == [LATER]


def test_originals_cannot_be_downloaded(scenes: Scenes) -> None:
    dossier = with_originals(scenes)
    scenes.act("hand_over", dossier, scenes.ward.citizen, method="portal")
    assert [item.returned_at for item in PaperItem.objects.filter(dossier=dossier)] == [None]


def test_who_chose_the_post_has_it_chosen_and_the_address_beside_it(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    act = next(one for one in ACTS if one.name == "hand_over")
    assert act.given
    assert act.form
    at_the_counter = act.form(**act.given(dossier))
    dossier.wants_post = True
    dossier.owner = {**dossier.owner, "address_text": "Tổ 5, phường Him Lam"}
    by_post = act.form(**act.given(dossier))
    assert (at_the_counter["method"].initial, at_the_counter["method"].help_text) == ("counter", "")
    assert by_post["method"].initial == "post"
    assert by_post["method"].help_text == (
        "Người nộp chọn nhận qua bưu chính. Gửi đến: Tổ 5, phường Him Lam"
    )
