"""The same child is told wherever the request is read, whatever door it came by."""

import re
from datetime import timedelta

from hoaban.casework.cases.models import Case
from hoaban.domains.onestop.counter.tests.test_speed import more, needs_a_paper
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.repeats import queries
from tests.world.desks import Desk
from tests.world.province import MONDAY, Ward

__all__ = ["more"]
TITLE = "Hồ sơ giống hồ sơ đã có"


def test_a_child_with_another_day_of_birth_and_the_same_mother_is_told(
    desk: Desk, ward: Ward, more: list[str]
) -> None:
    assert more
    code, typed = needs_a_paper()
    typed |= {"do": "receive", "father-known": "no", "handed-in-birth_notice-originals": "1"}
    typed |= {"case": "in_time", "mother-person__id_number": "011195000123"}
    assert desk.post("clerk", code, typed).status_code == 302
    first = Dossier.objects.get()
    mended = typed | {"once": "other", "child-birth_date": "02/03/2020"}
    assert first.answers["child"]["birth_date"] != "2020-03-02"
    asked = desk.post("clerk", code, mended)
    assert (asked.status_code, TITLE in asked.content.decode()) == (422, True)
    assert desk.post("clerk", code, mended | {"again": first.reference}).status_code == 302
    second = Dossier.objects.exclude(pk=first.pk).get()
    later = MONDAY + timedelta(days=400)  # a birth is registered once
    told = queries.like(second, by=ward.clerk, at=later)
    assert [one.reference for one in told] == [first.reference]
    for state in queries.UNDONE:  # nothing was issued for it, nor will be
        Case.objects.filter(pk=first.pk).update(state=state)
        assert queries.like(second, by=ward.clerk, at=later) == []
    Case.objects.filter(pk=first.pk).update(state=first.state)
    for reader in ("clerk", "specialist"):
        assert TITLE in desk.get(reader, f"/desk/dossiers/{second.reference}/")


def test_two_children_of_one_mother_are_told_apart_in_the_search(
    desk: Desk, more: list[str]
) -> None:
    assert more
    code, typed = needs_a_paper()
    typed |= {"do": "receive", "father-known": "no", "handed-in-birth_notice-originals": "1"}
    typed |= {"case": "in_time", "mother-person__id_number": "011195000123"}
    assert desk.post("clerk", code, typed).status_code == 302
    twin = typed | {"once": "other", "child-full_name": "Lò Thị Hoa"}
    assert desk.post("clerk", code, twin).status_code == 302
    found = desk.get("clerk", f"/desk/search/?q={typed['full_name']}")
    lines = re.findall(r'<span class="sub">([^<]*về:[^<]*)</span>', found)
    assert [re.search("về: [^·]*", line)[0].strip() for line in lines] == [  # type: ignore[index]
        "về: Lò Thị Hoa, sinh 10/03/2020",
        "về: Lò Văn Em, sinh 10/03/2020",
    ]
    assert all("Khai sinh" in line for line in lines)
