"""The applicant says how content they are: once, in time, with or without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.ratings import actions, queries
from hoaban.domains.onestop.ratings.enums import Grade
from hoaban.domains.onestop.ratings.models import Rating
from hoaban.domains.onestop.ratings.queries import Satisfaction
from hoaban.domains.onestop.ratings.refused import NothingToRate, RatingClosed
from tests.world.acts import LATER
from tests.world.scenes import Scenes, last, refused

BACKEND = "django.contrib.auth.backends.ModelBackend"


def rate(
    scenes: Scenes, dossier: Dossier, grade: Grade = Grade.SATISFIED, who: str = "citizen"
) -> Dossier:
    return actions.rate(dossier.pk, grade=grade, by=scenes.actor(who), at=LATER)


@pytest.mark.parametrize("state", ["done", "ready", "returned", "refused", "withdrawn", "stopped"])
def test_what_is_done_or_has_ended_is_rated_once_and_may_be_changed(
    scenes: Scenes, state: str
) -> None:
    dossier = scenes.bring(state)
    rate(scenes, dossier)
    rate(scenes, dossier, Grade.UNSATISFIED)
    assert [(one.grade, one.at) for one in Rating.objects.all()] == [("unsatisfied", LATER)]
    assert (last(dossier).verb, last(dossier).facts) == (Event.RATED, {"grade": "unsatisfied"})


@pytest.mark.parametrize("state", ["submitted", "received", "in_process", "awaiting_supplement"])
def test_what_is_under_way_is_not_rated(scenes: Scenes, state: str) -> None:
    dossier = scenes.bring(state)
    with refused(NothingToRate):
        rate(scenes, dossier)


@pytest.mark.parametrize("who", ["clerk", "leader", "asked", "unsigned", "partner", "auditor"])
def test_nobody_rates_for_the_applicant(scenes: Scenes, who: str) -> None:
    dossier = scenes.bring("returned")
    with refused(NotAllowed):
        rate(scenes, dossier, who=who)


def test_after_a_month_what_was_said_stands(scenes: Scenes) -> None:
    dossier = scenes.bring("refused")
    ended = dossier.ended_at
    assert ended is not None
    by, after = scenes.actor("citizen"), ended + timedelta(days=30, seconds=1)
    with refused(RatingClosed):
        actions.rate(dossier.pk, grade=Grade.SATISFIED, by=by, at=after)


def test_the_figures_of_a_period_are_of_its_days_and_agencies(scenes: Scenes) -> None:
    for grade in (Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.SATISFIED, Grade.UNSATISFIED):
        rate(scenes, scenes.bring("refused"), grade)
    code, day = scenes.ward.agency.code, timedelta(days=1)
    whole = Satisfaction(very_satisfied=1, satisfied=2, unsatisfied=1)
    assert queries.by_agency(LATER, LATER + day) == {code: whole}
    assert queries.by_agency(LATER - day, LATER) == {}
    assert queries.by_agency(LATER, LATER + day, ["so-tp"]) == {}
    assert (whole.rated, whole.share) == (4, 75)
    assert queries.total([whole, whole]).rated == 8
    assert Satisfaction().share is None


def test_the_code_and_the_digits_are_enough_and_what_does_not_fit_gets_one_answer(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    dossier = scenes.bring("returned")
    said = {"code": dossier.reference, "grade": "very_satisfied", "text": "Nhanh"}
    for wrong in ({"phone_tail": "9999"}, {"phone_tail": "9999", "code": "23456789AJ"}):
        answer = client.post("/rate/", said | wrong)
        assert answer.status_code == 422
        assert "Mã hoặc bốn số cuối chưa đúng." in answer.content.decode()
    answer = client.post("/rate/", said | {"phone_tail": "0123"})
    assert "Cảm ơn bạn đã đánh giá." in answer.content.decode()
    assert [(one.grade, one.text) for one in Rating.objects.all()] == [("very_satisfied", "Nhanh")]
    assert last(dossier).by == "system:rating"


def test_whoever_tries_codes_here_is_stopped_as_in_tracking(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    dossier = scenes.bring("returned")
    said = {"code": dossier.reference, "grade": "satisfied", "phone_tail": "9999"}
    statuses = [client.post("/rate/", said).status_code for _try in range(11)]
    assert statuses == [422] * 10 + [429]
    track = client.post("/track/", {"code": dossier.reference, "phone_tail": "0123"})
    assert track.status_code == 429


def test_the_own_page_asks_and_the_public_figures_count_without_a_name(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    dossier = scenes.bring("returned")
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    own = f"/my/{dossier.reference}/"
    assert f"{own}rate/" in client.get(own).content.decode()
    assert client.post(f"{own}rate/", {}).status_code == 422
    assert client.post(f"{own}rate/", {"grade": "satisfied"}).status_code == 302
    assert "Hài lòng" in client.get(own).content.decode()
    page = client.get("/results/?begins=2020-03-01&ends=2020-03-16").content.decode()
    assert "Mới có 1 lượt đánh giá" in page
    assert "100,00" not in page.partition('id="satisfaction"')[2].partition("</section>")[0]


def test_the_clerks_screen_shows_the_square_code_after_hand_over_alone(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    client.force_login(Person.objects.get(public_id="clerk"), BACKEND)
    pages = [
        client.get(f"/desk/dossiers/{scenes.bring(state).reference}/").content.decode()
        for state in ("ready", "returned")
    ]
    assert ["Mời người nộp đánh giá" in page for page in pages] == [False, True]


def by_code(dossier: Dossier, grade: str = "unsatisfied") -> dict[str, str]:
    return {"code": dossier.reference, "phone_tail": "0123", "grade": grade}


def test_what_the_account_said_is_not_changed_by_the_code(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    dossier = scenes.bring("returned")
    client.post("/rate/", by_code(dossier))
    rate(scenes, dossier, Grade.VERY_SATISFIED)
    answer = client.post("/rate/", by_code(dossier))
    said = "đã được đánh giá từ tài khoản của người nộp" in answer.content.decode()
    assert (answer.status_code, said) == (422, True)
    assert queries.of(dossier) == Rating.objects.get(grade="very_satisfied")


@pytest.mark.parametrize("who", ["clerk", "leader"])
def test_nobody_rates_by_code_in_the_session_of_an_official(
    scenes: Scenes, client: Client, settings: Settings, who: str
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    dossier = scenes.bring("returned")
    client.force_login(Person.objects.get(public_id=who), BACKEND)
    answers = [client.get("/rate/"), client.post("/rate/", by_code(dossier))]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert "trên điện thoại của mình" in answers[0].content.decode()
    assert Rating.objects.count() == 0
