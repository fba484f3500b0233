"""A citizen closes the own account: what is personal of it goes, what was filed stays."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client

from hoaban.core.accounts import actions as accounts
from hoaban.core.accounts.rules import HasLeft, HeldAPost
from hoaban.core.http import parked
from hoaban.core.journal import standing
from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import race
from hoaban.core.people import actions as people
from hoaban.core.people import actors, queries
from hoaban.core.people.models import Person, Post
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.domains.onestop.claims import actions as claims
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.leaving import actions
from hoaban.domains.onestop.profiles import actions as profiles
from hoaban.domains.onestop.profiles.models import Known
from tests.world.province import MONDAY, Ward
from tests.world.scenes import Scenes

SYSTEM = actors.system("tests")
PASSWORD = "mật khẩu dài của tôi"
ADDRESS = "/account/close/"


@pytest.fixture
def citizen(ward: Ward) -> Person:
    """Somebody with a number, an address, an app, a session, a family that is kept."""
    person = Person.objects.get(public_id="citizen")
    people.set_phone(person.pk, phone="0912345678", confirmed=True, by=SYSTEM, at=MONDAY)
    person.refresh_from_db()
    person.email = "la@example.invalid"
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    said = {"person": {"full_name": "Lò Văn La"}, "residence": {}}
    profiles.keep(None, relation="self", said=said, by=ward.citizen, at=MONDAY)
    return person


def signed_in() -> Client:
    client = Client()
    answer = client.post("/account/login/", {"login": "0912345678", "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    assert 'name="knows"' not in client.get(ADDRESS).content.decode()
    proof = client.post(f"/account/reauthenticate/?next={ADDRESS}", {"password": PASSWORD})
    assert proof["Location"] == ADDRESS
    return client


def rows_that_say(*words: str) -> list[str]:
    """The accounts' tables in which one of these words stands."""
    tables: list[Any] = [Person, EmailAddress, Authenticator, UserSession, Known, Draft]
    return [
        model.__name__
        for model in tables
        for row in model.objects.values()
        if any(word in f"{row}" for word in words)
    ]


def test_nothing_personal_of_the_account_stays_and_the_dossier_goes_on(
    scenes: Scenes, citizen: Person
) -> None:
    dossier = scenes.bring("received")
    filed = dict(dossier.owner)
    client, elsewhere = signed_in(), signed_in()
    parked.put(citizen.public_id, {"to": "/", "page": "/", "fields": "a=b", "had_files": ""})
    name = citizen.full_name
    page = client.get(ADDRESS).content.decode()
    assert str(dossier.case) in page
    assert client.post(ADDRESS, {}).status_code == 422
    answer = client.post(ADDRESS, {"knows": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/")

    assert rows_that_say("0912345678", "la@example.invalid", name, "Lò Văn La") == []
    assert [one.get("/my/").status_code for one in (client, elsewhere)] == [302, 302]
    again = Client().post("/account/login/", {"login": "0912345678", "password": PASSWORD})
    assert again.status_code == 200
    assert parked.of(citizen.public_id) is None
    dossier.refresh_from_db()
    assert (dossier.owner, dossier.state) == (filed, "received")
    assert Entry.objects.filter(verb="people.left", subject_pk=citizen.pk).count() == 1
    assert standing.compare().strays == ()


def test_a_session_that_began_long_ago_is_asked_for_the_password_once_more(
    citizen: Person,
) -> None:
    client = Client()
    client.force_login(citizen, "django.contrib.auth.backends.ModelBackend")
    answer = client.post(ADDRESS, {"knows": "on"})
    assert answer["Location"].startswith("/account/reauthenticate/")
    citizen.refresh_from_db()
    assert citizen.is_active


def test_the_number_is_free_for_a_new_account_which_may_claim_the_dossier(
    scenes: Scenes, citizen: Person, ward: Ward
) -> None:
    dossier = scenes.bring("received")
    dossier.owner["phone"] = "0912345678"
    dossier.owner_person = citizen
    dossier.save()
    actions.leave(by=ward.citizen, at=MONDAY)
    anew = Person(full_name="Lò Văn La", phone="0912345678")
    anew = people.register(anew, by=SYSTEM, at=MONDAY)
    people.set_phone(anew.pk, phone="0912345678", confirmed=True, by=SYSTEM, at=MONDAY)
    by = queries.actor_for_citizen(Person.objects.get(pk=anew.pk))
    assert claims.claim(dossier.reference, by=by, at=MONDAY).owner_person_id == anew.pk


def test_whoever_holds_or_held_a_post_does_not_vanish(ward: Ward) -> None:
    post = Post.objects.select_related("person").filter(agency=ward.agency)[0]
    by = queries.actor_for_citizen(post.person)
    with pytest.raises(HeldAPost):
        actions.leave(by=by, at=MONDAY)

    client = Client()
    client.force_login(post.person, "django.contrib.auth.backends.ModelBackend")
    page = client.get(ADDRESS).content.decode()
    assert (str(HeldAPost()) in page, "reauthenticate" in page.partition("<main")[2]) == (
        True,
        False,
    )


def test_nobody_closes_an_account_of_another(ward: Ward, citizen: Person) -> None:
    with pytest.raises(NotAllowed):
        accounts.leave(citizen.pk, by=ward.stranger, at=MONDAY)


def test_no_keeper_opens_it_again_and_it_does_not_close_twice(
    scenes: Scenes, citizen: Person, ward: Ward
) -> None:
    actions.leave(by=ward.citizen, at=MONDAY)
    with pytest.raises(HasLeft):
        accounts.reopen(citizen.pk, by=scenes.actor("administrator"), at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.leave(by=ward.citizen, at=MONDAY)


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_of_many_presses_one_closes_it(citizen: Person, ward: Ward) -> None:
    def leave(_number: int) -> type[Refusal] | None:
        try:
            actions.leave(by=ward.citizen, at=MONDAY)
        except Refusal as refusal:
            return type(refusal)
        return None

    refused = [one for one in race(leave) if one]
    assert refused == [NotAllowed] * 7
    assert Entry.objects.filter(verb="people.left").count() == 1
