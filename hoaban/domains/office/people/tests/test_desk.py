import re
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from hoaban.core.journal import queries as journal
from hoaban.core.people import actions, queries
from hoaban.core.people.models import Delegation, Partner, Person, Post
from hoaban.core.people.tests.conftest import AT, BY

pytestmark = pytest.mark.usefixtures("cast")
Signed = Callable[[str], Client]
LEADER = "/desk/people/demo-lead-stp/"


@pytest.fixture(autouse=True)
def in_2020(settings: LazySettings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T08:00"


@pytest.fixture
def signed() -> Signed:
    def sign(username: str) -> Client:
        client = Client()
        client.force_login(
            Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sign


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_staff_list_is_found_without_diacritics(signed: Signed) -> None:
    page = text(signed("quantri"), "/desk/people/?q=dao+tran")
    assert "Trần Thị Đào" in page
    assert "Lò Thị Ban" not in page


def test_an_official_sees_the_staff_of_the_own_agency_alone(signed: Signed) -> None:
    page = text(signed("motcua.stp"), "/desk/people/")
    assert ("Trần Thị Đào" in page, "Vàng A Sính" in page) == (True, False)
    assert signed("motcua.stp").get("/desk/people/demo-lead-dbp/").status_code == 404


def test_citizens_do_not_stand_in_the_staff_list(signed: Signed) -> None:
    assert "Lò Văn Hặc" not in text(signed("quantri"), "/desk/people/")


def test_the_list_takes_as_many_queries_for_fifty_as_for_one(
    signed: Signed, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(60):
        person = actions.keep_person(
            username=f"nguoi-{number}", full_name=f"Người {number}", by=BY, at=AT
        )
        Post.objects.create(
            public_id=f"p{number}",
            person=person,
            agency=Post.objects.get(public_id="demo-clerk-stpp0").agency,
            role="clerk",
            title="Cán bộ",
            valid_from=date(2019, 1, 1),
        )
    client = signed("quantri")
    text(client, "/desk/people/")  # the agencies are read once, whoever asks first
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined] # a context manager
        page = text(client, "/desk/people/?q=nguoi")
    assert page.count("Cán bộ, Sở Tư pháp") == 50
    following = re.search(r'rel="next"\s+href="([^"]+)"', page)
    assert following
    assert (
        text(client, f"/desk/people/{following[1]}".replace("&amp;", "&")).count(
            "Cán bộ, Sở Tư pháp"
        )
        == 10
    )


def test_looking_at_a_record_is_itself_an_entry(signed: Signed) -> None:
    signed("motcua.stp").get(LEADER)
    entries = journal.of(Person.objects.get(username="lanhdao.stp")).filter(verb="people.viewed")
    assert [entry.by for entry in entries] == ["post:demo-clerk-stpp0"]


def test_keepers_create_a_person_with_a_post_and_a_first_password(signed: Signed) -> None:
    client = signed("quantri")
    form = {
        "full_name": "Lù Thị Mây",
        "username": "lu-thi-may",
        "agency": "ubnd-094",
        "role": "specialist",
        "title": "Chuyên viên",
        "valid_from": "30/03/2020",
    }
    answer = client.post("/desk/people/new/", form)
    person = Person.objects.get(username="lu-thi-may")
    assert answer["Location"] == f"/desk/people/{person.public_id}/"
    assert queries.posts_of(person).get().agency.code == "ubnd-094"
    page = client.post(f"/desk/people/{person.public_id}/password/").content.decode()
    drawn = re.search(r"<code>(.+?)</code>", page)
    person.refresh_from_db()
    assert drawn
    assert person.check_password(drawn[1])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "vanthu"}, "đã có người dùng"),
        ({"valid_from": "31/02/2020"}, "Không có ngày 31/02/2020."),
        ({"valid_from": "01/01/1990"}, "không có cơ quan"),
        ({"agency": "so-bịa"}, "so-bịa"),
        ({"title": ""}, "Hãy nhập chức danh"),
    ],
)
def test_a_bad_form_says_why_and_keeps_what_was_typed(
    signed: Signed, changed: dict[str, str], said: str
) -> None:
    form = {
        "full_name": "Lù Thị Mây",
        "username": "lu-thi-may",
        "agency": "so-tp",
        "role": "clerk",
        "title": "Cán bộ",
        "valid_from": "30/03/2020",
        **changed,
    }
    answer = signed("quantri").post("/desk/people/new/", form)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "Lù Thị Mây" in page) == (422, True, True)
    assert not Person.objects.filter(full_name="Lù Thị Mây").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lò Văn 5", "Tên người chỉ viết bằng chữ cái"),
        ("-Lò Văn Âm", "Tên người chỉ viết bằng chữ cái"),
        ("---", "Tên cần có ít nhất một chữ cái."),
        ("12345", "Tên cần có ít nhất một chữ cái."),
    ],
)
def test_an_official_is_named_by_letters(signed: Signed, name: str, said: str) -> None:
    page = signed("quantri").post("/desk/people/new/", {"full_name": name}).content.decode()
    assert (said in page, f'value="{name}"' in page) == (True, True)


