"""Before a password is drawn the page says who could confirm it."""

import pytest

from hoaban.core.people.models import Person, Post
from hoaban.domains.office.powers.tests.test_waiting import signed

pytestmark = pytest.mark.usefixtures("cast")


def test_the_page_says_who_could_confirm_and_when_nobody_could() -> None:
    keeper, head = signed("cntt"), Person.objects.get(username="lanhdao.stp")
    other = Person.objects.get(username="quantri")
    page = keeper.get(f"/desk/people/{head.public_id}/").text
    assert f"Xác nhận được: {other.full_name}" in page
    Post.objects.filter(person=other).delete()
    assert "không ai xác nhận được" in keeper.get(f"/desk/people/{head.public_id}/").text
