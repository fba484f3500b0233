"""A leader signs: the result has a number, the clock ends. [ND61/2018 Đ19]"""

import pytest

from hoaban.domains.documents.models import Document
from hoaban.domains.dossiers import queries, rules
from hoaban.domains.dossiers.models import ClockInterval, Dossier
from hoaban.domains.dossiers.tests.scenes import LATER, Scenes, last, refused, vn


def test_the_result_gets_number_date_and_signer(scenes: Scenes) -> None:
    dossier = scenes.act("sign", scenes.bring("at_signing"))
    result = Document.objects.get(pk=dossier.result_id or 0)
    assert (result.number, str(result.issued_on), result.signer_id) == (
        1,
        "2020-03-16",
        scenes.ward.leader.post_pk,
    )
    assert queries.issued_result(dossier) == result


def test_the_clock_ends_at_this_moment(scenes: Scenes) -> None:
    dossier = scenes.act("sign", scenes.bring("at_signing"))
    assert (dossier.done_at, dossier.turn, dossier.step, dossier.assignee_id) == (
        LATER,
        "clerk",
        "hand_over",
        None,
    )
    assert ClockInterval.objects.get(dossier=dossier).ended_at == LATER


@pytest.mark.parametrize(
    ("at", "punctuality"),
    [
        ("2020-03-16 11:30", "before"),
        ("2020-03-16 13:29", "before"),
        ("2020-03-16 13:30", "on"),
        ("2020-03-16 17:00", "on"),
        ("2020-03-16 17:00:01", "late"),
        ("2020-03-17 08:00", "late"),
    ],
)
def test_punctuality_compares_instants(scenes: Scenes, at: str, punctuality: str) -> None:
    dossier = scenes.act("sign", scenes.bring("at_signing"), at=vn(at))
    assert last(dossier).facts == {"outcome": "positive", "punctuality": punctuality}


def test_nothing_is_signed_before_its_step(scenes: Scenes) -> None:
    dossier = scenes.bring("drafted")
    with refused(rules.NotYourTurn):
        scenes.act("sign", dossier)
    Dossier.objects.filter(pk=dossier.pk).update(turn="leader")
    with refused(rules.NotAtSigning, f"Hồ sơ {dossier.code} chưa đến bước ký."):
        scenes.act("sign", dossier)


def test_nothing_is_signed_without_a_draft(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    Dossier.objects.filter(pk=dossier.pk).update(result=None)
    with refused(rules.NoDraftResult):
        scenes.act("sign", dossier)


def test_given_to_one_leader_the_other_does_not_sign(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    scenes.act("assign", dossier, to=scenes.ward.head.post_pk)
    with refused(rules.NotYourStep):
        scenes.act("sign", dossier)
    assert scenes.act("sign", dossier, scenes.ward.head).state == "done"


def test_a_negative_result_is_a_result(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    scenes.act("draft_result", dossier, scenes.ward.leader, outcome="negative", reason="Thiếu sổ.")
    assert scenes.act("sign", dossier).outcome == "negative"
