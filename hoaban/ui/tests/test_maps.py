import re
from datetime import date

import pytest

from hoaban.core.kept import folders
from hoaban.ui import charts, maps

SAID = charts.Said(title="Hồ sơ", desc="Theo huyện")
LAYERS = {"communes-2020": 129, "communes-2025": 45, "districts-2020": 10, "province": 1}


def test_every_layer_has_its_areas() -> None:
    assert {name: len(maps.outlines(name).areas) for name in maps.names()} == LAYERS


def test_outlines_are_light() -> None:
    sizes = [(folders.province() / "maps" / f"{name}.json").stat().st_size for name in LAYERS]
    assert max(sizes) < 60_000


def test_the_communes_of_the_day_are_drawn() -> None:
    days = (date(2019, 1, 1), date(2025, 6, 30), date(2025, 7, 1))
    assert [maps.layer_for(day) for day in days] == [
        "communes-2020",
        "communes-2020",
        "communes-2025",
    ]


@pytest.mark.parametrize(
    ("value", "level"), [(None, 0), (0, 1), (79.9, 1), (80, 2), (94, 3), (95, 4), (100, 4)]
)
def test_a_bound_opens_the_next_class(value: float | None, level: int) -> None:
    assert maps.colour(value, (80, 90, 95)) == level


def test_an_area_without_a_figure_is_hatched_and_says_so() -> None:
    drawn = maps.choropleth({"094": 85.0}, layer="districts-2020", classes=(80, 90), **SAID)
    assert (drawn.count('class="none"'), drawn.count("không có số liệu")) == (9, 9)


def test_an_area_links_to_its_rows() -> None:
    drawn = maps.choropleth(
        {"094": 85.0},
        layer="districts-2020",
        classes=(80,),
        links={"094": "/rows/?a=1&b=2"},
        unit="%",
        **SAID,
    )
    assert 'href="/rows/?a=1&amp;b=2" aria-label="Thành phố Điện Biên Phủ: 85 %"' in drawn


def test_no_drawing_needs_an_inline_style() -> None:
    drawn = maps.choropleth({}, layer="communes-2020", classes=(1,), edges="province", **SAID)
    assert re.search(r"\sstyle=", drawn) is None


def test_the_legend_says_what_each_colour_means() -> None:
    words = re.findall(r"</svg>([^<]+)</li>", maps.legend((80, 90), "%"))
    assert words == ["không có số liệu", "dưới 80 %", "từ 80 đến dưới 90 %", "từ 90 % trở lên"]


def test_a_layer_nobody_drew_is_refused() -> None:
    with pytest.raises(maps.UnknownLayer):
        maps.outlines("../areas")
