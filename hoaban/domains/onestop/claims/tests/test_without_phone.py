"""Who declared no telephone at the counter brings the dossier into the account all the same."""

from dataclasses import replace

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.domains.onestop.claims import actions, queries
from hoaban.domains.onestop.claims.refused import NothingConfirmed, NothingToClaim
from hoaban.domains.onestop.claims.rules import Proof
from hoaban.domains.onestop.claims.tests.test_claim import COUNTS, account, seen
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from tests.world.desks import BACKEND
from tests.world.province import MONDAY, OWNER, Ward, filing
from tests.world.scenes import refused

NUMBER = OWNER["identity_number"]


def filed(ward: Ward, **said: str) -> Dossier:
    """Received at the counter from somebody who declared this of themselves."""
    owner = OWNER | {"phone": ""} | said
    given = filing(ward.agency, channel="counter", owner=owner, counts=COUNTS)
    return filing_actions.submit(given, by=ward.clerk, at=MONDAY)


@pytest.mark.parametrize("name", ["Lường Thị Ban", "LUONG THI BAN"])
def test_the_code_with_the_whole_identity_number_and_the_name_bring_it(
    ward: Ward, name: str
) -> None:
    dossier, by = filed(ward), account(name=name, phone="0900000999")
    actions.claim(dossier.reference, identity_number=NUMBER, by=by, at=MONDAY)
    assert seen(by) == [dossier.reference]
    assert NUMBER not in str(Entry.objects.get(verb="dossiers.claimed").facts)


@pytest.mark.parametrize(
    ("said", "name", "number"),
    [
        ({}, "Lường Thị Ban", "011190000124"),
        ({}, "Lường Văn Ban", NUMBER),
        ({}, "Lường Thị Ban", ""),
        ({"phone": "0900000123"}, "Lường Thị Ban", NUMBER),
        ({"identity_number": "none"}, "Lường Văn Ban", ""),
        ({"identity_number": ""}, "Lường Văn Ban", ""),
    ],
    ids=["another number", "another name", "no number", "a telephone", "no paper", "nothing"],
)
def test_less_than_that_brings_nothing(
    ward: Ward, said: dict[str, str], name: str, number: str
) -> None:
    dossier, by = filed(ward, **said), account(name=name, phone="0900000999")
    with refused(NothingToClaim):
        actions.claim(dossier.reference, identity_number=number, by=by, at=MONDAY)
    assert seen(by) == []


@pytest.mark.parametrize("verified", [True, False])
def test_a_confirmed_address_of_mail_that_was_declared_brings_it(
    ward: Ward, *, verified: bool
) -> None:
    dossier, by = filed(ward, email="Ban@vidu.vn"), account(phone="")
    person = Person.objects.get(pk=by.person_pk or 0)
    EmailAddress.objects.create(user=person, email="ban@vidu.vn", verified=verified, primary=True)
    browser = Client()
    browser.force_login(person, BACKEND)
    answer = browser.post("/my/claim/", {"code": dossier.reference})
    assert (answer.status_code, seen(by)) == ((302, [dossier.reference]) if verified else (422, []))


def test_the_page_takes_the_number_as_people_write_it(ward: Ward) -> None:
    dossier, by = filed(ward), account(phone="")
    browser = Client()
    browser.force_login(Person.objects.get(pk=by.person_pk or 0), BACKEND)
    sent = {"code": dossier.reference, "identity_number": "011 190 000 12"}
    refused_page = browser.post("/my/claim/", sent)
    told = browser.post("/my/claim/", {"code": dossier.reference})
    taken = browser.post("/my/claim/", sent | {"identity_number": " 011.190.000.123 "})
    assert (refused_page.status_code, told.status_code, taken.status_code) == (422, 422, 302)
    assert "hãy ghi thêm số giấy tờ" in told.text
    assert seen(by) == [dossier.reference]


def test_the_number_counts_beside_the_drawn_reference_alone(ward: Ward) -> None:
    dossier, proof = filed(ward), Proof("luong thi ban", "", identity_number=NUMBER)
    written = f"Mã tra cứu: {dossier.reference.lower()}"
    assert queries.proof_by(dossier.reference, dossier, proof) == replace(proof, has_reference=True)
    assert queries.parts_of(dossier, queries.proof_by(written, dossier, proof)) != []
    by_code = queries.proof_by("H18.99-200330-0001", dossier, proof)
    assert (bool(by_code), queries.parts_of(dossier, by_code)) == (False, [])


def test_one_dossier_is_tried_few_times_a_day_from_however_many_accounts(ward: Ward) -> None:
    dossier = filed(ward)
    for _account in range(3):
        browser = Client()
        browser.force_login(Person.objects.get(pk=account(phone="").person_pk or 0), BACKEND)
        for number in range(4):
            sent = {"code": dossier.reference, "identity_number": f"01119000020{number}"}
            last = browser.post("/my/claim/", sent)
    assert "thử quá nhiều lần" in last.text


@pytest.mark.parametrize("number", ["", "none"])
def test_who_declared_no_number_brings_the_drawn_reference_and_the_name(
    ward: Ward, number: str
) -> None:
    dossier, by = filed(ward, identity_number=number), account(phone="")
    with refused(NothingConfirmed):
        actions.claim(str(dossier.code), by=by, at=MONDAY)
    actions.claim(dossier.reference, by=by, at=MONDAY)
    assert seen(by) == [dossier.reference]
