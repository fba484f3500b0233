"""The main pages of the demo's sample as text: the desk, a case of each state, the portal."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.oracle import browsing, doors
from tests.oracle.masks import Masks

CLERK = "motcua.himlam"
CLERKS = (CLERK, "motcua.dbp", "motcua.stp")
SPECIALISTS = ("chuyenvien.himlam", "chuyenvien.dbp", "chuyenvien.stp")
LEADERS = ("lanhdao.himlam", "lanhdao.dbp", "lanhdao.stp")
THEIRS = {  # clerks have the others
    "in_process": SPECIALISTS,
    "supplement_proposed": LEADERS,
    "awaiting_supplement": SPECIALISTS,
}
Officials = dict[str, browsing.Browser]
Keep = Callable[[str, browsing.Browser, str], None]
LONG = timedelta(days=92)
OK, DONE = 200, 302
PHONE = "0900000001"


def record(var: Path, folder: Path, clock: doors.Clock) -> None:
    """Some twenty pages, each in a file of its own."""
    masks = Masks(var)

    def keep(name: str, browser: browsing.Browser, address: str) -> None:
        answer = browser.get(address, follow=True)
        said = f"{answer.status_code}\n{browsing.text_of(answer.content.decode())}"
        browsing.written(folder, f"{name.replace(' ', '-')}.txt", said, masks)

    officials = {name: browsing.official(clock, name) for name in (*CLERKS, *SPECIALISTS, *LEADERS)}
    clerk = officials[CLERK]
    for name in ("work", "overview", "results", "intake", "register", "search"):
        keep(f"desk {name}", clerk, doors.DESK[name])
    for _pk, reference, state in doors.rows(var, doors.OF_A_STATE):
        address = doors.desk_case(reference)
        able = [officials[name] for name in THEIRS.get(state, CLERKS)]
        keep(f"desk case {state}", next(one for one in able if _sees(one, address)), address)
    _further(var, officials, keep, clock)
    someone = browsing.citizen(clock, PHONE)
    keep("portal my", someone, doors.PORTAL["my"])
    own = next(pk for pk in _linked(someone, masks))
    keep("portal case", someone, doors.portal_case(own))
    stranger = browsing.Browser(clock)
    for name in ("home", "track", "procedures", "procedure", "results"):
        keep(f"portal {name}", stranger, doors.PORTAL[name])


def _further(var: Path, officials: Officials, keep: Keep, clock: doors.Clock) -> None:
    """The states that the sample lacks, reached by the desk's own pages."""
    found = {state: reference for _pk, reference, state in doors.rows(var, doors.OF_A_STATE)}
    waits, runs = found["submitted"], found["in_process"]

    def act(names: tuple[str, ...], reference: str, name: str, **data: str) -> browsing.Browser:
        able = [officials[one] for one in names]
        who = next(one for one in able if _sees(one, doors.desk_case(reference)))
        answer = who.post(doors.desk_act(reference, name), data | {"once": f"{name}:oracle"})
        assert answer.status_code == DONE, f"{name}: {browsing.text_of(answer.content.decode())}"
        return who

    asked = {
        "other-0-name": "Giấy tờ tùy thân",
        "other-0-what": "Nộp bản chụp rõ hơn",
        "reason": "Bản chụp bị mờ.",
    }
    who = act(CLERKS, waits, "ask_completion", **asked)
    keep("desk case awaiting_completion", who, doors.desk_case(waits))
    act(CLERKS, runs, "issue_sheet")
    who = act(LEADERS, runs, "stop", reason="Người nộp đề nghị dừng.", refund="refund")
    keep("desk case stopped", who, doors.desk_case(runs))
    clock.now += LONG
    late = {"reason": "Quá thời hạn mà không nộp lại.", "basis": "Điều 17 Nghị định 61/2018/NĐ-CP"}
    who = act(CLERKS, waits, "refuse", **late)
    keep("desk case refused late", who, doors.desk_case(waits))
    clock.now -= LONG


def _sees(browser: browsing.Browser, address: str) -> bool:
    return bool(browser.get(address).status_code == OK)


def _linked(browser: browsing.Browser, masks: Masks) -> list[str]:
    """The references of the cases that my page links to, in its order."""
    page = browser.get(doors.PORTAL["my"]).content.decode()
    return [reference for reference in masks.names if doors.portal_case(reference) in page]