DELEGATE = "/desk/people/posts/demo-lead-stpp0/delegate/"


def test_powers_to_sign_are_given_to_a_deputy_or_the_head_of_a_unit_alone(signed: Signed) -> None:
    choices = text(signed("lanhdao.stp"), DELEGATE)
    assert 'value="demo-dep-stpp0"' in choices
    for public_id in ("demo-clerk-stpp0", "demo-spec-stpp0", "demo-arch-stpp0"):
        assert f'value="{public_id}"' not in choices


@pytest.mark.parametrize("keeper", ["quantri", "cntt"])
def test_who_keeps_the_system_gives_no_powers_over_cases(signed: Signed, keeper: str) -> None:
    client = signed(keeper)
    assert client.get(DELEGATE).status_code == 403
    assert DELEGATE not in text(client, LEADER)


def test_a_locked_account_is_marked_in_the_list_and_offered_for_no_absence(signed: Signed) -> None:
    deputy = Post.objects.get(public_id="demo-dep-stpp0").person
    before = text(signed("lanhdao.stp"), DELEGATE)
    Person.objects.filter(pk=deputy.pk).update(is_active=False)
    after = text(signed("lanhdao.stp"), DELEGATE)
    marked = text(signed("quantri"), "/desk/people/?q=" + deputy.username)
    assert ("demo-dep-stpp0" in before, "demo-dep-stpp0" in after) == (True, False)
    assert "đã khóa" in marked


def test_a_head_without_a_deputy_reads_why_nothing_can_be_delegated(signed: Signed) -> None:
    others = Post.objects.filter(agency__code="so-tp").exclude(public_id="demo-lead-stpp0")
    Person.objects.filter(pk__in=others.values("person")).update(is_active=False)
    page = text(signed("lanhdao.stp"), DELEGATE)
    said = "Cơ quan chưa có cấp phó hay trưởng phòng nào được ký thay vị trí này"
    assert (said in page, 'name="taker"' in page) == (True, False)


def test_a_user_name_may_have_a_dot_as_the_accounts_have(signed: Signed) -> None:
    form = {
        "full_name": "Lù Thị Mây",
        "username": "may.so-tp_2",
        "agency": "so-tp",
        "role": "specialist",
        "title": "Chuyên viên",
        "valid_from": "30/03/2020",
    }
    signed("quantri").post("/desk/people/new/", form)
    assert Person.objects.get(full_name="Lù Thị Mây").username == "may.so-tp_2"


