from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from hoaban.core.journal import queries as journal
from hoaban.core.journal.tests.racing import race
from hoaban.core.people import actions, actors, agencies, names, queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.delegations import actions as delegations
from hoaban.core.people.models import Delegation, Person, Post
from hoaban.core.people.partners import actions as partners
from hoaban.core.people.roles import Role, Standing, standing
from hoaban.core.people.tests.conftest import AT, BY
from hoaban.core.refusals import NotAllowed, NotWellFormed, Refusal
from tests.world import loading

TODAY = date(2020, 3, 30)
pytestmark = pytest.mark.usefixtures("cast")


def post(public_id: str) -> Post:
    return queries.posts_by_pk(
        list(Post.objects.filter(public_id=public_id).values_list("pk", flat=True))
    ).get()


def acting(public_id: str) -> Actor:
    return queries.actor_for_post(post(public_id), TODAY)


def delegate(by: Actor = BY, giver: str = "demo-lead-stpp0", **changed: object) -> Delegation:
    facts = {
        "taker_pk": post("demo-dep-stpp0").pk,
        "reason": "Đi công tác",
        "decision": "12/QĐ-STP",
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=3),
        **changed,
    }
    return delegations.delegate(post(giver).pk, by=by, at=AT, **facts)  # type: ignore[arg-type] # a table of facts


def appoint(person: Person, by: Actor = BY, **changed: object) -> Post:
    facts = {
        "agency": agencies.row("so-tp", TODAY),
        "role": Role.SPECIALIST,
        "title": "Chuyên viên",
        "valid_from": TODAY,
        **changed,
    }
    return actions.appoint(person.pk, by=by, at=AT, **facts)  # type: ignore[arg-type] # a table of facts


def test_a_kept_person_can_be_found_and_sorted_and_is_in_the_journal() -> None:
    person = actions.keep_person(username="An.Le", full_name=" Lê  Thị Ánh", by=BY, at=AT)
    assert (person.username, person.full_name, person.search_text) == (
        *("an.le", "Lê Thị Ánh", "le thi anh"),
    )
    assert person.sort_key == names.sort_key("Lê Thị Ánh")
    assert [entry.verb for entry in journal.of(person)] == ["people.kept"]
    assert not person.has_usable_password()


@pytest.mark.parametrize("public_id", ["demo-clerk-stpp0", "demo-lead-stpp0", "demo-auditorp0"])
def test_officials_who_do_not_keep_the_system_are_refused(public_id: str) -> None:
    by, person = acting(public_id), Person.objects.get(username="vanthu")
    changes: list[Callable[[], object]] = [
        lambda: actions.keep_person(username="x", full_name="X", by=by, at=AT),
        lambda: actions.rename(person.pk, full_name="Y", by=by, at=AT),
        lambda: appoint(person, by),
        lambda: actions.end_post(post("demo-archivistp0").pk, on=TODAY, by=by, at=AT),
        lambda: partners.register_partner(slug="x", name="X", agency=None, scopes=[], by=by, at=AT),
    ]
    for change in changes:
        with pytest.raises(NotAllowed):
            change()


@pytest.mark.parametrize("public_id", ["demo-adminp0", "demo-itp0"])
def test_administrators_and_it_officers_keep_people(public_id: str) -> None:
    by = acting(public_id)
    person = actions.keep_person(username="moi", full_name="Người Mới", by=by, at=AT)
    assert appoint(person, by).agency.code == "so-tp"


@pytest.mark.parametrize("public_id", ["ubnd-094.c", "cd 7", "cán-bộ"])
def test_an_id_that_no_address_can_hold_is_given_to_nobody(public_id: str) -> None:
    with pytest.raises(ValueError, match="no id for an address"):
        actions.keep_person(username="x", full_name="X", public_id=public_id, by=BY, at=AT)
    person = actions.keep_person(username="y", full_name="Y", by=BY, at=AT)
    with pytest.raises(ValueError, match="no id for an address"):
        appoint(person, public_id=public_id)


def test_a_username_belongs_to_one_person() -> None:
    with pytest.raises(rules.UsernameTaken, match="“vanthu”"):
        actions.keep_person(username="VanThu", full_name="X", by=BY, at=AT)


