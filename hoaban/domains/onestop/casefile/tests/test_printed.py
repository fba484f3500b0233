"""Which paper the key of the counter prints."""

from hoaban.casework.timeline.enums import Reader
from hoaban.domains.onestop.casefile import queries
from hoaban.domains.onestop.refunds import queries as refunds
from tests.world.desks import Desk, page
from tests.world.province import MONDAY
from tests.world.scenes import Scenes


def test_what_stays_with_the_case_and_what_is_about_money_is_not_what_the_key_prints(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("pay", scenes.bring("received"))
    scenes.act("issue_sheet", scenes.act("transfer", dossier))
    dossier.refresh_from_db()
    shown = queries.case(dossier, now=MONDAY, language="vi", reader=Reader.OFFICIAL)
    forms = {one.paper.form for one in shown["papers"]}
    assert (shown["printed"].paper.form, len(forms)) == ("01", 3)


def test_the_slip_of_what_was_paid_back_stands_in_the_row_of_prints(
    scenes: Scenes, desk: Desk
) -> None:
    dossier = scenes.act("pay", scenes.bring("received"))
    dossier = scenes.act("stop", scenes.act("transfer", dossier))
    before = desk.get("clerk", page(dossier))
    dossier = scenes.act("refund_fee", dossier)
    (slip,) = refunds.in_force(dossier)
    row = desk.get("clerk", page(dossier)).partition("In và tiếp theo")[2].partition("</nav>")[0]
    link = f'href="/desk/dossiers/{dossier.reference}/papers/{slip.paper.public_id}/"'
    assert ("In phiếu hoàn trả" in before, "In phiếu hoàn trả" in row, link in row) == (
        *(False, True, True),
    )
