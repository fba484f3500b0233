from xml.etree import ElementTree as ET

from hoaban.ui import charts

MONTHS = ("1/2020", "2/2020", "3/2020")
RATE = charts.Series("Đúng hạn", (76.02, 79.33, None), ("/1/", "/2/"))
SAID = charts.Said(title="Đúng hạn", desc="Theo tháng")


def read(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314 - our own drawing


def test_a_bar_links_to_its_rows_and_says_its_figure() -> None:
    links = read(charts.bars(MONTHS, [RATE], unit="%", **SAID)).findall(".//a")
    assert [(a.get("href"), a.get("aria-label")) for a in links] == [
        ("/1/", "1/2020, Đúng hạn: 76,02 %"),
        ("/2/", "2/2020, Đúng hạn: 79,33 %"),
    ]


def test_a_bar_twice_as_high_is_drawn_twice_as_high() -> None:
    drawn = read(charts.bars(("a", "b"), [charts.Series("x", (50, 100))], **SAID))
    low, high = (float(r.get("height", "0")) for r in drawn.findall(".//rect"))
    assert high == 2 * low


def test_stacked_bars_stand_on_each_other() -> None:
    series = [charts.Series("x", (10,)), charts.Series("y", (30,))]
    bars = read(charts.bars(("a",), series, stacked=True, **SAID)).findall("./g/rect")
    (low, high) = ((float(r.get("y", 0)), float(r.get("height", 0))) for r in bars)
    assert round(high[0] + high[1], 1) == low[0]


def test_every_series_after_the_first_has_a_hatch_of_its_own() -> None:
    series = [charts.Series(name, (1, 2, 3)) for name in "abc"]
    drawn = read(charts.bars(MONTHS, series, **SAID))
    patterns = {p.get("id") for p in drawn.findall(".//pattern")}
    used = {str(r.get("fill"))[5:-1] for r in drawn.findall("./g/rect") if r.get("fill")}
    assert (len(patterns), used) == (2, patterns)


def test_a_missing_month_breaks_the_line() -> None:
    series = charts.Series("x", (1, None, 3))
    line = read(charts.lines(MONTHS, [series], **SAID)).find("./path[@class='l1']")
    assert line is not None
    assert str(line.get("d")).count("M") == 2


def test_nothing_to_draw_is_still_a_drawing() -> None:
    drawn = read(charts.bars((), [charts.Series("x", ())], **SAID))
    assert drawn.get("role") == "img"


def test_the_table_has_the_same_figures_and_links() -> None:
    table = read(charts.table(MONTHS, [RATE], caption="Đúng hạn", heading="Tháng"))
    cells = ["".join(cell.itertext()) for cell in table.findall(".//tbody//td")]
    assert (cells, len(table.findall(".//a"))) == (["76,02", "79,33", "—"], 2)


def test_labels_are_escaped() -> None:
    drawn = charts.rows([("<Điện Biên>", 3, "")], **SAID)
    assert "<Điện" not in drawn