def test_a_leader_delegates_the_own_post_and_takes_it_back(signed: Signed) -> None:
    client = signed("lanhdao.stp")
    form = {
        "taker": "demo-dep-stpp0",
        "decision": "12/QĐ-STP",
        "reason": "Đi họp",
        "valid_from": "30/03/2020",
        "valid_to": "31/03/2020",
    }
    unwritten = client.post(DELEGATE, form | {"decision": ""})
    assert "Ủy quyền ký phải bằng văn bản" in unwritten.content.decode()
    client.post(DELEGATE, form)
    assert Delegation.objects.get().valid_to == date(2020, 4, 1)
    assert "Quàng Văn Ín" in text(client, LEADER)
    client.post("/desk/people/posts/demo-lead-stpp0/back/")
    assert Delegation.objects.get().ended_at is not None


@pytest.mark.parametrize("page", ["new/", "partners/", "posts/demo-lead-stpp0/end/"])
def test_who_may_see_and_not_keep_gets_403(signed: Signed, page: str) -> None:
    assert signed("motcua.stp").get(f"/desk/people/{page}").status_code == 403


def test_a_post_ends_on_a_day(signed: Signed) -> None:
    client, ending = signed("cntt"), "/desk/people/posts/demo-dep-stpp0/end/"
    assert client.post(ending, {"on": "hôm qua"}).status_code == 422
    client.post(ending, {"on": "01/04/2020"})
    assert Post.objects.get(public_id="demo-dep-stpp0").valid_to == date(2020, 4, 1)


def test_names_and_posts_are_kept_on_the_page_of_a_person(signed: Signed) -> None:
    client = signed("quantri")
    client.post(f"{LEADER}rename/", {"full_name": "Trần Thị Đào Anh"})
    form = {"agency": "so-nv", "role": "auditor", "title": "Thanh tra viên"}
    form["valid_from"] = "01/04/2020"
    client.post(f"{LEADER}appoint/", form)
    person = Person.objects.get(username="lanhdao.stp")
    assert (person.full_name, person.posts.count()) == ("Trần Thị Đào Anh", 2)
    assert client.post(f"{LEADER}rename/", {"full_name": ""}).status_code == 422


def test_a_token_is_shown_once(signed: Signed) -> None:
    client, path = signed("quantri"), "/desk/people/partners/"
    form = {"name": "Bưu điện", "slug": "buu-dien", "scopes": ["dossiers:write"], "agency": ""}
    shown = re.findall(r"<code>([^<]{40,})</code>", client.post(path, form).content.decode())
    assert queries.actor_for_token(shown[0]) is not None
    listed = text(client, path)
    assert shown[0] not in listed
    assert "<td>dossiers:write" not in listed
    assert listed.count("Nộp hồ sơ") == len(["in the list", "to be ticked"])
    client.post(f"{path}buu-dien/revoke/")
    assert not Partner.objects.get().is_active


def test_the_agencies_of_a_day_say_which_code_is_provisional(signed: Signed) -> None:
    page = text(signed("motcua.stp"), "/desk/agencies/?on=30/03/2020")
    assert ("000.00.00.H18" in page, "tạm thời" in page, "157 cơ quan tham gia" in page) == (
        *(True, True, True),
    )


@pytest.mark.parametrize(("on", "there"), [("30/06/2025", True), ("01/07/2025", False)])
def test_the_districts_end_with_june_2025(signed: Signed, on: str, there: bool) -> None:  # noqa: FBT001
    page = text(signed("motcua.stp"), f"/desk/agencies/?on={on}")
    assert ("huyện Tủa Chùa" in page) == there


def test_a_day_that_is_none_is_said_and_today_is_shown(signed: Signed) -> None:
    page = text(signed("motcua.stp"), "/desk/agencies/?on=31/02/2020")
    assert ("Không có ngày 31/02/2020." in page, "Sở Tư pháp" in page) == (True, True)


def test_an_agency_is_found_by_its_name_without_marks(signed: Signed) -> None:
    page = text(signed("motcua.stp"), "/desk/agencies/?q=him+lam")
    found = page.partition("<h2>")[2]
    assert (found.count("<li>"), "Him Lam" in found, "1 cơ quan" in found) == (1, True, True)
    nothing = text(signed("motcua.stp"), "/desk/agencies/?q=khong+co+dau")
    assert "0 cơ quan" in nothing