@pytest.mark.parametrize(
    "facts", [{"username": "", "full_name": "X"}, {"username": "x", "full_name": " "}]
)
def test_a_person_has_both_names(facts: dict[str, str]) -> None:
    with pytest.raises(NotWellFormed):
        actions.keep_person(**facts, by=BY, at=AT)  # type: ignore[arg-type] # both are text


def test_a_citizen_may_correct_the_own_name_alone() -> None:
    person, other = (Person.objects.get(username=n) for n in ("congdan", "congdan2"))
    by = queries.actor_for_citizen(person)
    assert actions.rename(person.pk, full_name="Lò Văn Hạc", by=by, at=AT).full_name == "Lò Văn Hạc"
    with pytest.raises(NotAllowed):
        actions.rename(other.pk, full_name="X", by=by, at=AT)


def test_a_confirmed_number_belongs_to_one_account() -> None:
    person = Person.objects.get(username="vanthu")
    with pytest.raises(rules.PhoneTaken):
        actions.set_phone(person.pk, phone="0900000001", confirmed=True, by=BY, at=AT)


@pytest.mark.parametrize("public_id", ["demo-admin", "demo-it"])
def test_nobody_gives_himself_a_post(public_id: str) -> None:
    keeper, person = acting(f"{public_id}p0"), queries.by_public_id(public_id)
    with pytest.raises(rules.OwnAppointment):
        appoint(person, by=keeper, role=Role.LEADER)
    assert [post.role for post in queries.posts_of(person)] == [str(keeper.role)]


def test_a_keeper_does_not_delegate_to_himself() -> None:
    keeper = acting("demo-adminp0")
    clerk = appoint(
        queries.by_public_id("demo-other-snv"),
        agency=agencies.row(keeper.agency, TODAY),
        role=Role.CLERK,
    )
    with pytest.raises(rules.OwnAppointment):
        delegate(keeper, giver=clerk.public_id, taker_pk=keeper.post_pk)


@pytest.mark.parametrize("keeper", ["demo-adminp0", "demo-itp0"])
def test_who_keeps_the_system_gives_nobody_a_leaders_powers(keeper: str) -> None:
    with pytest.raises(rules.DelegationNotTheirs):
        delegate(acting(keeper))


def test_the_head_delegates_a_deputys_post() -> None:
    other = appoint(
        Person.objects.get(username="vanthu"), role=Role.LEADER, title="Phó Giám đốc Sở"
    )
    given = delegate(acting("demo-lead-stpp0"), giver="demo-dep-stpp0", taker_pk=other.pk)
    assert given.decision == "12/QĐ-STP"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"taker": "demo-clerk-stpp0"}, rules.DelegationToNobodySuch),
        ({"taker": "demo-spec-stpp0"}, rules.DelegationToNobodySuch),
        ({"decision": ""}, rules.DelegationUnwritten),
        ({"decision": " . "}, rules.DelegationUnwritten),
    ],
)
def test_powers_to_sign_go_in_writing_to_whom_the_decree_allows(
    changed: dict[str, object], refusal: type[Refusal]
) -> None:
    facts = dict(changed)
    if taker := facts.pop("taker", None):
        facts["taker_pk"] = post(str(taker)).pk
    with pytest.raises(refusal):
        delegate(acting("demo-lead-stpp0"), **facts)  # type: ignore[arg-type] # a table of facts


def test_nobody_stands_in_whose_account_is_locked() -> None:
    deputy = post("demo-dep-stpp0").person
    Person.objects.filter(pk=deputy.pk).update(is_active=False)
    with pytest.raises(rules.DelegationToLocked):
        delegate(acting("demo-lead-stpp0"))


def test_the_head_of_a_unit_may_stand_in_for_the_head() -> None:
    unit = appoint(
        Person.objects.get(username="vanthu"),
        role=Role.LEADER,
        title="Trưởng phòng",
        unit="Phòng Hành chính",
        is_head=True,
    )
    assert unit.standing == Standing.UNIT_HEAD
    assert delegate(acting("demo-lead-stpp0"), taker_pk=unit.pk).taker_id == unit.pk


