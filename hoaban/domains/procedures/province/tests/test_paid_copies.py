"""What is paid for by the copy is made: a fee that counts copies names those of the result."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.enums import BY_ANSWER, FeeUnit
from hoaban.domains.procedures.catalogue.models import Fee
from hoaban.domains.procedures.province import content as province_content

Edit = Callable[[str, str], None]


def test_a_fee_by_the_copy_of_which_no_copy_is_made_is_refused(folder: Path, edit: Edit) -> None:
    edit("unit: page", "unit: copy")
    said = 'thu theo số bản ở "child.copies" mà kết quả (result.copies) không lập'
    assert [said in problem for problem in province_content.check(folder)] == [True]


def test_a_fee_by_the_copy_whose_copies_are_made_is_content(folder: Path, edit: Edit) -> None:
    edit("unit: page", "unit: copy")
    edit("kind: GXN", "kind: GXN, copies: {quantity: child.copies, kind: GXN}")
    assert province_content.check(folder) == []


@pytest.mark.parametrize("unit", ["copy", "page", "person", "paper"])
def test_a_fee_by_the_piece_says_which_answer_counts_the_pieces(
    folder: Path, edit: Edit, unit: str
) -> None:
    edit("unit: page\n        quantity: child.copies\n", f"unit: {unit}\n")
    [problem] = province_content.check(folder)
    assert "thì phải nêu câu trả lời nào đếm (quantity)" in problem
    assert problem.startswith("1.001193.yaml:27:")


@pytest.mark.parametrize("counts", ["quantity: child.copies", "tiers: [{from: 3, amount: 1}]"])
def test_a_fee_by_the_dossier_counts_no_answer(folder: Path, edit: Edit, counts: str) -> None:
    edit("unit: page\n        quantity: child.copies", counts)
    said = "thu theo hồ sơ thì không đếm theo câu trả lời"
    assert [said in problem for problem in province_content.check(folder)] == [True]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("child.copies", "child.name", '"child.name" không phải số hay bảng'),
        ("kind: number, min: 1", "kind: number, required: false", "có thể bỏ trống"),
    ],
)
def test_what_a_fee_is_counted_by_is_a_number_that_is_given(
    folder: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    edit(old, new)
    assert [said in problem for problem in province_content.check(folder)] == [True]


@pytest.mark.usefixtures("shipped_world", "db")
def test_what_ships_is_charged_by_what_is_counted() -> None:
    wrong = [
        (row.case.revision.procedure_id, row.code)
        for row in Fee.objects.select_related("case__revision")
        if (row.unit in BY_ANSWER) != bool(row.quantity)
    ]
    assert wrong == []


@pytest.mark.usefixtures("shipped_world", "db")
def test_certificates_of_one_request_are_each_an_original() -> None:
    found = catalogue.revision_at("2.000488", date(2020, 3, 30)).result_copies
    assert (found["quantity"], found["is_first"], found["are_originals"]) == (
        "request.copies",
        True,
        True,
    )
    charged = Fee.objects.filter(unit=FeeUnit.COPY).exclude(quantity="")
    rows = charged.select_related("case__revision")
    assert {
        row.case.revision.procedure_id
        for row in rows
        if row.case.revision.result_copies.get("quantity") != row.quantity
    } == set()


@pytest.mark.parametrize(
    "name",
    [
        '{vi: "Phí bản sao (nếu yêu cầu)", en: "Fee"}',
        '{vi: "Phí bản sao, khi yêu cầu", en: "Fee"}',
        '{vi: "Phí", en: "Fee for copies, if asked for"}',
    ],
)
def test_a_condition_is_no_part_of_the_name_of_a_fee(folder: Path, edit: Edit, name: str) -> None:
    edit('{vi: "Phí", en: "Fee"}', name)
    [problem] = province_content.check(folder)
    assert "tên khoản thu không kèm điều kiện" in problem


def test_a_condition_is_no_part_of_the_name_of_a_paper(folder: Path, edit: Edit) -> None:
    edit('code: form, name: {vi: "Tờ khai",', 'code: form, name: {vi: "Tờ khai (nếu có)",')
    [problem] = province_content.check(folder)
    assert "tên giấy tờ không kèm điều kiện" in problem


def test_a_condition_stands_beside_the_name_of_its_fee(folder: Path, edit: Edit) -> None:
    edit(
        '{vi: "Phí", en: "Fee"}',
        '{vi: "Phí", en: "Fee"}\n        condition: {vi: "nếu xin", en: "if asked"}',
    )
    assert province_content.check(folder) == []
