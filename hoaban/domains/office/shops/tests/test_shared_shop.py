"""One shop for several agencies: where their dossiers are received and returned on a day."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.kept import folders
from hoaban.core.people import agencies
from hoaban.domains.office.shops import content, queries
from tests.world.province import Ward

CENTRE = "Trung tâm Phục vụ hành chính công tỉnh Điện Biên"
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
HEAD = "agency,at,address.vi,address.en,phone,email,synthetic,valid_from,valid_to,note\n"


def at(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+07:00")


@pytest.mark.parametrize(
    ("code", "on", "seat", "named", "shown"),
    [
        (
            *("so-tp", BEFORE, "so-tp", "Bộ phận Tiếp nhận và Trả kết quả"),
            "Bộ phận Một cửa, Sở Tư pháp tỉnh Điện Biên",
        ),
        ("so-tp", AFTER, "tt-pvhcc", CENTRE, CENTRE),
        ("so-nnmt", AFTER, "tt-pvhcc", CENTRE, CENTRE),
        (
            *("ubnd-03127-2025", AFTER, "ubnd-03127-2025", "Trung tâm Phục vụ hành chính công"),
            "Trung tâm Phục vụ hành chính công, Ủy ban nhân dân phường Điện Biên Phủ",
        ),
    ],
)
@pytest.mark.usefixtures("ward")
def test_departments_are_in_the_centre_from_its_day_and_communes_in_their_own(
    code: str, on: date, seat: str, named: str, shown: str
) -> None:
    agency = agencies.row(code, on)
    found = queries.seat_of(agency, on), queries.named(agency, on), queries.shown(agency, on)
    assert (found[0].code, *found[1:]) == (seat, named, shown)


def test_its_address_and_telephone_are_those_of_the_centre(ward: Ward) -> None:
    del ward
    shop = queries.shop(agencies.row("so-tc", AFTER), at("2025-07-01T09:00"))
    line = queries.line_of(agencies.row("so-tc", AFTER), AFTER)
    assert line
    assert (shop.agency, shop.name, shop.phone) == ("tt-pvhcc", CENTRE, line.phone)
    assert shop.address == f"Trụ sở {CENTRE}"
    assert shop.hours
    assert shop.is_synthetic


def test_the_directory_has_the_centre_once_with_those_it_serves(
    client: Client, ward: Ward, settings: Settings
) -> None:
    del ward
    settings.HOABAN_TODAY = "2025-07-02T08:30:00+07:00"
    page = client.get("/contact/", {"q": "so tu phap"}).content.decode()
    assert page.count(CENTRE) == 2  # its name and its seat
    assert "Nhận và trả hồ sơ cho: Sở Tư pháp" in page
    assert "1 nơi" in page
    whole = queries.shops(at("2025-07-02T08:30"))
    centre = [one for one in whole if one.agency == "tt-pvhcc"]
    assert [len(one.serves) for one in centre] == [13]
    assert not [one for one in whole if one.agency.startswith("so-")]


OWN = "so-nv,,Số 1,No. 1,1,,yes,2018-01-01,{},\n"
GUEST = "so-tp,so-nv,,,,,yes,2025-07-01,,\n"
NEXT = "so-nv,,Số 2,No. 2,1,,yes,2026-01-01,,\n"
UNKNOWN = ['shops.csv:2:7: không có dòng nào của "so-nv" cho những ngày ấy']


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([GUEST, OWN.format("")], []),
        ([GUEST, OWN.format("2026-01-01"), NEXT], []),
        ([GUEST], UNKNOWN),
        ([GUEST, OWN.format("2026-01-01")], UNKNOWN),
        ([GUEST, NEXT], UNKNOWN),
        (
            [GUEST, "so-nv,so-tc,,,,,yes,2018-01-01,,\n", OWN.replace("nv", "tc").format("")],
            UNKNOWN,
        ),
        (
            [GUEST.replace("nv,,,", "nv,Số 3,No. 3,"), OWN.format("")],
            ["shops.csv:2:7: nơi nhận chung có địa chỉ, điện thoại ở dòng của chính nó"],
        ),
        (["so-tp,,,,1,,yes,2025-07-01,,\n"], ['shops.csv:2:8: thiếu khóa "vi"']),
    ],
)
def test_what_is_wrong_with_a_shared_shop_is_told_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], said: list[str]
) -> None:
    known = (folders.province() / "agencies.csv").read_text(encoding="utf-8")
    (tmp_path / "agencies.csv").write_text(known, encoding="utf-8")
    (tmp_path / "shops.csv").write_text("".join([HEAD, *lines]), encoding="utf-8")
    monkeypatch.setattr(folders, "province", lambda: tmp_path)
    assert [str(one) for one in content.check()] == said