@pytest.mark.parametrize(
    ("title", "is_head", "unit", "found"),
    [
        ("Chủ tịch", True, "", Standing.HEAD),
        ("Phó Chủ tịch", False, "", Standing.DEPUTY),
        ("phó giám đốc", False, " ", Standing.DEPUTY),
        ("Trưởng phòng Tư pháp", False, "", Standing.OTHER),
        ("Phó Trưởng phòng Tư pháp", False, "", Standing.OTHER),
        ("Trưởng phòng", True, "Phòng Tư pháp", Standing.UNIT_HEAD),
        ("Phó Chánh Văn phòng", False, "Văn phòng", Standing.OTHER),
        ("Phó Chánh Văn phòng", False, "", Standing.DEPUTY),
        ("Chuyên viên", False, "", Standing.OTHER),
    ],
)
def test_what_a_post_is_in_its_agency(
    title: str, *, is_head: bool, unit: str, found: Standing
) -> None:
    assert standing(title, is_head=is_head, unit=unit) == found


def test_a_post_that_ended_acts_no_more_and_its_papers_stay() -> None:
    held = post("demo-clerk-stpp0")
    actions.end_post(held.pk, on=TODAY, by=BY, at=AT)
    assert queries.choices_of(held.person, TODAY) == []
    assert len(queries.choices_of(held.person, TODAY - timedelta(days=1))) == 1
    with pytest.raises(rules.AlreadyEnded, match="30/03/2020"):
        actions.end_post(held.pk, on=TODAY, by=BY, at=AT)


def test_a_post_cannot_end_before_it_begins() -> None:
    with pytest.raises(rules.EndsBeforeItBegins, match="01/01/2019"):
        actions.end_post(post("demo-clerk-stpp0").pk, on=date(2018, 1, 1), by=BY, at=AT)
    with pytest.raises(rules.EndsBeforeItBegins):
        appoint(Person.objects.get(username="vanthu"), valid_to=TODAY)


def test_nobody_is_appointed_to_an_agency_that_is_no_more() -> None:
    person, on = Person.objects.get(username="vanthu"), date(2017, 1, 1)
    with pytest.raises(agencies.NoAgencyThatDay):
        appoint(person, valid_from=on)


def test_a_leader_delegates_the_own_post_for_some_days() -> None:
    delegate(acting("demo-lead-stpp0"))
    taker = Person.objects.get(username="pho.stp")
    keys = [
        [choice.key for choice in queries.choices_of(taker, TODAY + timedelta(days=n))]
        for n in (-1, 0, 2, 3, 4)
    ]
    both = ["demo-dep-stpp0", "demo-dep-stpp0.demo-lead-stpp0"]
    assert keys == [both[:1], both, both, both[:1], both[:1]]


def test_a_delegation_ends_with_the_post_it_is_of() -> None:
    delegate()
    actions.end_post(post("demo-lead-stpp0").pk, on=TODAY + timedelta(days=1), by=BY, at=AT)
    taker = Person.objects.get(username="pho.stp")
    keys = [
        [choice.key for choice in queries.choices_of(taker, TODAY + timedelta(days=n))]
        for n in (0, 1)
    ]
    both = ["demo-dep-stpp0", "demo-dep-stpp0.demo-lead-stpp0"]
    assert keys == [both, both[:1]]


def test_nobody_acts_in_a_post_before_it_begins() -> None:
    taker, first = Person.objects.get(username="pho.stp"), TODAY + timedelta(days=1)
    appointed = appoint(taker, valid_from=first)
    ways = [queries.choices_of(taker, day) for day in (TODAY, first)]
    assert [appointed in [way.post for way in found] for found in ways] == [False, True]


def test_who_acts_by_delegation_is_named_beside_whom_it_is_for() -> None:
    delegate()
    actor = queries.actor_for_post(post("demo-dep-stpp0"), TODAY, post("demo-lead-stpp0"))
    assert (actor.reference, actor.behalf, actor.role, actor.is_head, actor.post_pk) == (
        *("post:demo-dep-stpp0", "post:demo-lead-stpp0", Role.LEADER, True),
        post("demo-lead-stpp0").pk,
    )


