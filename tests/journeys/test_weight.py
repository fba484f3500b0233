"""What a page weighs on the line, as the browser counts it, and how long it takes on a slow one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page

pytestmark = pytest.mark.journey
FIRST, LATER = 100_000, 30_000  # bytes of a view with everything
READABLE = 10_000  # milliseconds to the first words at 64 kbit/s and 300 ms
TRIES = 8
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
VIEWS = ["/procedures/?q=khai+sinh", "/procedures/2.000635/", "/track/", "/results/", "/help/"]
DESK_VIEWS = ["/desk/overview/", "/desk/intake/2.000635/", "/desk/results/", "/desk/documents/"]


def line_of(page: Page) -> CDPSession:
    """A thin line: 64 kbit/s both ways, 300 ms."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    thin = {"downloadThroughput": 8000, "uploadThroughput": 8000}
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": 300, **thin})
    return line


def weighed(page: Page, line: CDPSession, address: str) -> int:
    """Bytes that came over the line for one view."""
    came: list[int] = []

    def count(event: dict[str, int]) -> None:
        came.append(event["encodedDataLength"])

    line.on("Network.loadingFinished", count)
    page.goto(address)
    page.wait_for_timeout(500)
    line.remove_listener("Network.loadingFinished", count)
    return sum(came)


def test_the_first_view_is_light_and_soon_readable(visit: Callable[..., Page]) -> None:
    """A machine that is busy with other things may be late a few times, the line is always thin."""
    painted: list[float] = []
    while len(painted) < TRIES and min(painted, default=READABLE) >= READABLE:
        page = visit(phone=True)
        assert weighed(page, line_of(page), "/") < FIRST
        painted.append(page.evaluate(PAINTED))
    assert min(painted) < READABLE


@pytest.mark.parametrize(
    ("who", "home", "views"),
    [("", "/", VIEWS), ("motcua.himlam", "/desk/", DESK_VIEWS)],
    ids=["portal", "desk"],
)
def test_later_views_are_lighter(
    visit: Callable[..., Page], who: str, home: str, views: list[str]
) -> None:
    page = visit(who)
    page.goto(home)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    weights = {view: weighed(page, line, view) for view in views}
    assert {view: weight for view, weight in weights.items() if weight >= LATER} == {}
