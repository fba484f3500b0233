"""That a result is ready is told once its signed file is there, in whichever order things come."""

from hoaban.casework.notices import queries
from hoaban.config import wiring
from hoaban.core.files.tests import samples
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.gateways.notify.models import SentMessage
from tests.world.acts import LATER
from tests.world.scenes import Scenes

READY = "dossiers.released"
SYSTEM = actors.system("sealing")


def follow(verb: str, pk: int) -> None:
    """What the wiring says about the latest such entry."""
    entry = Entry.objects.filter(verb=verb, subject_pk=pk).latest("pk")
    for reaction in wiring.REACTIONS[verb]:
        reaction(entry)


def ready_told() -> int:
    return SentMessage.objects.filter(template=READY).count()


def signed(dossier: Dossier) -> int:
    """The signed files of the result and its copies come from their jobs; the last of them."""
    facts = {"holder": "x", "agency": "y", "signed_at": LATER.isoformat()}
    every = [dossier.result_id or 0, *(one.pk for one in copies.of(dossier))]
    for pk in every:
        pdf = samples.pdf(str(pk).encode())
        documents.attach_signed(pk, unsigned=pdf, pdf=pdf, signature=facts, by=SYSTEM, at=LATER)
    return every[-1]


def test_a_result_brought_out_before_it_is_signed_is_told_when_the_file_is_there(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    follow(READY, dossier.pk)
    assert ready_told() == 0

    pk = signed(dossier)
    follow("documents.sealed", pk)
    assert ready_told() == 1


def test_while_one_of_the_copies_is_not_signed_nothing_is_ready(scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    pk, pdf = dossier.result_id or 0, samples.pdf()
    facts = {"holder": "x", "agency": "y", "signed_at": LATER.isoformat()}
    documents.attach_signed(pk, unsigned=pdf, pdf=pdf, signature=facts, by=SYSTEM, at=LATER)
    follow("documents.sealed", pk)
    assert (len(copies.of(dossier)), ready_told()) == (1, 0)


def test_both_jobs_late_and_twice_tell_it_once(scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    pk = signed(dossier)
    for _ in range(2):
        follow("documents.sealed", pk)
        follow(READY, dossier.pk)
    assert ready_told() == 1


def test_a_file_that_comes_before_the_counter_has_it_tells_nothing(scenes: Scenes) -> None:
    dossier = scenes.bring("done")
    follow("documents.sealed", signed(dossier))
    assert ready_told() == 0
    follow(READY, scenes.act("release", dossier).pk)
    assert ready_told() == 1


def test_a_result_taken_back_meanwhile_is_not_told_to_be_ready(scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    by = scenes.ward.head
    documents.withdraw(
        dossier.result_id or 0, reason="Sai họ tên.", with_its_case=True, by=by, at=LATER
    )
    follow("documents.sealed", signed(dossier))
    follow(READY, dossier.pk)
    assert ready_told() == 0


def test_the_counter_is_told_what_gives_a_revoked_result_again_and_the_applicant_hears_once(
    scenes: Scenes,
) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"))
    again = Dossier.objects.get(corrects=gone)
    for event in (Event.SUBMITTED, Event.RECEIVED):
        follow(event, again.pk)
    [told] = queries.new(scenes.actor("clerk"))
    assert queries.told([told]) == ["Hồ sơ cấp lại kết quả đã thu hồi"]
    assert not SentMessage.objects.filter(about=again.reference).exists()
