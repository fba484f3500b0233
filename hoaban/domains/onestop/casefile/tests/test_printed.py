"""Which paper the key of the counter prints."""

from hoaban.casework.timeline.enums import Reader
from hoaban.domains.onestop.casefile import queries
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