@pytest.mark.parametrize("public_id", ["demo-clerk-stpp0", "demo-lead-dbpp0"])
def test_nobody_else_gives_a_leaders_post_away(public_id: str) -> None:
    with pytest.raises(NotAllowed):
        delegate(acting(public_id))


def test_what_was_delegated_is_not_passed_on() -> None:
    delegate()
    by = queries.actor_for_post(post("demo-dep-stpp0"), TODAY, post("demo-lead-stpp0"))
    with pytest.raises(NotAllowed):
        delegate(by, taker_pk=post("demo-clerk-stpp0").pk)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"valid_to": TODAY}, rules.EndsBeforeItBegins),
        ({"taker": "demo-lead-stpp0"}, rules.DelegationToOneself),
        ({"taker": "demo-lead-dbpp0"}, rules.DelegationOutsideAgency),
    ],
)
def test_a_delegation_has_its_limits(changed: dict[str, object], refusal: type[Refusal]) -> None:
    facts = dict(changed)
    if taker := facts.pop("taker", None):
        facts["taker_pk"] = post(str(taker)).pk
    with pytest.raises(refusal):
        delegate(**facts)  # type: ignore[arg-type] # a table of facts


def test_two_delegations_of_one_post_do_not_overlap() -> None:
    delegate()
    with pytest.raises(rules.DelegationOverlaps):
        delegate(taker_pk=post("demo-spec-stpp0").pk, valid_from=TODAY + timedelta(days=1))


def test_the_giver_who_is_back_takes_the_post_back() -> None:
    given = delegate()
    with pytest.raises(NotAllowed):
        delegations.end_delegation(given.pk, by=acting("demo-dep-stpp0"), at=AT)
    delegations.end_delegation(given.pk, by=acting("demo-lead-stpp0"), at=AT)
    assert len(queries.choices_of(Person.objects.get(username="pho.stp"), TODAY)) == 1
    with pytest.raises(rules.AlreadyEnded):
        delegations.end_delegation(given.pk, by=BY, at=AT)


def test_a_token_is_returned_once_and_kept_as_a_digest() -> None:
    partner, token = partners.register_partner(
        slug="buu-dien", name="Bưu điện", agency=None, scopes=["dossiers:read"], by=BY, at=AT
    )
    actor = queries.actor_for_token(token)
    assert actor is not None
    assert (actor.reference, actor.may("dossiers:read"), actor.may("dossiers:write")) == (
        *("partner:buu-dien", True, False),
    )
    assert token not in partner.token_digest
    assert queries.actor_for_token(partner.token_digest) is None
    with pytest.raises(rules.SlugTaken):
        partners.register_partner(slug="buu-dien", name="X", agency=None, scopes=[], by=BY, at=AT)


def test_a_revoked_token_is_worth_nothing_and_revoking_again_is_harmless() -> None:
    partner, token = partners.register_partner(
        slug="thu", name="Thử", agency=None, scopes=[], by=BY, at=AT
    )
    for _ in range(2):
        partners.revoke_partner(partner.pk, by=BY, at=AT)
    assert queries.actor_for_token(token) is None
    verbs = [entry.verb for entry in journal.of(partner)]
    assert verbs.count("people.partner_revoked") == 1


def test_the_demo_is_loaded_once() -> None:
    before = Person.objects.count()
    assert loading.load_demo(by=BY, at=AT) == 0
    assert (Person.objects.count(), Person.objects.filter(is_synthetic=False).count()) == (
        before,
        0,
    )


def test_names_are_given_back_for_references() -> None:
    shown = queries.names_of({"post:demo-lead-stpp0", "citizen:demo-citizen", "system:x"})
    assert shown == {
        "post:demo-lead-stpp0": "Trần Thị Đào (Giám đốc)",
        "citizen:demo-citizen": "Lò Văn Hặc",
    }


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_of_eight_delegations_at_once_one_stands(cast: None) -> None:
    def attempt(_number: int) -> object:
        try:
            return delegate()
        except rules.DelegationOverlaps as refusal:
            return refusal

    done = race(attempt)
    assert [isinstance(one, Delegation) for one in done].count(True) == 1
    assert Delegation.objects.count() == 1


def test_the_system_has_a_name() -> None:
    assert actors.system("expiry").reference == "system:expiry"
