"""Files that came in pieces before the form are taken in by the page of papers."""

import hashlib
import re
from typing import Any

from django.test import Client

from hoaban.core.files.models import Use
from hoaban.core.files.tests import samples
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.questions.tests.test_portal_filing import begin, citizen

__all__ = ["citizen"]  # the fixture


def piece(citizen: Client, content: bytes, key: str, at: int = 0) -> Any:  # noqa: ANN401 - the client's answer
    address = f"/uploads/{key}/?at={at}&of={len(content)}"
    return citizen.post(address, content[at:], content_type="application/octet-stream")


def test_a_file_that_came_in_pieces_is_checked_and_kept_as_any_other(citizen: Client) -> None:
    draft = begin(citizen)
    good, bad = samples.png(), samples.program()
    named = [
        f"{hashlib.sha256(data).hexdigest()}:{len(data)}:{name}"
        for data, name in ((good, "mặt trước.png"), (bad, "lạ.pdf"), (b"not sent", "thiếu.pdf"))
    ]
    for data, said in zip((good, bad), named, strict=False):
        assert piece(citizen, data, said.partition(":")[0]).json() == {"at": len(data)}
    answer = citizen.post(f"{draft}papers/", {"paper-identity-arrived": named, "next": "1"})

    page = answer.content.decode()
    (kept,) = Draft.objects.get().files["identity"]
    use = Use.objects.get(public_id=kept)
    assert answer.status_code == 422
    assert (use.name, use.sha256, use.kind) == ("mặt trước.png", named[0][:64], "image/png")
    assert "lạ.pdf: " in page
    assert "thiếu.pdf: Tệp này chưa đến đủ" in page
    for said in named:
        assert citizen.get(f"/uploads/{said[:64]}/").json() == {"at": 0}  # nothing lies about


def test_the_same_file_in_pieces_serves_two_papers_and_is_forgotten_afterwards(
    citizen: Client,
) -> None:
    draft = begin(citizen)
    data = samples.png()
    key = hashlib.sha256(data).hexdigest()
    piece(citizen, data, key)
    named = f"{key}:{len(data)}:cả hai.png"
    papers = re.findall(r'name="(paper-[\w-]+)"', citizen.get(f"{draft}papers/").content.decode())
    sent = {f"{paper}-arrived": [named, named] for paper in papers}
    answer = citizen.post(f"{draft}papers/", sent | {"upload": "1"})

    files = Draft.objects.get().files
    assert answer.status_code == 302
    assert len(papers) > 1
    assert {code: len(uses) for code, uses in files.items()} == {
        paper.removeprefix("paper-"): 1 for paper in papers
    }
    assert citizen.get(f"/uploads/{key}/").json() == {"at": 0}


def test_a_piece_tells_where_to_go_on(citizen: Client) -> None:
    key = "0" * 64
    assert citizen.get(f"/uploads/{key}/").json() == {"at": 0}
    assert piece(citizen, b"x" * 20, key).json() == {"at": 20}
    again = piece(citizen, b"x" * 20, key)
    assert (again.status_code, again.json()) == (409, {"at": 20})
    for asked in (f"{key}/?at=-1&of=20", f"{key}/?at=&of=1", f"{key}/?of=9e9", "lock/?at=0&of=1"):
        answer = citizen.post(f"/uploads/{asked}", b"x", content_type="application/octet-stream")
        assert answer.status_code == 422
        assert set(answer.json()) == {"refused"}
