"""Refusing to receive: with a reason in words, form 03, and the originals back."""

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.refused import BasisWithoutAct, ReasonMissing
from hoaban.domains.onestop.dossiers.rules import legal_basis
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception.forms import RefusalForm
from tests.world.acts import LATER, WHY
from tests.world.province import MONDAY, Ward, filing
from tests.world.scenes import Scenes, last, refused


@pytest.mark.parametrize("reason", ["", "   ", "123", "!!!", "\n\t"])
def test_a_reason_that_says_nothing_is_refused(scenes: Scenes, reason: str) -> None:
    dossier = scenes.bring("submitted")
    with refused(ReasonMissing, "Cần ghi rõ lý do bằng lời để người nộp hồ sơ hiểu."):
        scenes.act("refuse", dossier, reason=reason)


@pytest.mark.parametrize(
    "basis", ["", "  ", "Điều 17", "khoản 1 Điều 63", "theo quy định", "1/7/2025"]
)
def test_a_basis_that_names_no_act_is_refused(scenes: Scenes, basis: str) -> None:
    dossier = scenes.bring("submitted")
    with refused(BasisWithoutAct, BasisWithoutAct.sentence):
        scenes.act("refuse", dossier, basis=basis)
    form = RefusalForm({"reason": WHY, "basis": basis})
    assert (form.is_valid(), list(form.errors)) == (False, ["basis"])


@pytest.mark.parametrize(
    "basis",
    [
        "Điều 17 Nghị định 61/2018/NĐ-CP", "khoản 2 Điều 4, 03/2025/TT-VPCP", "QĐ 12/QĐ-UBND",
        "Luật Hộ tịch, Điều 63", "điều 5 thông tư của Bộ Tư pháp", "Bộ luật Dân sự Điều 148",
    ],
)  # fmt: skip
def test_an_act_is_named_by_number_or_by_name(basis: str) -> None:
    assert legal_basis(f" {basis} ") == basis


def test_form_03_carries_reason_and_basis(scenes: Scenes) -> None:
    dossier = scenes.bring("refused")
    paper = Paper.objects.get(case=dossier.pk)
    assert (paper.form, paper.facts["reason"], paper.facts["basis"]) == (
        "03",
        WHY,
        "Điều 15 Luật Hộ tịch",
    )
    assert (paper.facts["code"], paper.facts["reference"]) == ("", dossier.reference)


def test_nobody_has_it_any_more_and_it_never_had_a_clock(scenes: Scenes) -> None:
    dossier = scenes.act("refuse", scenes.bring("submitted"))
    assert (dossier.turn, dossier.ended_at, dossier.end_reason) == ("", LATER, WHY)
    assert (dossier.code, dossier.received_at, dossier.due_at) == (None, None, None)
    assert ClockInterval.objects.filter(case=dossier.pk).count() == 0


def test_a_reason_as_long_as_the_law_needs_goes_onto_the_paper_and_not_into_the_journal(
    scenes: Scenes,
) -> None:
    long = "Hồ sơ thiếu giấy tờ. " * 200
    dossier = scenes.act("refuse", scenes.bring("submitted"), reason=long)
    assert Paper.objects.get(case=dossier.pk).facts["reason"] == long.strip()
    assert last(dossier).facts == {}


def test_what_was_handed_in_goes_back(scenes: Scenes, ward: Ward) -> None:
    dossier = filing_actions.submit(
        filing(ward.agency, channel="counter", counts={"declaration": {"originals": 1}}),
        by=ward.clerk,
        at=MONDAY,
    )
    scenes.act("refuse", dossier)
    assert [item.returned_at for item in PaperItem.objects.filter(dossier=dossier)] == [LATER]
