"""Whoever looks vouches for nothing: a row that was changed outside is named as before."""

from collections import Counter

from hoaban.casework.papers import actions as papers
from hoaban.casework.papers.models import Paper
from hoaban.core.accounts import actions as accounts
from hoaban.core.journal import standing
from hoaban.core.journal.models import Entry
from hoaban.core.people import actions as people
from hoaban.core.people import actors
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.domains.documents import actions as documents
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers import actions as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.looks import actions as looks
from hoaban.domains.onestop.looks.enums import Topic
from hoaban.engines.search import actions as searching
from tests.world.acts import LONG_AFTER
from tests.world.province import Ward


def look_at(dossier: Dossier, document: Document, paper: Paper, by: Actor) -> None:
    """All that leaves what it is about as it was."""
    person, at = by.person_pk or 0, LONG_AFTER
    dossiers.view(dossier.pk, by=by, at=at)
    dossiers.view_numbers(dossier.pk, by=by, at=at)
    looks.look(dossier.pk, topics=[Topic.MESSAGES], by=by, at=at)
    documents.view(document.pk, by=by, at=at)
    documents.want(document.pk, by=by, at=at)
    papers.view(paper.pk, by=by, at=at)
    papers.want_paper(paper.pk, by=by, at=at)
    people.view(person, by=by, at=at)
    people.speak(person, language="en", by=by, at=at)
    accounts.change_password(person, password="mot mat khau that dai 1", by=by, at=at)
    accounts.note_sign_in(person, by=by, at=at)
    accounts.note_second_factor(person, change="totp_activated", by=by, at=at)
    searching.note("Lò Văn Nam", place="work", found=1, by=by, at=at)


def test_a_look_does_not_vouch_anew_for_what_was_changed_outside(db: None, worked: Ward) -> None:
    dossier = Dossier.objects.latest("pk")
    document = Document.objects.filter(state="issued").latest("pk")
    paper = Paper.objects.filter(use=None).latest("pk")
    keyed = {
        Dossier: dossier.pk,
        Document: document.pk,
        Person: worked.clerk.person_pk or 0,
    }
    people.rename(keyed[Person], full_name="Lò Văn Nam", by=actors.system("tests"), at=LONG_AFTER)
    before = Entry.objects.latest("pk").pk
    Dossier.objects.filter(pk=dossier.pk).update(end_reason="khác")
    Document.objects.filter(pk=document.pk).update(subject="khác")
    Person.objects.filter(pk=keyed[Person]).update(full_name="Người khác")
    wanted = {(model._meta.label, pk) for model, pk in keyed.items()}
    assert {(one.model, one.pk) for one in standing.compare().strays} >= wanted

    look_at(dossier, document, paper, worked.clerk)
    told = Counter(Entry.objects.filter(pk__gt=before).values_list("subject", flat=True))
    assert set(told) >= {model._meta.label for model in (*keyed, Paper)}
    assert {(one.model, one.pk) for one in standing.compare().strays} >= wanted


# What may be said anew in the words that stood there.
SAID_AGAIN = {"documents.revised", "dossiers.result_drafted", "people.password_set"}


def test_no_entry_vouches_for_what_it_left_as_it_was(
    db: None, worked_world: Ward, sampled_world: int
) -> None:
    same, last = Counter[str](), dict[tuple[str, int], str]()
    for entry in Entry.objects.exclude(vouches="").order_by("id"):
        row = entry.subject, entry.subject_pk
        same[entry.verb] += last.get(row) == entry.vouches
        last[row] = entry.vouches
    assert {verb for verb, times in same.items() if times} <= SAID_AGAIN
