"""What follows an entry may follow it twice: a job runs at least once, its effect stands once."""

from typing import Any

import pytest
from django.apps import apps

from hoaban.casework.papers import actions as papers
from hoaban.casework.papers.models import Paper
from hoaban.config import wiring
from hoaban.config.wiring import REACTIONS
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.documents import actions as documents
from hoaban.domains.documents.models import Document

pytestmark = pytest.mark.django_db
TOUCHED = ("dossiers", "documents", "notify", "journal", "files", "jobs")


@pytest.fixture
def happened(sampled_world: None, db: None) -> set[str]:
    """The demo's sample, with a paper and a result that somebody wants to read: its events."""
    by, at = actors.system("tests"), clock.now()
    papers.want_paper(Paper.objects.earliest("pk").pk, by=by, at=at)
    documents.want(Document.objects.filter(number__isnull=False).earliest("pk").pk, by=by, at=at)
    return set(Entry.objects.values_list("verb", flat=True))


def rows() -> dict[str, list[dict[str, Any]]]:  # Any: a row's values
    """Everything in the tables that a reaction may touch."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for name in TOUCHED
        for model in apps.get_app_config(name).get_models()
    }


def test_a_reaction_that_runs_twice_changes_nothing_the_second_time(happened: set[str]) -> None:
    followed = sorted(set(REACTIONS) & happened)
    assert {"dossiers.received", "dossiers.released", "papers.paper_wanted"} <= set(followed)
    for verb in followed:
        entry = Entry.objects.filter(verb=verb).latest("pk")
        for reaction in REACTIONS[verb]:
            reaction(entry)
            after_once = rows()
            reaction(entry)
            assert rows() == after_once, wiring.path_of(reaction)
