"""An identity card at the counter by camera and by picture, in a browser that has a camera.

The camera is a film that this test draws: first a card out of focus, then one that can be read.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, StorageState

from hoaban.core.files.tests import codes
from tests.journeys.conftest import CHROMIUM, PATIENCE, House

pytestmark = pytest.mark.journey
HOME = "Tổ 4, Him Lam, Điện Biên Phủ, Điện Biên"
LINE = f"011190000140|050123456|Lò Thị Máy|12051990|Nữ|{HOME}|25042019"
INTAKE = "/desk/intake/2.000815/"
SIZE = (640, 480)
NAMES = ("full_name", "identity_number", "address", "requester-person__birth_date")
SAID = ["Lò Thị Máy", "011190000140", "Tổ 4", "12/05/1990"]


def film(to: Path) -> Path:
    """A second of a card that nobody can read, then one of it held still, slightly turned."""
    blurred = codes.scene([LINE], side=300, blurred=9, size=SIZE)
    sharp = codes.scene([LINE], side=360, turned=12, blurred=1, size=SIZE)
    grey = bytes([128]) * (SIZE[0] * SIZE[1] // 2)
    with to.open("wb") as file:
        file.write(b"YUV4MPEG2 W%d H%d F5:1 Ip A1:1 C420jpeg\n" % SIZE)
        for picture in (blurred, sharp):
            file.writelines([b"FRAME\n" + picture.tobytes() + grey] * 5)
    return to


@pytest.fixture(scope="module")
def camera(
    browser: Browser,
    house: House,
    signed_in: Callable[[str], StorageState | None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[], Page]]:
    """Opens pages of the clerk in a browser of its own, before whose camera the film runs."""
    seen = film(tmp_path_factory.mktemp("film") / "card.y4m")
    flags = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream"]
    flags += ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={seen}"]
    filming = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    state = signed_in("motcua.himlam")

    def page() -> Page:
        context = filming.new_context(base_url=house.url, locale="vi-VN", storage_state=state)
        opened = context.new_page()
        opened.set_default_timeout(PATIENCE)
        opened.goto(INTAKE)
        return opened

    yield page
    filming.close()


def said(page: Page) -> list[str]:
    return [page.input_value(f"[name={name}]") for name in NAMES]


def test_the_camera_fills_the_fields_and_what_was_typed_stays(
    camera: Callable[[], Page], judged: Callable[[Page], None]
) -> None:
    page = camera()
    page.fill("[name=phone]", "0912000140")
    page.keyboard.press("F4")
    page.locator("[data-told] video").wait_for()
    judged(page)
    page.locator("[data-told] .notice", has_text="Đã điền từ căn cước: Lò Thị Máy").wait_for()
    assert (said(page), page.input_value("[name=phone]")) == (SAID, "0912000140")
    assert page.locator("video").count() == 0
    assert page.evaluate("document.activeElement.name") == "request-paper"


def test_the_camera_goes_off_when_asked(camera: Callable[[], Page]) -> None:
    page = camera()
    button = page.get_by_role("button", name="Quét căn cước bằng máy ảnh")
    button.click()
    page.locator("[data-told] video").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-told] video").wait_for(state="detached")
    assert button.is_visible()


def photograph(to: Path) -> Path:
    """Of 12 million pixels, as a telephone takes it."""
    to.write_bytes(codes.photograph([LINE], side=330, turned=25, blurred=1, size=(4000, 3000)))
    return to


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_photograph_fills_the_fields_and_what_was_typed_stays(
    visit: Callable[..., Page], judged: Callable[[Page], None], tmp_path: Path, *, script: bool
) -> None:
    page = visit("motcua.himlam", script=script, phone=True)
    page.goto(INTAKE)
    if script:
        judged(page)
    page.fill("[name=phone]", "0912000140")
    page.set_input_files("[name=card-picture]", photograph(tmp_path / "card.jpg"))
    if not script:
        page.click("[name=add_row][value=card]")
    page.locator("[data-told] .notice", has_text="Đã điền từ căn cước: Lò Thị Máy").wait_for()
    assert (said(page), page.input_value("[name=phone]")) == (SAID, "0912000140")


def test_a_card_fills_whom_the_clerk_wrote_of_when_the_picture_was_chosen(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/intake/1.001193/")
    page.check("[name=father-known][value=yes]")
    page.focus("[name=father-person__full_name]")
    page.set_input_files("[name=card-picture]", photograph(tmp_path / "card.jpg"))
    page.locator("[data-told] .notice", has_text="Lò Thị Máy").wait_for()
    names = ("father-person__full_name", "father-person__id_number", "full_name")
    assert [page.input_value(f"[name={name}]") for name in names] == [*SAID[:2], ""]


def test_a_picture_without_a_code_is_told_and_the_fields_stay(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit("motcua.himlam")
    page.goto(INTAKE)
    page.fill("[name=full_name]", "Lo Van Binh")
    drawn = BytesIO()
    Image.effect_noise((800, 600), 60).save(drawn, "JPEG")
    (tmp_path / "empty.jpg").write_bytes(drawn.getvalue())
    page.set_input_files("[name=card-picture]", tmp_path / "empty.jpg")
    page.locator("[data-told] .notice", has_text="Không thấy mã vuông nào trong ảnh").wait_for()
    assert page.input_value("[name=full_name]") == "Lo Van Binh"
