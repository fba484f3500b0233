"""A walk of the interface for other systems: every operation, good and refused, in order.

What stands between the requests (an official receives, asks, signs) is done on the desk's pages.
"""

import copy
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.oracle import browsing, doors, papers
from tests.oracle.masks import Masks, readable
from tests.world import api_filing

Json = Any  # Any: JSON
SCOPES = ["dossiers:write", "dossiers:read", "files:write", "statistics:read"]
HEADERS = ("Content-Type", "Location", "Retry-After", "Allow", "WWW-Authenticate", "Cache-Control")
WHO = {"clerk": "motcua.himlam", "specialist": "chuyenvien.himlam", "leader": "lanhdao.himlam"}
UNKNOWN = "so-cu"  # an agency that never was
FILING: dict[str, Json] = api_filing.FILING | {
    "owner": api_filing.FILING["owner"] | {"phone": "0912345678"}
}


def filing(**changes: Json) -> dict[str, Json]:
    return copy.deepcopy(FILING) | changes


def png(shade: int) -> bytes:
    """One point of a grey."""
    chunks = [
        (b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"),
        (b"IDAT", zlib.compress(bytes([0, shade]))),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
        for name, data in chunks
    )


class Walk:
    """One walk: who asks, who works at the desk, and what was answered so far."""

    def __init__(self, var: Path, clock: doors.Clock) -> None:
        self.var, self.clock, self.masks = var, clock, Masks(var)
        self.partner = browsing.Partner(clock, "oracle", SCOPES)
        self.other = browsing.Partner(clock, "neighbour", SCOPES)
        self.reader = browsing.Partner(clock, "reader", ["statistics:read"])
        self.desk = {role: browsing.official(clock, name) for role, name in WHO.items()}
        self.told: list[dict[str, Json]] = []

    def ask(self, method: str, path: str, **more: Json) -> Json:
        """One request; its answer is kept, and its JSON given back."""
        who: browsing.Partner = more.pop("by", self.partner)
        answer = who.ask(method, path, **more)
        return self._kept(f"{method.upper()} {path}", more, answer)

    def upload(self, data: bytes, name: str) -> Json:
        answer = self.partner.upload(data, name)
        return self._kept(f"POST /files {name} ({len(data)} bytes)", {}, answer)

    def _kept(self, asked: str, more: dict[str, Json], answer: browsing.Answer) -> Json:
        self.masks.learn(self.var)
        kind, said = answer.headers.get("Content-Type", ""), None
        if "json" in kind:
            said = json.loads(answer.content)
        elif kind == "application/pdf":
            said = papers.words(b"".join(answer.streaming_content)).splitlines()
        sent = {name: value for name, value in more.items() if name in {"body", "headers"}}
        heads = {name: answer[name] for name in HEADERS if name in answer.headers}
        told = {"asked": asked, "status": answer.status_code, "headers": heads, "said": said}
        self.told.append(told | ({"sent": sent} if sent else {}))
        return said

    def act(self, role: str, reference: str, act: str, **data: str) -> None:
        """An official does something to a case on the desk."""
        once = {"once": f"{act}:oracle{len(self.told)}"}
        answer = self.desk[role].post(doors.desk_act(reference, act), data | once)
        assert answer.status_code == 302, f"{act}: {browsing.text_of(answer.content.decode())}"

    def file(self, **changes: Json) -> str:
        """A new case: its reference."""
        said = self.ask("post", "/dossiers", body=filing(**changes))
        return str(said["reference"])

    def uploaded(self, shade: int) -> str:
        return str(self.upload(png(shade), f"giay-{shade}.png")["id"])


def finding(walk: Walk) -> None:
    """What to ask for, and where."""
    walk.ask("get", "/openapi.json")
    for path in (
        "/procedures?q=trich%20luc",
        "/procedures?q=xyzzy",
        f"/procedures?q={'x' * 300}",
        "/procedures/2.000635",
        "/procedures/2.000488",
        "/procedures/1.012783",
        "/procedures/9.999999",
        "/procedures/2.000635/agencies",
        "/procedures/2.000488/agencies",
        "/procedures/9.999999/agencies",
        "/areas?q=him%20lam",
        "/areas?q=",
        "/nowhere",
    ):
        walk.ask("get", path)
    walk.ask("delete", "/dossiers")
    walk.ask("get", "/procedures/2.000635", headers={"authorization": "Bearer wrong"})
    walk.ask("get", "/procedures/9.999999", headers={"accept-language": "en"})


def sending_files(walk: Walk) -> None:
    """Files of every fate."""
    own = walk.uploaded(10)
    walk.ask("get", f"/files/{own}")
    walk.ask("get", f"/files/{own}", by=walk.other)
    walk.ask("get", "/files/0123456789abcdef")
    walk.upload(b"", "rong.pdf")
    walk.upload(b"hello", "chao.txt")
    walk.ask("post", "/files", body={})
    walk.ask("post", "/files", body={}, by=walk.reader)


def filing_well_and_badly(walk: Walk) -> None:
    """Filing: taken, repeated, malformed, refused."""
    key = {"headers": {"idempotency-key": "so-1"}}
    first = walk.ask("post", "/dossiers", body=filing(), **key)
    walk.ask("post", "/dossiers", body=filing(), **key)
    walk.ask("post", "/dossiers", body=filing(transaction_id="so-2"), **key)
    walk.ask("post", f"/dossiers/{first['reference']}/withdraw", body={"reason": "x"}, **key)
    bad = filing(owner=FILING["owner"] | {"phone": "12", "email": "x"})
    bad["answers"]["request"] = {"event": "wedding", "copies": 0}
    bad["answers"]["nonsense"] = 1
    bodies: list[Json] = [
        bad,
        filing(answers=[]),
        filing(owner=None),
        filing(unknown=1),
        filing(channel="counter"),
        filing(files={"nothing": ["0123456789abcdef"]}),
        filing(files={"authority": ["0123456789abcdef"]}),
        filing(procedure="9.999999"),
        filing(case="other"),
        filing(agency=UNKNOWN),
        filing(agency="so-tp"),
        [],
        {},
    ]
    for body in bodies:
        walk.ask("post", "/dossiers", body=body)
    walk.ask("post", "/dossiers", body=filing(), by=walk.reader)
    walk.ask("post", "/dossiers", body=bad, headers={"accept-language": "en"})


def reading(walk: Walk) -> None:
    """The own list page by page, one case, and what is somebody else's."""
    mine = [
        walk.file(),
        walk.file(submitter=FILING["owner"] | {"full_name": "Lò Văn Thay", "identity_number": ""}),
    ]
    page = walk.ask("get", "/dossiers?size=2")
    walk.ask("get", f"/dossiers?size=2&after={page['next']}")
    walk.ask("get", "/dossiers?size=0")
    walk.ask("get", "/dossiers?after=nonsense")
    walk.ask("get", "/dossiers", by=walk.other)
    walk.ask("get", "/dossiers", by=walk.reader)
    walk.ask("get", f"/dossiers/{mine[1]}")
    walk.ask("get", f"/dossiers/{mine[0]}", headers={"accept-language": "en"})
    for path in ("", "/result", "/papers/efe19871dbcdf450"):
        walk.ask("get", f"/dossiers/{mine[0]}{path}", by=walk.other)


def completing(walk: Walk) -> None:
    """Asked to complete before reception, completed, then refused; another is withdrawn."""
    case = walk.file()
    walk.ask("post", f"/dossiers/{case}/complete", body={})
    asked = {"what-authority": "Nộp bản chụp rõ hơn", "reason": "Bản chụp bị mờ."}
    walk.act("clerk", case, "ask_completion", **asked)
    walk.ask("get", f"/dossiers/{case}")
    file = walk.uploaded(20)
    walk.ask("post", f"/dossiers/{case}/complete", body={"files": {"nothing": [file]}})
    walk.ask("post", f"/dossiers/{case}/complete", body={"answers": {"request": {"copies": 0}}})
    walk.ask("post", f"/dossiers/{case}/complete", body={"files": {"authority": [file]}})
    walk.act(
        "clerk",
        case,
        "refuse",
        reason="Không thuộc thẩm quyền.",
        basis="Điều 17 Nghị định 61/2018/NĐ-CP",
    )
    walk.ask("get", f"/dossiers/{case}")
    walk.ask("post", f"/dossiers/{case}/complete", body={})
    other = walk.file()
    walk.ask("post", f"/dossiers/{other}/withdraw", body={"reason": "Nộp nhầm"})
    walk.ask("post", f"/dossiers/{other}/withdraw", body={"reason": "Nộp nhầm"})
    walk.ask("post", f"/dossiers/{other}/withdraw", body={"why": "x"})
    walk.ask("post", "/dossiers/0000000000/withdraw", body={"reason": "Nộp nhầm"})


def to_the_result(walk: Walk) -> None:
    """Received, supplemented, signed, released, paid: to the signed file."""
    case = walk.file(files={"authority": [walk.uploaded(30)]}, wants_post=True)
    walk.act("clerk", case, "receive")
    said = walk.ask("get", f"/dossiers/{case}")
    walk.ask("get", f"/dossiers/{said['code']}")
    paper = f"/dossiers/{case}/papers/{said['papers'][0]['id']}"
    _until_made(walk, paper)
    walk.ask("post", f"/dossiers/{case}/supply", body={})
    walk.act("clerk", case, "transfer")
    asked = {"other-0-name": "Giấy tờ", "other-0-what": "Nộp thêm", "reason": "Còn thiếu."}
    walk.act("specialist", case, "propose_supplement", **asked)
    walk.act("leader", case, "ask_supplement", **asked)
    walk.ask("get", f"/dossiers/{case}")
    walk.ask("post", f"/dossiers/{case}/supply", body={"files": {}})
    files = {"supplement": [walk.uploaded(40)]}
    walk.ask("post", f"/dossiers/{case}/supply", body={"files": files})
    walk.act("clerk", case, "take_supplement")
    walk.ask("get", f"/dossiers/{case}/result")
    drafted = {"outcome": "positive", "body": "Số 12/2001, quyển số 01."}
    walk.act("specialist", case, "draft_result", **drafted)
    walk.act("specialist", case, "do_step")
    walk.act("leader", case, "sign")
    walk.ask("get", f"/dossiers/{case}/result")
    walk.act("clerk", case, "release")
    walk.ask("get", f"/dossiers/{case}/result")
    walk.ask("get", f"/dossiers/{case}/result", headers={"accept-language": "en"})
    fee = walk.ask("get", f"/dossiers/{case}")["fee"]
    walk.act("clerk", case, "pay", amount=str(fee))
    _until_made(walk, f"/dossiers/{case}/result")
    walk.ask("get", f"/dossiers/{case}")


def _until_made(walk: Walk, path: str) -> None:
    """A file is made by a job when it is first asked for."""
    walk.ask("get", path)
    doors.run_jobs()
    walk.ask("get", path)


def counting(walk: Walk) -> None:
    """Statistics, asked for well and badly."""
    walk.ask("get", "/statistics?from=2020-03-01&to=2020-03-30", by=walk.reader)
    walk.ask("get", "/statistics?from=2020-03-01&to=2020-03-30&agency=ubnd-03127")
    walk.ask("get", f"/statistics?from=2020-03-01&to=2020-03-30&agency={UNKNOWN}")
    walk.ask("get", "/statistics?from=2020-03-30&to=2020-03-01")
    walk.ask("get", "/statistics?from=x&to=2020-03-01")
    walk.ask("get", "/statistics")


PARTS: list[Callable[[Walk], None]] = [
    finding,
    sending_files,
    filing_well_and_badly,
    reading,
    completing,
    to_the_result,
    counting,
]


def record(var: Path, folder: Path, clock: doors.Clock) -> None:
    """One file for each part of the walk."""
    walk = Walk(var, clock)
    for number, part in enumerate(PARTS, start=1):
        walk.told = []
        part(walk)
        name = f"{number}-{part.__name__.replace('_', '-')}.json"
        browsing.written(folder, name, readable(walk.told), walk.masks)
