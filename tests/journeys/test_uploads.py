"""Papers go up over a thin line: made smaller, in pieces, on after a break; without script too."""

import base64
import struct
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, Route

from tests.journeys.conftest import choose

pytestmark = pytest.mark.journey
Judge = Callable[[Page], None]
UPRIGHT_AFTER_A_TURN = 6  # the orientation of Exif that a telephone held upright writes
DRAW = """([wide, high]) => {
  const canvas = document.createElement("canvas");
  canvas.width = wide; canvas.height = high;
  const pen = canvas.getContext("2d");
  const noise = pen.createImageData(wide, high);
  for (let i = 0, n = 7; i < noise.data.length; i += 4) {
    n = (n * 1103515245 + 12345) & 0x7fffffff;
    noise.data.set([n >> 16 & 255, n >> 8 & 255, i & 255, 255], i);
  }
  pen.putImageData(noise, 0, 0);
  return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}"""
SIZE_OF = """async (address) => {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  return [picture.width, picture.height];
}"""


def photograph(page: Page, wide: int, high: int, *, turned: bool = False) -> bytes:
    """A noisy JPEG, as hard to pack as any; `turned` as a telephone held upright takes it."""
    data = base64.b64decode(page.evaluate(DRAW, [wide, high]))
    if not turned:
        return data
    tag = struct.pack(">HHIHH", 0x0112, 3, 1, UPRIGHT_AFTER_A_TURN, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + tag + struct.pack(">I", 0)
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


def file_of(name: str, data: bytes, kind: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": data}


def papers_page(page: Page) -> None:
    """The page of papers of a new draft."""
    page.goto("/apply/2.000635/")
    choose(page, "Cơ quan giải quyết", "phuong him lam")
    page.click("main form button[type=submit]")
    page.goto(page.url.replace("/who/", "/papers/"))


def press(page: Page) -> None:
    """Let the page take in what came."""
    with page.expect_navigation():
        page.get_by_role("button", name="Chỉ tải lên").click()


def kept(page: Page) -> list[str]:
    """What the page says has been stored."""
    return page.locator("main ul.files > li > a").all_inner_texts()


def test_a_photograph_arrives_small_and_upright(visit: Callable[..., Page], judged: Judge) -> None:
    page = visit("0900000001", phone=True)
    papers_page(page)
    data = photograph(page, 2600, 1600, turned=True)
    page.locator("main [type=file]").first.set_input_files([file_of("chup.jpg", data)])
    page.get_by_text("Đã đến nơi (").wait_for()
    judged(page)
    press(page)
    assert kept(page) == ["chup.jpg"]
    address = page.locator("main ul.files > li > a").get_attribute("href")
    assert page.evaluate(SIZE_OF, address) == [1500, 2438]


def test_a_long_picture_stays_readable(visit: Callable[..., Page]) -> None:
    """A picture of a screen that was scrolled: 600 px wide, ten times as long."""
    page = visit("0900000001", phone=True)
    papers_page(page)
    data = photograph(page, 600, 6000)
    page.locator("main [type=file]").first.set_input_files([file_of("dai.jpg", data)])
    page.get_by_text("Đã đến nơi (").wait_for()
    press(page)
    address = page.locator("main ul.files > li > a").get_attribute("href")
    assert page.evaluate(SIZE_OF, address) == [600, 6000]


def test_an_empty_file_is_said_to_be_empty(visit: Callable[..., Page]) -> None:
    page = visit("0900000001", phone=True)
    papers_page(page)
    page.locator("main [type=file]").first.set_input_files([file_of("rong.jpg", b"")])
    page.get_by_text("Tệp này không có nội dung").wait_for()
    assert page.get_by_text("Đã đến nơi (").count() == 0
    page.get_by_role("button", name="Chỉ tải lên").click()
    page.get_by_text("rong.jpg: Tệp gửi lên không có nội dung").first.wait_for()
    assert kept(page) == []


def test_a_broken_line_holds_up_and_loses_nothing(visit: Callable[..., Page]) -> None:
    """Every third piece is lost, one after it had arrived; the button waits for the file."""
    page = visit("0900000001", phone=True)
    papers_page(page)
    asked: list[str] = []

    def thin(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) % 6 == 3:
            route.abort("internetdisconnected")
        elif len(asked) % 6 == 0:
            route.fetch()  # it arrives, and the answer is lost
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/**", thin)
    data = photograph(page, 1900, 1900)  # no longer than what goes up as it is
    page.locator("main [type=file]").first.set_input_files([file_of("trang 1.jpg", data)])
    press(page)
    assert kept(page) == ["trang 1.jpg"]
    address = page.locator("main ul.files > li > a").get_attribute("href")
    assert page.request.get(str(address)).body() == data
    assert len(asked) > 6


def test_the_same_file_chosen_again_goes_on_where_it_stopped(visit: Callable[..., Page]) -> None:
    page = visit("0900000001", phone=True)
    papers_page(page)
    asked: list[str] = []

    def ends(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 2:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/uploads/**", ends)
    data = photograph(page, 1800, 1800)
    page.locator("main [type=file]").first.set_input_files([file_of("a.jpg", data)])
    page.get_by_text("Mất mạng; có mạng lại").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/uploads/**")
    came: list[str] = []
    page.on("request", lambda one: came.append(one.url) if one.method == "POST" else None)
    page.locator("main [type=file]").first.set_input_files([file_of("a.jpg", data)])
    page.get_by_text("Đã đến nơi (").wait_for()
    assert came[0] == asked[2]  # the piece that was lost
    assert "?at=0&" not in came[0]


def test_what_the_pieces_do_not_take_goes_with_the_form(visit: Callable[..., Page]) -> None:
    page = visit("0900000001", phone=True)
    papers_page(page)
    page.route("**/uploads/**", lambda route: route.fulfill(status=403, body="{}"))
    data = photograph(page, 400, 300)
    page.locator("main [type=file]").first.set_input_files([file_of("b.jpg", data)])
    page.get_by_text("Sẽ gửi khi bạn bấm nút").wait_for()
    press(page)
    assert kept(page) == ["b.jpg"]


def test_without_script_the_form_brings_the_file(visit: Callable[..., Page]) -> None:
    page = visit("0900000001", phone=True)
    papers_page(page)
    data = photograph(page, 400, 300)
    plain = visit("0900000001", phone=True, script=False)
    plain.goto(page.url)
    plain.locator("main [type=file]").first.set_input_files([file_of("c.jpg", data)])
    press(plain)
    assert kept(plain) == ["c.jpg"]


def test_a_file_is_taken_away_on_its_way(visit: Callable[..., Page]) -> None:
    page = visit("0900000001")
    papers_page(page)
    page.route("**/uploads/**", lambda route: route.abort("internetdisconnected"))
    data = photograph(page, 300, 300)
    page.locator("main [type=file]").first.set_input_files([file_of("d.jpg", data)])
    page.get_by_text("Mất mạng; có mạng lại").wait_for()
    page.get_by_role("button", name="Bỏ d.jpg").click()
    press(page)
    assert kept(page) == []
