"""What was not compared with a text of law is told to the keeper, never to a citizen."""

from datetime import date

import pytest
from django.test import Client

from hoaban.core import clock
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.leaflets import queries

DOUBTS = [
    *("chưa đọc", "chưa được đọc", "chưa được đối chiếu", "chưa đối chiếu", "chưa được biết"),
    *("hiểu biết chung", "minh họa", "chưa thấy", "gần đúng", "kiểm tra lại", "đang rà soát"),
    *("illustrative", "general knowledge", "not read", "not known", "not seen", "believed"),
]
DAYS = [date(2020, 3, 30), date(2024, 9, 2), date(2026, 3, 30)]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("on", DAYS)
def test_no_page_of_a_shipped_procedure_tells_a_doubt(
    client: Client, province: None, monkeypatch: pytest.MonkeyPatch, on: date, language: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: on)
    codes = sorted(row.code for row in catalogue.valid(on))
    assert len(codes) > 20
    told = []
    for code in codes:
        answer = client.get(f"/procedures/{code}/", headers={"accept-language": language})
        main = answer.content.decode().lower().partition("<main")[2]
        told += [(code, doubt) for doubt in DOUBTS if doubt in main]
    assert told == []


@pytest.mark.parametrize("on", DAYS)
def test_the_keeper_reads_them_all(province: None, on: date) -> None:
    kept = {one.code: one for one in queries.unconfirmed(on)}
    marked = {row.code for row in catalogue.valid(on) if row.illustrative}
    assert marked <= set(kept)
    assert kept["1.001193"].notes
    assert "chưa được đọc" in kept["1.001193"].source or kept["1.001193"].notes
