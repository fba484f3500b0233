"""Rows that somebody changes, adds or takes away behind the program's back are named."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from hoaban.casework.cases.models import Case
from hoaban.config import seals
from hoaban.config.commands import main
from hoaban.core import clock
from hoaban.core.files import actions as files
from hoaban.core.files.models import Use
from hoaban.core.files.tests.samples import png
from hoaban.core.journal import last_said, standing
from hoaban.core.journal.standing import Strayed
from hoaban.core.people import actions as people
from hoaban.core.people import actors
from hoaban.core.people.models import Person, Post
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from tests.world.province import Ward

PNG = png()
pytestmark = pytest.mark.django_db


def test_after_weeks_of_work_every_row_stands_as_its_last_entry_left_it(worked_world: Ward) -> None:
    found = seals.compare()
    assert (found.strays, found.under_another_secret) == ((), 0)
    assert found.compared > 20


def test_after_a_replay_of_the_past_every_row_stands(played_world: None) -> None:
    assert standing.compare().strays == ()


def test_in_a_demo_every_row_stands(sampled_world: int) -> None:
    assert standing.compare().strays == ()


def change(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("answers", {"request": {"copies": 9}}),
        ("owner", {"full_name": "Người khác"}),
        ("fee_amount", 1),
        ("fee_lines", [{"code": "khac"}]),
        ("money", "owed"),
        ("handed_to", {"name": "Người khác"}),
        ("end_reason", "khác"),
        ("book_number", 99999),
    ],
)
def test_a_dossier_changed_by_hand_is_named(worked_world: Ward, column: str, value: object) -> None:
    pk = Dossier.objects.latest("pk").pk
    Dossier.objects.filter(pk=pk).update(**{column: value})
    assert [(one.pk, one.how) for one in standing.compare().strays] == [(pk, Strayed.CHANGED)]


@pytest.mark.parametrize("column", ["due_at", "held_to", "opened_at"])
def test_a_promise_changed_by_hand_is_named(worked_world: Ward, column: str) -> None:
    pk = Dossier.objects.filter(case__due_at__isnull=False).latest("pk").pk
    Case.objects.filter(pk=pk).update(**{column: datetime(2031, 1, 1, tzinfo=UTC)})
    assert [(one.pk, one.how) for one in standing.compare().strays] == [(pk, Strayed.CHANGED)]


def test_a_document_and_a_post_changed_by_hand_are_named(sampled_world: int) -> None:
    document = Document.objects.exclude(symbol="").latest("pk")
    Document.objects.filter(pk=document.pk).update(symbol="1/GIA")
    post = Post.objects.filter(role="clerk").latest("pk")
    Post.objects.filter(pk=post.pk).update(role="leader", is_head=True)
    found = {(one.model, one.pk) for one in standing.compare().strays}
    assert found == {("documents.Document", document.pk), ("people.Post", post.pk)}


def test_an_account_and_a_file_changed_by_hand_are_named(worked_world: Ward) -> None:
    at, by = clock.now(), actors.system("tests")
    use = files.store_bytes(PNG, name="a.png", by=by, at=at, source="portal", owner="citizen:a")
    with transaction.atomic():
        person = people.keep_person(username="la", full_name="Lò Văn La", by=by, at=at)
    assert standing.compare().strays == ()
    Use.objects.filter(pk=use.pk).update(owner="citizen:b")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    found = {(one.model, one.pk) for one in standing.compare().strays}
    assert found == {("files.Use", use.pk), ("people.Person", person.pk)}


def test_what_is_taken_away_or_put_in_by_hand_is_named(sampled_world: int) -> None:
    document = Document.objects.filter(copy_of=None, copies=None, symbol="").latest("pk")
    Dossier.objects.filter(result=document).update(result=None)
    named = {one.pk for one in standing.compare().strays}
    Document.objects.filter(pk=document.pk).delete()
    Document.objects.create(
        public_id="put-in", agency=document.agency, kind=document.kind, drafted_at=clock.now()
    )
    how = {one.how for one in standing.compare().strays if one.model == "documents.Document"}
    assert (len(named), how) == (1, {Strayed.REMOVED, Strayed.ADDED})


def test_a_receipt_changed_by_hand_is_named(worked_world: Ward) -> None:
    receipt = Receipt.objects.latest("pk")
    Receipt.objects.filter(pk=receipt.pk).update(amount=receipt.amount + 1)
    found = [(one.model, one.pk, one.how) for one in seals.compare().strays]
    assert found == [
        ("money.Receipt", receipt.pk, Strayed.CHANGED),
        ("dossiers.Dossier", receipt.dossier_id, Strayed.CHANGED),  # which it belongs to
    ]


def test_verify_says_which_row_was_changed(
    worked_world: Ward, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = Dossier.objects.latest("pk")
    change("UPDATE dossiers_dossier SET fee_amount = 1 WHERE case_id = %s", dossier.pk)
    assert main(["verify"]) == 1
    said = capsys.readouterr().out
    assert f"Dòng dossiers.Dossier {dossier.pk} {dossier.case}: khác với nhật ký" in said


def test_under_another_secret_nothing_is_called_changed(
    worked_world: Ward, settings: Settings
) -> None:
    settings.SECRET_KEY = "another secret of thirty-two bytes or more"
    found = standing.compare()
    assert found.strays == ()
    assert found.under_another_secret == found.compared > 0


def test_an_entry_tells_nothing_of_what_was_declared(worked_world: Ward) -> None:
    """Two dossiers alike in every value have digests that have nothing in common."""
    digests = last_said.said(Dossier, list(Dossier.objects.values_list("pk", flat=True)), ())
    assert len(set(digests.values())) == len(digests) > 1
