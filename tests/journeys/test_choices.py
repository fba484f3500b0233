"""Long lists by typing: what fits is taken and seen, what does not fit is never another choice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.journey
NONE = "Hãy chọn một dòng trong danh sách"


def agencies(page: Page) -> Locator:
    """The list of agencies of a new filing, with the citizen's own commune chosen."""
    page.goto("/apply/2.000635/")
    field = page.get_by_role("combobox", name="Cơ quan giải quyết")
    expect(field).not_to_have_value("")
    return field


def chosen(page: Page) -> str:
    """What the form would send, by its name."""
    return str(
        page.evaluate("(document.querySelector('[name=agency]').selectedOptions[0] || {}).text")
    )


def test_enter_takes_the_one_line_that_fits_and_shows_it_first(visit: Callable[..., Page]) -> None:
    page = visit("0900000001")
    field = agencies(page)
    began = page.url
    field.fill("phuong muong thanh")
    assert page.locator(".offered li:visible").count() == 1
    field.press("Enter")
    taken = field.input_value()
    assert (page.url, taken, chosen(page)) == (began, "Ủy ban nhân dân phường Mường Thanh", taken)
    field.press("Enter")
    page.wait_for_url("**/who/")
    page.goto(page.url.replace("/who/", "/where/"))
    assert page.get_by_role("combobox", name="Cơ quan giải quyết").input_value() == taken


@pytest.mark.parametrize("typed", ["Phường Bến Nghé", "phuong"])
def test_what_fits_none_or_many_is_refused_and_stays_to_be_put_right(
    visit: Callable[..., Page], judged: Callable[[Page], None], typed: str
) -> None:
    page = visit("0900000001", phone=True)
    field = agencies(page)
    began = page.url
    for key in ("Enter", "Escape"):  # Escape closes the list, so that the button can be clicked
        field.fill(typed)
        assert page.get_by_text(NONE).count() == 0
        field.press(key)
        if key == "Escape":
            page.click("main form button[type=submit]")
        page.get_by_text(NONE).wait_for()
        assert (page.url, field.input_value()) == (began, typed)
        assert page.evaluate("document.querySelector('[name=agency]').value") == ""
    judged(page)
    field.fill("him lam")
    field.press("Escape")
    page.click("main form button[type=submit]")  # the field is left: the one line is taken
    page.wait_for_url("**/who/")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("P. Him Lam", "Him Lam"),
        ("P.Him Lam", "Him Lam"),
        ("himlam", "Him Lam"),
        ("UBND phường Thanh Bình", "Thanh Bình"),
        ("Ủy ban nhân dân phường Thanh Bình", "Thanh Bình"),
        ("Phường Him Lam, TP Điện Biên Phủ", "Him Lam"),
        ("P. Him Lam, TP. Dien Bien Phu, tinh Dien Bien", "Him Lam"),
        ("Mường Báng, Tủa Chùa, Điện Biên, Việt Nam", "Mường Báng"),
        ("xã Mường Báng huyện Tủa Chùa tỉnh Điện Biên", "Mường Báng"),
    ],
)
def test_a_place_is_found_as_people_write_it(
    look: Callable[..., Page], typed: str, name: str
) -> None:
    page = look("0900000001")
    field = agencies(page)
    field.fill(typed)
    offered = page.locator(".offered li:visible")
    assert offered.count() == 1, offered.all_inner_texts()
    assert name in offered.inner_text()


def test_a_town_is_found_by_its_short_kind(look: Callable[..., Page]) -> None:
    page = look("0900000001")
    agencies(page).fill("TP Dien Bien Phu")
    offered = page.locator(".offered li:visible").all_inner_texts()
    assert len(offered) > 1
    assert all("Điện Biên Phủ" in line for line in offered)


OUTSIDE = "Ngoài tỉnh"


def own_address(page: Page) -> Locator:
    """The list of communes where somebody says who they are, for a declaration for another."""
    page.goto("/my/known/new/")
    return page.get_by_role("combobox", name="Đơn vị cấp xã")


def test_an_address_outside_the_province_is_offered_always_and_last(
    visit: Callable[..., Page], judged: Callable[[Page], None]
) -> None:
    page = visit("0900000001", phone=True)
    field = own_address(page)
    offered = page.locator(".offered li:visible")
    field.click()
    shown = [offered.all_inner_texts()]
    for typed in ("phuong", "Quận 1"):
        field.fill(typed)
        shown.append(offered.all_inner_texts())
    field.press("Enter")
    kept = page.locator("[name=residence__commune]").input_value()
    judged(page)
    assert [len(lines) for lines in shown] == [1, 8, 1]
    assert all(lines[-1].startswith(OUTSIDE) for lines in shown)
    assert (kept, field.input_value()) == ("", "Quận 1")  # nobody is put there by accident
    field.press("ArrowDown")
    field.press("Enter")
    assert page.locator("[name=residence__commune]").input_value() == "outside"


def test_whoever_lives_elsewhere_says_so_where_the_owner_is_asked(
    visit: Callable[..., Page],
) -> None:
    page = visit("0900000001")
    agencies(page)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/who/")
    page.goto(page.url.replace("/who/", "/owner/"))
    field = page.locator("#id_area_code[role=combobox]")
    field.fill("Hà Nội")
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value().startswith(OUTSIDE)
    assert page.locator("[name=area_code]").input_value() == ""
    page.fill("#id_address", "Số 5, phố Huế, Hà Nội")
    page.click("main form .btn--big >> nth=0")
    page.wait_for_url("**/q-requester/")


def listed(page: Page) -> list[str]:
    """What stands in the fields that are answered from a list, shown to whoever types."""
    fields = page.locator("input[data-lists]:visible")
    return [field.input_value() for field in fields.all()]


def test_answers_from_lists_are_there_after_back_at_the_counter(
    visit: Callable[..., Page],
) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/intake/1.001193/")
    page.fill("[name=child-ethnicity]", "Thái")
    page.fill("[name=child-nationality]", "Việt Nam")
    page.focus("[name=mother-person__ethnicity]")
    page.keyboard.type("Mông")
    typed = listed(page)
    page.click("button[value=receive]")  # refused: another page, which shows what lacks
    page.locator(".errors").wait_for()
    page.go_back()
    page.locator("main form:not(:has(.errors))").first.wait_for()
    assert (page.locator(".errors").count(), listed(page), typed[:3]) == (
        0,
        typed,
        ["Thái", "Việt Nam", "Mông"],
    )


def test_answers_from_lists_are_there_after_back_on_the_portal(visit: Callable[..., Page]) -> None:
    page = visit("0900000001")
    page.goto("/my/known/new/")
    assert len(listed(page)) > 1, page.content()
    for field in page.locator("input[data-lists]:visible").all():
        field.fill("Tha")
        field.press("ArrowDown")
        field.press("Enter")
    typed = listed(page)
    page.goto("/my/")
    page.go_back()
    page.wait_for_load_state()
    assert (listed(page), all(typed)) == (typed, True)


@pytest.mark.parametrize(
    ("who", "address", "label"),
    [("", "/results/", "Cơ quan"), ("quantri", "/desk/people/new/", "Cơ quan")],
)
def test_long_lists_of_other_pages_are_found_by_typing_too(
    visit: Callable[..., Page], judged: Callable[[Page], None], who: str, address: str, label: str
) -> None:
    page = visit(who, phone=True)
    page.goto(address)
    field = page.get_by_role("combobox", name=label)
    field.fill("p. him lam")
    field.press("Enter")
    assert "Him Lam" in field.input_value()
    assert page.locator("select[name=agency]").input_value().endswith("03127")
    judged(page)
