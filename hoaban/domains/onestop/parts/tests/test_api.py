"""A partner system sends what was asked for in parts."""

import pytest
from pytest_django import Settings

from hoaban.core.files.tests import samples
from hoaban.domains.onestop.supplements import actions as supplements
from tests.world.partners import ALL, TODAY, Api, filed
from tests.world.province import MONDAY, Ward

AUTHORITY = {"component": "authority", "name": "Giấy ủy quyền", "what": "Nộp", "sections": []}
IDENTITY = {"component": "identity", "name": "Giấy tờ tùy thân", "what": "Nộp", "sections": []}


@pytest.fixture
def api(ward: Ward, settings: Settings) -> Api:
    settings.HOABAN_TODAY = TODAY
    return Api("xa", ALL)


def test_a_partner_sends_a_part_reads_what_lacks_and_sends_the_rest(api: Api, ward: Ward) -> None:
    dossier = filed(api)
    items = [AUTHORITY, IDENTITY]
    supplements.ask_completion(dossier.pk, items=items, reason="Thiếu", by=ward.clerk, at=MONDAY)
    address = f"/dossiers/{dossier.reference}"
    one, two = (api.upload(samples.pdf(b"%% %d" % n)).json()["id"] for n in (1, 2))
    before = api.get(address).json()
    all_of_it = api.post(
        f"{address}/bring_part", {"files": {"authority": [one], "identity": [two]}}
    )
    part = api.post(f"{address}/bring_part", {"files": {"authority": [one]}}, "part").json()
    again = api.post(f"{address}/bring_part", {"files": {"authority": [one]}}, "part").json()
    done = api.post(f"{address}/complete", {"files": {"identity": [two]}}).json()

    assert before["may"] == ["complete", "bring_part", "withdraw"]
    assert (before["supplement"]["items"], before["supplement"]["parts"]) == (items, [])
    assert (all_of_it.status_code, all_of_it.json()["title"]) == (409, "PartIsAll")
    assert (part["state"], part["supplement"]["items"]) == ("awaiting_completion", [IDENTITY])
    assert [came["papers"] for came in part["supplement"]["parts"]] == [["Giấy ủy quyền"]]
    assert part["supplement"]["until"] == before["supplement"]["until"]
    assert again == part
    assert (done["state"], done["supplement"]) == ("submitted", None)
