"""What is paid for by the copy is made: a fee that counts copies names those of the result."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.enums import FeeUnit
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
