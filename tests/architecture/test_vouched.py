"""Which rows the journal vouches for, and why the others are left to change without an entry."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from hoaban.core import clock
from hoaban.core.files.tests import samples
from hoaban.core.journal import beside, standing, vouching
from hoaban.core.people import actors, agencies
from hoaban.core.people.delegations import actions as delegations
from hoaban.core.people.models import Post
from hoaban.core.people.roles import Role
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.correspondence import actions as correspondence
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.ratings import actions as ratings
from hoaban.domains.onestop.ratings.enums import Grade
from tests.world.acts import ASKED, LATER
from tests.world.province import Ward, post_of
from tests.world.scenes import Scenes
from tests.world.uses import use_of

CONTENT = "loaded from files of content, which say it anew; the load is an entry where it changes"
OWN = "a person's own beginnings and settings: nothing is decided by them"
WORK = "work of the machine, done again or lost without a person's right being touched"
REPEATS = "says again what is vouched for elsewhere, for speed; counted anew by `recounts`"
NEEDLESS = {
    "calendars.": CONTENT,
    "cases.Case": "vouched for with the row of its room, by its own names (`case.code`)",
    "cases.Word": REPEATS,
    "drafts.Draft": OWN,
    "files.Blob": "its name is the digest of its bytes, which `hoaban verify` does not read",
    "http.": WORK,
    "jobs.": WORK,
    "journal.": "the journal itself: entries are under seals, seals are signed and chained",
    "kept.": WORK,
    "lists.View": OWN,
    "money.ReceiptLine": "says again what stands on the paper of its receipt, to be summed by kind",
    "notices.": "tells officials of entries that stand; their work is told by turns",
    "notify.SentMessage": "a copy of what was sent, blanked after its time",
    "numbers.Counter": "each number given stands on a row that is vouched for, and once",
    "papers.Layout": "its key is the digest of its texts",
    "people.Agency": CONTENT,
    "people.Area": CONTENT,
    "people.Nomination": "takes effect by a post alone, whose entry says what came of it",
    "procedures.": CONTENT,
    "profiles.Known": OWN,
    "tallies.": REPEATS,
}


def ours() -> list[type[models.Model]]:
    return [one for one in apps.get_models() if one.__module__.startswith("hoaban.")]


def is_vouched(model: type[models.Model]) -> bool:
    return vouching.is_vouched(model) or bool(getattr(model, "vouched_with", None))


def reasons(model: type[models.Model]) -> list[str]:
    return [why for name, why in NEEDLESS.items() if model._meta.label.startswith(name)]


def test_the_journal_vouches_for_the_rows_of_a_model_or_a_reason_says_why_not() -> None:
    wrong = {
        one._meta.label: (is_vouched(one), reasons(one))
        for one in ours()
        if is_vouched(one) == bool(reasons(one))
    }
    assert wrong == {}


def test_every_reason_is_for_a_model_that_is_there() -> None:
    labels = [one._meta.label for one in ours()]
    assert [name for name in NEEDLESS if not any(one.startswith(name) for one in labels)] == []


def test_what_stands_beside_a_subject_is_told_by_its_entries_alone() -> None:
    subjects = [one for one in ours() if vouching.is_vouched(one)]
    led = {model for one in subjects for model, _key, _columns in beside.models_beside(one)}
    assert {one for one in ours() if getattr(one, "vouched_with", None)} == led


def test_what_stands_beside_a_subject_is_found_along_an_index() -> None:
    """Each entry reads it: a table without one would be walked whole by every act."""
    walked = {
        model._meta.label
        for subject in ours()
        for model, key, _columns in beside.models_beside(subject)
        if key not in led_to_by_indexes(model)
    }
    assert walked == set()


def led_to_by_indexes(model: type[models.Model]) -> set[str]:
    """The fields by which an index over all rows of a table leads."""
    fields = model._meta.concrete_fields
    own = {one.name for one in fields if one.unique or getattr(one, "db_index", False)}
    indexes = {one.fields[0] for one in model._meta.indexes if one.condition is None}
    constraints = model._meta.total_unique_constraints
    return own | indexes | {one.fields[0] for one in constraints}


def test_of_a_row_all_counts_but_its_keys_and_what_repeats_something() -> None:
    """A column that a model gets later is vouched for, or left out by name."""
    left_out = {
        f"{model._meta.label}.{field.attname}"
        for model in ours()
        if (named := getattr(model, "vouched_with", None))
        for field in model._meta.concrete_fields
        if not field.primary_key
        and field.name != named[0]
        and field.attname not in {*named[1], *getattr(model, "vouched", ())}
    }
    assert left_out == {
        *(f"cases.Involvement.{name}" for name in ("act_by", "state")),
        *(f"cases.Involvement.{name}_at" for name in ("opened", "done", "closed")),
        "papers.Paper.wanted_at",  # when somebody wanted it drawn
        "papers.Paper.template_version",  # by which it is drawn, until it is
    }


ITS_OWN = {  # columns of a row for which its own entries do not vouch, and why
    "files.Use.left_at": "when nobody had it any more; what is done with it then is an entry",
    "people.Person.email": REPEATS,
    "people.Person.former_phones": REPEATS,
    "people.Person.is_synthetic": OWN,
    "people.Person.language": OWN,
    "people.Person.last_login": WORK,
    "people.Person.password": "a secret: what is known of it by others is said of it",
    "people.Person.password_is_first": OWN,
    "people.Person.search_text": REPEATS,
    "people.Person.sort_key": REPEATS,
    "dossiers.Dossier.phone_tail": REPEATS,
    "documents.Document.template_version": "by which it is drawn, until it is",
}


def test_of_a_row_all_counts_that_its_own_entries_are_about() -> None:
    """A column that such a model gets later is vouched for, or left out by name with a reason."""
    left_out = {
        f"{model._meta.label}.{field.attname}"
        for model in ours()
        if vouching.is_vouched(model) and not getattr(model, "vouched_with", None)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.attname not in getattr(model, "vouched", ())
    }
    assert left_out == set(ITS_OWN)


BESIDE = [
    (subject, *named)
    for subject in (Dossier, Document, Post)
    for named in beside.models_beside(subject)
]


def other(field: models.Field[Any, Any], value: Any) -> Any:  # noqa: ANN401 - values of columns
    """A value that a column could have too."""
    if isinstance(field, models.ForeignKey):
        return field.related_model._default_manager.exclude(pk=value).latest("pk").pk
    if isinstance(field, models.JSONField):
        return {"other": True}
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.DateField):  # a moment too
        return (value or clock.now()) + timedelta(days=400)
    return f"{value[:-1]}{'x' if value[-1:] != 'x' else 'y'}"


@contextmanager
def undone() -> Iterator[None]:
    """What happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def strays_of(subject: type[models.Model], key: int) -> bool:
    """Whether this subject is named, and nothing else."""
    found = {(one.model, one.pk) for one in standing.compare().strays}
    return found == {(subject._meta.label, key)}


