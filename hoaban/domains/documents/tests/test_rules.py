"""The law of outgoing documents, without a database."""

from dataclasses import replace

import pytest

from hoaban.core.people.roles import Standing
from hoaban.core.refusals import why_not
from hoaban.domains.documents import rules
from hoaban.domains.documents.enums import State

DRAFT = rules.Paper(
    state=State.DRAFT,
    agency="Ủy ban nhân dân xã Thanh Minh",
    subject="Xác nhận tình trạng hôn nhân",
    symbol="",
    has_content=True,
    is_withdrawn=False,
    in_reach=True,
    role="leader",
    is_system=False,
    has_authority=True,
    is_by_order=False,
)
ISSUED = replace(DRAFT, state=State.ISSUED, symbol="05/GXN-UBND")


def test_a_leader_of_the_agency_issues_a_whole_draft() -> None:
    assert why_not(rules.check_issue, DRAFT) is None


@pytest.mark.parametrize("role", ["specialist", "clerk", "it_officer", "administrator", ""])
def test_nobody_but_a_leader_signs(role: str) -> None:
    words = (
        "Chỉ người đứng đầu, cấp phó của Ủy ban nhân dân xã Thanh Minh hoặc người được ủy quyền "
        "bằng văn bản được ký ban hành hoặc thu hồi văn bản này."
    )
    with pytest.raises(rules.NotTheSigner) as refusal:
        rules.check_issue(replace(DRAFT, role=role))
    assert str(refusal.value) == words


def test_a_leader_of_another_agency_does_not_sign() -> None:
    with pytest.raises(rules.NotTheSigner):
        rules.check_issue(replace(DRAFT, in_reach=False))


def test_nothing_is_signed_twice() -> None:
    with pytest.raises(rules.DocumentIssued, match="05/GXN-UBND"):
        rules.check_issue(ISSUED)


@pytest.mark.parametrize(
    ("draft", "what"),
    [
        (replace(DRAFT, subject="  "), "trích yếu nội dung"),
        (replace(DRAFT, has_content=False), "nội dung"),
    ],
)
def test_what_is_missing_is_named(draft: rules.Paper, what: str) -> None:
    with pytest.raises(rules.DocumentEmpty) as refusal:
        rules.check_issue(draft)
    assert str(refusal.value) == f"Dự thảo chưa có {what}: hãy bổ sung trước khi trình ký."


def test_only_the_agencys_staff_drafts_and_the_system_for_other_rooms() -> None:
    assert why_not(rules.check_draft, replace(DRAFT, role="", is_system=True)) is None
    with pytest.raises(rules.NotADrafter):
        rules.check_draft(replace(DRAFT, role="auditor"))
    with pytest.raises(rules.NotADrafter):
        rules.check_draft(replace(DRAFT, in_reach=False, role="specialist"))


def test_an_issued_document_is_not_rewritten() -> None:
    with pytest.raises(rules.DocumentIssued):
        rules.check_revision(replace(ISSUED, role="specialist"))


def test_a_draft_is_neither_sealed_nor_released_nor_withdrawn() -> None:
    for rule in (rules.check_seal, rules.check_release, rules.check_withdrawal):
        with pytest.raises(rules.NotYetIssued, match="Xác nhận tình trạng hôn nhân"):
            rule(DRAFT)


def test_a_document_is_withdrawn_once_and_not_released_after() -> None:
    assert why_not(rules.check_withdrawal, ISSUED) is None
    for rule in (rules.check_withdrawal, rules.check_release):
        with pytest.raises(rules.DocumentWithdrawn):
            rule(replace(ISSUED, is_withdrawn=True))


def test_another_agency_may_hand_a_document_over() -> None:
    assert why_not(rules.check_release, replace(ISSUED, in_reach=False, role="clerk")) is None
    with pytest.raises(rules.NotADrafter):
        rules.check_release(replace(ISSUED, role="auditor"))


def test_the_system_hands_over_what_another_room_issued_and_a_stranger_nothing() -> None:
    system = replace(ISSUED, in_reach=False, role="", is_system=True)
    assert why_not(rules.check_release, system) is None
    with pytest.raises(rules.NotADrafter):
        rules.check_release(replace(system, is_system=False))


def test_numbers_under_ten_carry_a_zero() -> None:
    assert rules.symbol(5, "GXN", "UBND") == "05/GXN-UBND"
    form = "{number:02}/{agency}-XNTTHN"
    assert rules.symbol(5, "XNTTHN", "UBND", form=form) == "05/UBND-XNTTHN"
    assert rules.symbol(125, "GKS", "UBND", form="{number:02}/{year}", year=2020) == "125/2020"
    assert rules.symbol(120, "", "STP") == "120/STP"


