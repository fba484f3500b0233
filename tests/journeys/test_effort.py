"""What a clerk's work costs in keys and page loads, from the list of work to the printed receipt.

Every key is pressed as a clerk presses it, no field is filled from outside; a reader's line is no
key. A name is written without the marks that an input method composes of more keys.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
CERTIFICATION, BIRTH, LOADS = 60, 160, 4
WHOLE = 35  # with the fee taken and the dossier forwarded
HOME = "Tổ 4, Him Lam, Điện Biên Phủ, Điện Biên"


@dataclass
class Typist:
    """Counts what is pressed, and the pages that were loaded."""

    page: Page
    keys: int = 0
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("load", lambda page: self.loads.append(page.url))
        self.page.context.on("page", lambda page: self.loads.append(page.url))

    def write(self, *words: str) -> None:
        """Each in a field that has the focus; Enter goes on to the next."""
        for text in words:
            for letter in text:
                self.page.keyboard.type(letter)
            self.keys += len(text)
            self.press("Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def scan(self, line: str) -> None:
        """A reader writes a line wherever the focus is, and ends it."""
        self.page.keyboard.type(line)
        self.page.keyboard.press("Enter")


def card(number: str, name: str) -> str:
    """What the square code of an identity card says."""
    return f"{number}|050123456|{name}|12051990|Nữ|{HOME}|25042019"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || ''"))


def begins(visit: Callable[..., Page], wanted: str, code: str) -> Typist:
    """From the list of work to the form of a procedure."""
    page = visit("motcua.himlam")
    page.goto("/desk/")
    typist = Typist(page)
    typist.press("n")
    page.wait_for_url(re.compile("/desk/intake/$"))
    page.locator("[name=q]:focus").wait_for()
    typist.write(wanted)
    page.wait_for_url(re.compile(f"/desk/intake/{code}/$"))
    page.locator("[name=full_name]:focus").wait_for()
    return typist


def printed(typist: Typist) -> None:
    """Received; Enter prints the receipt."""
    typist.press("Enter")
    typist.page.wait_for_url(re.compile("/desk/dossiers/"))
    typist.page.locator("[data-at-once]:focus").wait_for()
    with typist.page.context.expect_page() as opened:
        typist.press("Enter")
    assert "/papers/" in opened.value.url


def test_a_certification_costs_few_keys_with_the_card_and_without(
    visit: Callable[..., Page],
) -> None:
    scanned = begins(visit, "815", "2.000815")
    scanned.scan(card("011190000123", "Lò Thị Ban"))
    scanned.write("0912000123", "CCCD", "1", "3")
    assert focused(scanned.page) == "do"
    printed(scanned)

    typed = begins(visit, "815", "2.000815")
    typed.write("Lo Van Un", "011090000124", "0912000124")
    typed.write("", "14031988", "CCCD", "1", "3")
    assert focused(typed.page) == "do"
    printed(typed)

    assert (scanned.keys <= CERTIFICATION, typed.keys <= CERTIFICATION) == (True, True), (
        scanned.keys,
        typed.keys,
    )
    assert (len(scanned.loads), len(typed.loads)) == (LOADS, LOADS), typed.loads


def test_fee_and_forwarding_follow_the_receipt_by_their_keys(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "815", "2.000815")
    page = typist.page
    typist.scan(card("011190000130", "Lò Thị Mười"))
    typist.write("0912000130", "CCCD", "1", "3")
    printed(typist)
    page.bring_to_front()
    typist.press("p", "Enter")
    page.locator("section[aria-labelledby=info]", has_text="Đã nộp phí, lệ phí").wait_for()
    page.locator("a:focus", has_text="In biên lai").wait_for()
    with page.context.expect_page() as opened:
        typist.press("Enter")
    assert "/papers/" in opened.value.url
    page.bring_to_front()
    typist.press("c", "Enter")
    page.locator("section[aria-labelledby=line]", has_text="Chuyển bộ phận xử lý").wait_for()
    page.locator("a:focus", has_text="Người kế tiếp").wait_for()
    assert typist.keys <= WHOLE
    assert len(typist.loads) == LOADS + len(["receipt of the fee"]), typist.loads
    page.reload()
    assert "Đã nộp phí, lệ phí" in page.inner_text("section[aria-labelledby=info]")


def test_what_was_not_answered_beside_is_sent_as_a_plain_form(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "815", "2.000815")
    page = typist.page
    typist.scan(card("011190000131", "Lò Thị Mười Một"))
    typist.write("0912000131", "CCCD", "1", "3")
    printed(typist)
    page.bring_to_front()
    page.route(
        "**/act/pay/**",
        lambda route: (
            route.abort() if route.request.headers.get("hx-request") else route.continue_()
        ),
    )
    typist.press("p", "Enter")
    page.locator("section[aria-labelledby=info]", has_text="Đã nộp phí, lệ phí").wait_for()


def test_a_commune_is_found_by_the_letters_of_its_name(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "815", "2.000815")
    typist.page.focus("[name=area_code]")
    typist.press(*"muong thanh")
    chosen = typist.page.evaluate("document.activeElement.selectedOptions[0].text")
    assert chosen == "Phường Mường Thanh"


def test_the_birth_of_a_child_costs_few_keys(visit: Callable[..., Page]) -> None:
    """The mother stands at the counter with her card; the father is known and not there."""
    typist = begins(visit, "1193", "1.001193")
    typist.scan(card("011190000125", "Lò Thị Hoa"))
    typist.write("0912000125")
    typist.write("Lo Van Nam", "15032020")
    typist.press("1", "Enter")  # a boy
    assert focused(typist.page) == "child-birth_place"  # Enter after a figure skips nothing
    typist.write("Tram y te Him Lam", "Thai", "Viet Nam", "Him Lam")
    typist.press("=", "=", "=")  # the mother as the owner; ethnicity and nationality as before
    typist.press("1")  # the father is known
    typist.write("Lo Van Cha", "1988")
    typist.press("=", "=", "Enter", "Enter")  # he has not brought his card
    typist.press("=", "=")  # lives where she does
    typist.press("2", "1", "1", "Enter")  # no copies, no relief, it is true
    printed(typist)
    assert (typist.keys <= BIRTH, len(typist.loads)) == (True, LOADS), (typist.keys, typist.loads)
    said = typist.page.inner_text("main")
    assert (said.count("Lò Thị Hoa") >= 3, said.count("12/05/1990") >= 2) == (True, True), said
    assert (said.count("Thái") >= 3, said.count("Việt Nam") >= 3) == (True, True), said


def test_a_line_that_is_no_card_is_told_and_leaves_the_fields_as_they_were(
    visit: Callable[..., Page],
) -> None:
    typist = begins(visit, "815", "2.000815")
    typist.write("Lo Van Binh")
    typist.scan("0111|x|Lò Thị Ban||1990|Nữ|Tổ 4")
    page = typist.page
    assert "Không đọc được dòng vừa quét" in page.inner_text("[data-told] [role=alert]")
    names = ("full_name", "identity_number", "phone", "address")
    assert [page.input_value(f"[name={name}]") for name in names] == ["Lo Van Binh", "", "", ""]


def test_a_card_fills_whom_the_clerk_is_writing_of(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "1193", "1.001193")
    page = typist.page
    page.check("[name=father-known][value=yes]")
    page.focus("[name=father-person__birth_date]")
    typist.scan(card("011090000126", "Lò Văn Ún"))
    prefix, home = "father-person__", "father-residence__"
    names = (f"{prefix}full_name", f"{prefix}birth_date", f"{prefix}id_number", f"{home}detail")
    assert [page.input_value(f"[name={name}]") for name in names] == [
        "Lò Văn Ún",
        "12/05/1990",
        "011090000126",
        "Tổ 4",
    ]
    assert page.input_value(f"[name={home}commune]") == "03127"
    assert page.input_value("[name=full_name]") == ""


def test_a_line_that_stalls_on_a_slow_machine_is_still_one_card(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "815", "2.000815")
    page = typist.page
    number, rest = card("011190000131", "Lò Thị Yên").split("|", 1)
    page.keyboard.type(f"{number}|")
    page.wait_for_timeout(900)
    page.keyboard.type(rest[:50])
    page.wait_for_timeout(900)
    page.keyboard.type(rest[50:])
    page.keyboard.press("Enter")
    names = ("full_name", "identity_number")
    assert [page.input_value(f"[name={name}]") for name in names] == ["Lò Thị Yên", "011190000131"]


def test_who_came_before_is_filled_in_by_one_key(visit: Callable[..., Page]) -> None:
    first = begins(visit, "815", "2.000815")
    first.scan(card("011190000127", "Lò Thị Mùi"))
    first.write("0912000127", "CCCD", "1", "3")
    printed(first)

    again = begins(visit, "815", "2.000815")
    page = again.page
    page.focus("[name=phone]")
    page.keyboard.type("0912000127")
    page.locator("[data-told] .notice").wait_for()
    assert "Lò Thị Mùi" in page.inner_text("[data-told]")
    again.press("F2")
    names = ("full_name", "identity_number", "phone", "address", "requester-person__birth_date")
    assert [page.input_value(f"[name={name}]") for name in names] == [
        "Lò Thị Mùi",
        "011190000127",
        "0912000127",
        "Tổ 4",
        "12/05/1990",
    ]
    again.write("CCCD", "1", "3")
    again.press("Enter")
    page.locator("[data-alike]").wait_for()  # within thirty days
    assert page.evaluate("'alike' in document.activeElement.dataset")
    again.press("Control+Enter")  # the habit makes no second dossier
    assert page.locator("[data-alike]").count() == 1
    page.locator("[data-alike] button").focus()
    again.press("Enter")
    page.wait_for_url(re.compile("/desk/dossiers/"))


def test_another_case_loses_nothing_and_stands_on_the_dossier(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "815", "2.000815")
    page = typist.page
    typist.scan(card("011190000128", "Lò Thị Tám"))
    typist.write("0912000128", "CCCD", "1", "3")
    page.select_option("[name=case]", "many")
    page.locator("#case:focus").wait_for()
    names = ("full_name", "phone", "request-paper", "request-copies", "handed-in-request-copies")
    kept = ["Lò Thị Tám", "0912000128", "CCCD", "3", "0"]
    assert [page.input_value(f"[name={name}]") for name in names] == kept
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/desk/dossiers/"))
    assert "Số lượng lớn" in page.inner_text("main")


def test_back_and_send_again_makes_no_second_dossier(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "815", "2.000815")
    page = typist.page
    typist.scan(card("011190000129", "Lò Thị Chín"))
    typist.write("0912000129", "CCCD", "1", "3", "")
    page.wait_for_url(re.compile("/desk/dossiers/"))
    case = page.url
    page.go_back()
    page.wait_for_url(re.compile("/desk/intake/"))
    assert page.input_value("[name=full_name]") == "Lò Thị Chín"
    page.focus("[value=receive]")
    typist.press("Enter")
    page.wait_for_url(re.compile("/desk/dossiers/"))
    assert page.url == case


def test_a_missing_paper_is_told_where_the_clerk_looks(visit: Callable[..., Page]) -> None:
    typist = begins(visit, "1193", "1.001193")
    page = typist.page
    page.focus("[value=receive]")
    typist.press("Enter")
    page.locator(".errors").wait_for()
    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") < 900


def test_two_of_the_list_are_forwarded_without_a_mouse(visit: Callable[..., Page]) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/")
    typist = Typist(page)
    ticked = page.locator("tr", has_text="Chuyển xử lý")
    codes = [ticked.nth(place).locator("th a").inner_text() for place in (0, 1)]
    rows = page.locator("tbody th a")
    for place in range(rows.count()):
        typist.press("j")
        if rows.nth(place).inner_text() in codes:
            typist.press("x")
    assert page.locator("input.tick:checked").count() == len(codes)
    page.focus("#batch [value=transfer]")
    typist.press("Enter")
    page.wait_for_url(re.compile("/desk/batch/"))
    assert page.evaluate("document.activeElement.type") == "submit"
    typist.press("Enter")
    page.locator("main [role=alert]").wait_for()
    said = page.inner_text("main")
    assert "Đã làm xong 2 trên 2 hồ sơ." in said
    assert all(code in said for code in codes)


def test_a_card_read_where_the_procedure_is_chosen_fills_the_form_that_follows(
    visit: Callable[..., Page],
) -> None:
    page = visit("motcua.himlam")
    page.goto("/desk/intake/")
    typist = Typist(page)
    typist.scan(card("011190000150", "Lò Thị Hương"))
    page.locator("#found .notice", has_text="Chưa từng nộp hồ sơ ở đây").wait_for()
    assert "Hương" not in page.evaluate("decodeURIComponent(location.href)")
    page.locator("#found a[href*='/2.000815/']").click()
    page.wait_for_url(re.compile("/desk/intake/2.000815/"))
    page.locator("[data-told] .notice", has_text="Lò Thị Hương").wait_for()
    assert page.input_value("[name=identity_number]") == "011190000150"
    assert page.locator("[name=phone]:focus").count() == 1
    told = page.evaluate("decodeURIComponent(location.href)")
    assert ("Hương" in told, "0150" in told) == (False, False)
    page.goto("/desk/intake/2.000815/")  # of the next person nothing is filled
    assert page.input_value("[name=identity_number]") == ""
