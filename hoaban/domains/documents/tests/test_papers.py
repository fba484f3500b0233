"""Documents as hits of the search of the desk."""

from hoaban.core.people.actors import Actor
from hoaban.domains.documents import actions
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.papers import SEARCHER
from hoaban.domains.documents.tests.conftest import AT, drafted


def issued(draft: Document, leader: Actor, specialist: Actor, *, many: int) -> None:
    actions.issue(draft.pk, by=leader, at=AT)
    for _ in range(many - 1):
        actions.issue(drafted(draft.agency, specialist).pk, by=leader, at=AT)


def titles(actor: Actor, text: str, limit: int = 5) -> list[str]:
    return [hit.title for hit in SEARCHER.find(actor, text, limit)]


def test_a_whole_number_finds_its_document_alone_a_beginning_all_the_newest_first(
    draft: Document, leader: Actor, specialist: Actor
) -> None:
    issued(draft, leader, specialist, many=3)
    assert titles(leader, "2/gxn-ubnd") == ["02/GXN-UBND"]
    every = ["03/GXN-UBND", "02/GXN-UBND", "01/GXN-UBND"]
    assert titles(leader, "gxn") == every
    assert titles(leader, "2/gxn") == ["02/GXN-UBND"]
    assert titles(leader, "gxn", limit=2) == every[:2]
    assert titles(leader, "quyết định") == []
    Document.objects.filter(symbol=every[0]).update(symbol="02/GXN-UBND-VP")
    assert titles(leader, "2/gxn-ubnd") == ["02/GXN-UBND"]  # which another one goes on with
    assert titles(leader, "2/gxn-ubn") == ["02/GXN-UBND-VP", "02/GXN-UBND"]


def test_a_hit_says_kind_agency_and_subject_and_the_day(draft: Document, leader: Actor) -> None:
    actions.issue(draft.pk, by=leader, at=AT)
    (hit,) = SEARCHER.find(leader, "01/GXN-UBND", 5)
    draft.refresh_from_db()
    assert hit.url.endswith(f"/{draft.public_id}/")
    assert hit.subtitle.split(" · ")[1:] == [draft.agency.shown, draft.subject]
    assert hit.when == draft.issued_on
