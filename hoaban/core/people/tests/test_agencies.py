from datetime import date

import pytest
from django.db.models import Q

from hoaban.core.people import agencies, areas, names
from hoaban.core.people.models import Agency, AgencyChange, Post
from tests.world import loading

IN_2019, IN_2020, IN_2026 = date(2019, 12, 31), date(2020, 3, 30), date(2026, 1, 5)
pytestmark = pytest.mark.usefixtures("province")


def counted(on: date) -> dict[str, int]:
    tree = agencies.at(on)
    return {level: len(tree.taking_part(level)) for level in ("province", "district", "commune")}


def test_those_who_take_part_are_18_departments_10_districts_and_129_communes() -> None:
    assert counted(IN_2020) == {"province": 18, "district": 10, "commune": 129}


def test_a_commune_more_took_part_before_2020() -> None:
    assert counted(IN_2019) == {"province": 18, "district": 10, "commune": 130}


def test_after_the_merger_45_communes_take_part_and_no_district() -> None:
    assert (counted(IN_2026)["district"], counted(IN_2026)["commune"]) == (0, 45)


def test_the_office_of_the_committee_takes_no_part() -> None:
    assert not agencies.row("vp-ubnd", IN_2020).takes_part


def test_the_tree_hangs_communes_under_their_district_of_the_day() -> None:
    below = {row.code for row in agencies.at(IN_2019).children("ubnd-100")}
    later = {row.code for row in agencies.at(IN_2020).children("ubnd-100")}
    assert below - later == {"ubnd-03316", "ubnd-03317", "ubnd-03325", "ubnd-03326"}


def test_an_agency_of_another_day_is_refused_with_its_day() -> None:
    with pytest.raises(agencies.NoAgencyThatDay, match=r"02/01/2026.*“ubnd-03124”"):
        agencies.row("ubnd-03124", date(2026, 1, 2))


@pytest.mark.parametrize(
    ("code", "on", "successor"),
    [
        ("ubnd-03124", IN_2020, "ubnd-03124"),
        ("ubnd-03124", IN_2026, "ubnd-03334-2025"),
        ("ubnd-03144", IN_2020, "ubnd-03145"),
        ("ubnd-03144", IN_2026, "ubnd-03127-2025"),
        ("ubnd-094", IN_2026, "ubnd-tinh"),
        ("so-tp", IN_2026, "so-tp"),
    ],
)
def test_someone_answers_for_an_agency_that_ended(code: str, on: date, successor: str) -> None:
    assert agencies.successor(code, on).code == successor


def test_every_agency_of_2020_has_someone_who_answers_for_it_today() -> None:
    later = agencies.at(IN_2026)
    assert {agencies.successor(code, IN_2026).code for code in agencies.at(IN_2020)} <= set(later)


def test_the_129_communes_became_45() -> None:
    became = {
        agencies.successor(row, IN_2026).code for row in agencies.at(IN_2020).taking_part("commune")
    }
    assert len(became) == 45


def test_what_is_not_in_a_text_is_marked_illustrative() -> None:
    marked = AgencyChange.objects.filter(is_illustrative=True)
    assert set(marked.values_list("new_code", flat=True)) == {
        *("so-tc", "so-nnmt", "so-xd", "so-khcn", "so-nv", "so-dttg"),
        *("so-vhttdl", "so-yt", "ubnd-tinh"),
    }
    assert not marked.filter(note="").exists()


def test_no_official_code_was_invented() -> None:
    known = Agency.objects.exclude(official_code="").values_list("code", "official_code")
    assert set(known) == {("ubnd-tinh", "000.00.00.H18"), ("ttxvn", "G30")}


def test_a_key_to_a_row_of_2020_survives_the_merger_and_the_successor_sees_it(
    cast: None,
) -> None:
    old = agencies.row("ubnd-03124", IN_2020)
    elsewhere = Post.objects.get(person__username="motcua.himlam")
    post = Post.objects.create(
        public_id="like-a-dossier",
        person=elsewhere.person,
        agency=old,
        role="clerk",
        title="Hồ sơ",
        valid_from=IN_2020,
    )
    loading.load_people()
    post.refresh_from_db()
    heir = agencies.successor(old, IN_2026)
    visible = Q(agency_id__in=agencies.reach(heir.code, IN_2026))
    assert post.agency_id == old.pk
    assert Post.objects.filter(visible, pk=post.pk).exists()
    assert elsewhere not in Post.objects.filter(visible)


def test_before_the_merger_nobody_reaches_the_neighbours_rows() -> None:
    own = agencies.row("ubnd-03127", IN_2020).pk
    assert agencies.reach("ubnd-03127", IN_2020) == {own}


def test_the_reach_holds_earlier_versions_and_those_merged_in() -> None:
    codes = set(
        Agency.objects.filter(pk__in=agencies.reach("ubnd-03145", IN_2020)).values_list(
            "code", flat=True
        )
    )
    assert codes == {"ubnd-03144", "ubnd-03145"}
    assert len(agencies.reach("ubnd-03316", IN_2020)) == 2


@pytest.mark.parametrize(
    ("code", "on"), [("ubnd-tinh", IN_2020), ("ubnd-03145", IN_2019), ("ubnd-03316", IN_2019)]
)
def test_nobody_reaches_what_is_merged_in_or_begins_only_later(code: str, on: date) -> None:
    assert agencies.reach(code, on) == {agencies.row(code, on).pk}


def test_communes_of_the_day_are_130_then_129_then_45() -> None:
    assert [len(areas.communes(on)) for on in (IN_2019, IN_2020, IN_2026)] == [130, 129, 45]


def test_communes_stand_in_vietnamese_order() -> None:
    listed = [area.short_name for area in areas.communes(IN_2020)]
    assert listed.index("Ẳng Cang") < listed.index("Búng Lao") < listed.index("Chà Cang")
    assert listed == sorted(listed, key=names.order)


def test_a_reused_code_means_the_unit_of_its_day() -> None:
    names = [areas.row("03127", on).name for on in (IN_2020, IN_2026)]
    assert names == ["Phường Him Lam", "Phường Điện Biên Phủ"]


def test_an_area_follows_its_mergers_in_order() -> None:
    assert areas.successor("03144", IN_2020).name == "Xã Thanh Minh"
    assert areas.successor("03144", IN_2026).name == "Phường Điện Biên Phủ"


def test_a_row_of_2025_has_no_part_in_older_mergers_of_its_code() -> None:
    row = areas.row("03334", IN_2026)
    assert areas.successor(row, IN_2026) == row


def test_an_address_is_written_by_the_units_of_the_day() -> None:
    written = [
        [area.name for area in areas.path(areas.row("03127", on), on)] for on in (IN_2020, IN_2026)
    ]
    assert written == [
        ["Phường Him Lam", "Thành phố Điện Biên Phủ", "Tỉnh Điện Biên"],
        ["Phường Điện Biên Phủ", "Tỉnh Điện Biên"],
    ]


def test_a_name_is_found_in_the_spelling_of_the_resolution() -> None:
    assert agencies.row("ubnd-03177", IN_2020).aliases == ["UBND xã Huổi Lếch"]
    assert "huoi lech" in agencies.row("ubnd-03177", IN_2020).search_text