HEAD = rules.Signer("Giám đốc", Standing.HEAD)
DEPUTY = rules.Signer("Phó Giám đốc", Standing.DEPUTY)
UNIT = rules.Signer("Trưởng phòng Hành chính", Standing.UNIT_HEAD)


VICE = rules.Signer("Phó Giám đốc", Standing.DEPUTY)
CHAIRMAN = rules.Signer("Chủ tịch", Standing.HEAD)
VICE_CHAIRMAN = rules.Signer("Phó  Chủ tịch thường trực", Standing.DEPUTY)
OFFICE = rules.Signer("Trưởng phòng", Standing.UNIT_HEAD)
OF_ALL = "Ủy ban nhân dân"
TOGETHER = "TM. ỦY BAN NHÂN DÂN"


@pytest.mark.parametrize(
    ("signer", "absent", "committee", "lines"),
    [
        (HEAD, None, "", ["GIÁM ĐỐC"]),
        (DEPUTY, None, "", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (DEPUTY, HEAD, "", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (DEPUTY, VICE, "", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (UNIT, HEAD, "", ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG HÀNH CHÍNH"]),
        (UNIT, DEPUTY, "", ["TRƯỞNG PHÒNG HÀNH CHÍNH"]),  # a deputy gives nothing on
        (UNIT, None, "", ["TRƯỞNG PHÒNG HÀNH CHÍNH"]),
        (HEAD, DEPUTY, "", ["GIÁM ĐỐC"]),
        (CHAIRMAN, None, "", ["CHỦ TỊCH"]),
        (CHAIRMAN, None, OF_ALL, [TOGETHER, "CHỦ TỊCH"]),
        (CHAIRMAN, VICE_CHAIRMAN, OF_ALL, [TOGETHER, "CHỦ TỊCH"]),
        (VICE_CHAIRMAN, None, "", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"]),
        (VICE_CHAIRMAN, None, OF_ALL, [TOGETHER, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"]),
        (VICE_CHAIRMAN, CHAIRMAN, OF_ALL, [TOGETHER, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"]),
        (OFFICE, CHAIRMAN, OF_ALL, ["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG"]),
    ],
)
def test_the_lines_above_a_signature_are_those_of_the_decree(
    signer: rules.Signer, absent: rules.Signer | None, committee: str, lines: list[str]
) -> None:
    assert rules.authority(signer, absent=absent, committee=committee) == lines


def test_by_the_heads_order_the_head_of_a_unit_signs_tl_and_never_for_all_of_a_committee() -> None:
    assert rules.authority(UNIT, absent=HEAD, by_order=True) == [
        "TL. GIÁM ĐỐC",
        "TRƯỞNG PHÒNG HÀNH CHÍNH",
    ]
    of_all = rules.authority(OFFICE, absent=CHAIRMAN, committee=OF_ALL, by_order=True)
    assert of_all == ["TL. CHỦ TỊCH", "TRƯỞNG PHÒNG"]


@pytest.mark.parametrize(
    "title", ["Phó Giám đốc phụ trách", "Phó Giám đốc, phụ trách Sở", "PHÓ GIÁM ĐỐC (thường trực)"]
)
def test_what_a_deputy_adds_to_the_title_is_not_the_heads(title: str) -> None:
    signer = rules.Signer(title, Standing.DEPUTY)
    assert rules.authority(signer) == ["KT. GIÁM ĐỐC", title.upper()]


def test_the_standings_are_those_of_posts() -> None:
    known = (Standing.HEAD, Standing.DEPUTY, Standing.UNIT_HEAD)
    assert known == (rules.HEAD, rules.DEPUTY, rules.UNIT_HEAD)


def test_who_leads_a_unit_signs_for_no_agency() -> None:
    with pytest.raises(rules.NotTheSigner):
        rules.check_issue(replace(DRAFT, has_authority=False))


@pytest.mark.parametrize(
    ("name", "masked"),
    [("Lò Thị Hoa Ban", "L. T. H. Ban"), ("Sùng", "S…"), ("  Vàng  A Sử ", "V. A. Sử"), ("", "…")],
)
def test_a_name_is_told_as_far_as_a_print_can_be_compared_with_it(name: str, masked: str) -> None:
    assert rules.masked_name(name) == masked
