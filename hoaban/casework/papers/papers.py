"""Prints a paper from its frozen facts, and marks the copy of one that holds no more."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from hoaban.casework.papers import queries
from hoaban.casework.papers.models import Paper
from hoaban.core import clock
from hoaban.core.files import queries as files
from hoaban.core.files.models import Use
from hoaban.engines.typesetting import marking
from hoaban.engines.typesetting import papers as typesetting


def draw(paper: Paper, *, to_sign: bool = False) -> bytes:
    """The PDF/A of a paper by the template of its day: the same bytes whenever it is drawn.

    Only what is drawn `to_sign` says that it is signed: until then the page is given as it is.
    """
    template = queries.template_of(paper.circular, paper.form)
    on = date.fromisoformat(paper.facts["on"])
    return draw_as_of(template, paper.template_version, _shown(paper, to_sign=to_sign), on=on)


def draw_as_of(template: str, version: str, facts: Mapping[str, object], *, on: date) -> bytes:
    """The page of a template as it was in a version; as it is now where that was never kept."""
    sources = queries.sources_of(version, template)
    if sources is None:
        return typesetting.typeset(template, facts, on=on)
    return typesetting.typeset_as_of(template, sources, facts, on=on)


def _shown(paper: Paper, *, to_sign: bool) -> dict[str, Any]:  # Any: JSON facts
    """The frozen facts with what the paper is called, and where anyone can check it."""
    said: dict[str, Any] = paper.facts  # Any: as above
    portal = said.get("portal", "")
    checked = {"link": f"{portal}/verify/{paper.public_id}/"} if portal else {}
    own = {
        "circular": paper.circular,
        "form": paper.form,
        "number": paper.number,
        "public_id": paper.public_id,
        "is_signed": to_sign,
    }
    return checked | said | own


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed across each page of a paper that holds no more."""

    title: str
    words: str


CANCELLED, REVOKED, REPLACED = "ĐÃ HỦY", "ĐÃ THU HỒI", "ĐÃ CẤP LẠI"  # as papers say it


def mark_of(paper: Paper) -> Mark | None:
    """Why a paper holds no more; None where it holds."""
    if paper.withdrawn_at is not None:
        return ended(CANCELLED, paper.withdrawn_at)
    later = paper.replaced_by
    if later is None:
        return None
    on = f"{clock.day(later.at):%d/%m/%Y}"
    return Mark(REPLACED, f"Giấy này được thay bằng giấy số {later.symbol} ngày {on}.")


def ended(title: str, at: datetime) -> Mark:
    """The mark of what holds no more since a moment."""
    return Mark(title, f"Không còn giá trị từ {clock.local(at):%H:%M ngày %d/%m/%Y}.")


def copy_to_give(use: Use | None, mark: Mark | None) -> bytes | None:
    """The marked copy that is given instead of a file; None where it is given as it is.

    The file itself is kept whole, with its signature, which no copy has.
    """
    if use is None or mark is None:
        return None
    with files.open(use) as kept:
        return marking.marked(kept.read(), MARK, asdict(mark), on=clock.today())


MARK = "own/danh-dau"