@pytest.fixture
def furnished(worked: Ward) -> None:
    """What weeks of work may leave out: a row of every kind that stands beside another."""
    scenes = Scenes(worked)
    agency = agencies.row(ASKED, clock.day(LATER))
    scenes.made["asked"] = post_of(agency, Role.SPECIALIST, "asked-too")
    use_of(samples.pdf(), "khac.pdf")
    scans = {"identity": [use_of(samples.png(), "giay.png")]}
    scenes.act("supply", scenes.bring("awaiting_supplement"), counts={}, files=scans)
    for name in ("answer_consultation", "refund_fee", "correct", "revoke", "ask_payment"):
        scenes.bring(name)
    ended = scenes.bring("returned")
    ratings.rate(ended.pk, grade=Grade.SATISFIED, by=worked.citizen, at=LATER)
    asked = scenes.bring("in_process")
    correspondence.write(asked.pk, text="Cần nộp gì?", by=worked.citizen, at=LATER)
    deputy = post_of(worked.agency, Role.LEADER, "deputy")
    delegations.delegate(
        worked.leader.post_pk or 0,
        taker_pk=deputy.post_pk or 0,
        reason="Đi công tác",
        decision="12/QĐ",
        valid_from=clock.day(LATER),
        valid_to=clock.day(LATER) + timedelta(days=3),
        by=actors.system("tests"),
        at=LATER,
    )


def test_a_row_beside_a_subject_is_vouched_for_by_its_entries(furnished: None) -> None:
    assert standing.compare().strays == ()
    silent = []
    for subject, model, key, columns in BESIDE:
        row = model._default_manager.latest("pk")
        held = getattr(row, f"{key}_id")
        same = model._default_manager.filter(pk=row.pk)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        for name in columns:
            with (
                undone(),
                suppress(IntegrityError),
                transaction.atomic(),
            ):  # refused by the database
                same.update(**{name: other(fields[name], getattr(row, name))})
                silent += [] if strays_of(subject, held) else [(model, name)]
        with undone():
            same._raw_delete(connection.alias)
            silent += [] if strays_of(subject, held) else [(model, "removed")]
    assert silent == []


def test_a_link_between_rows_is_vouched_for_by_the_entries_of_the_one_that_has_it(
    furnished: None,
) -> None:
    withdrawn = Document.objects.filter(withdrawn_at__isnull=False)
    given_again = Dossier.objects.filter(corrects__isnull=False)
    links = [
        *((Document.objects.all(), "case_id"), (withdrawn, "replaced_by_id")),
        (given_again, "corrects_id"),
    ]
    silent = []
    for rows, name in links:
        row = rows.latest("pk")
        held = getattr(row, name)
        field = next(one for one in row._meta.concrete_fields if one.attname == name)
        for value in {other(field, held), None} - {held}:
            with undone():
                rows.filter(pk=row.pk).update(**{name: value})
                silent += [] if strays_of(type(row), row.pk) else [(name, value)]
    assert silent == []
