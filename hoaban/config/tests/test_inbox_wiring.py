"""Officials are told what came, came back or was answered; a reaction run twice tells once."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils.translation import override

from hoaban.casework.notices import queries as notices
from hoaban.casework.notices.enums import PERSONS
from hoaban.casework.notices.models import Notice
from hoaban.config.wiring import REACTIONS
from hoaban.core import language
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.notices.reactions import NOTICES
from hoaban.gateways.notify.models import SentMessage
from tests.world.acts import ACTS, ASKED, ELSEWHERE, LATER
from tests.world.province import MONDAY, forget, post_of
from tests.world.scenes import Scenes


@pytest.fixture
def province(small_world: None, db: None) -> Iterator[date]:
    """The small province; the commands beside are tested in a larger one."""
    yield MONDAY.date()
    forget()


CAME = ("Hồ sơ chuyển đến để xử lý", "The application came to be handled")
SUPPLIED = ("Người nộp đã bổ sung", "The applicant supplied what was asked for")
RETURNED = ("Bước sau trả lại hồ sơ", "The next step sent the application back")
TOLD = {  # act: who is told, of which kind, in which words
    "transfer": ("specialist", "came", CAME),
    "assign": ("specialist", "came", CAME),
    "hand_on": ("colleague", "came", CAME),
    "do_step": ("leader", "came", CAME),
    "return_step": (
        "specialist",
        "returned",
        RETURNED,
    ),
    "complete": ("clerk", "answered", SUPPLIED),
    "supply": ("clerk", "answered", SUPPLIED),
    "propose_supplement": (
        "leader",
        "came",
        (
            "Đề nghị yêu cầu bổ sung, chờ duyệt",
            "A request for more papers waits for your approval",
        ),
    ),
    "decline_supplement": ("specialist", "returned", RETURNED),
    "consult": (
        "asked",
        "came",
        ("Cơ quan khác lấy ý kiến", "Another agency asks for your opinion"),
    ),
    "answer_consultation": (
        "specialist",
        "answered",
        ("Đã có ý kiến của {asked}", "{asked} gave its opinion"),
    ),
}


def words(notice: Notice) -> tuple[str, ...]:
    """What the inbox says, in both languages."""
    said: list[str] = []
    for code in ("vi", "en"):
        with override(code):
            said += notices.told([notice])
    return tuple(said)


def react(dossier: Dossier) -> None:
    """Everything that follows the last entry."""
    entry = Entry.objects.filter(subject_pk=dossier.pk, subject="dossiers.Dossier").latest("pk")
    for reaction in REACTIONS[entry.verb]:
        reaction(entry)


@pytest.mark.parametrize("name", TOLD)
def test_whoever_has_it_now_is_told_once_though_the_reaction_runs_twice(
    scenes: Scenes, name: str
) -> None:
    who, kind, said = TOLD[name]
    reader = scenes.actor(who)
    dossier = scenes.act(name, scenes.bring(ACTS[name].start), at=LATER)
    react(dossier)
    react(dossier)
    [notice] = notices.visible_to(reader)
    assert (notice.case_id, notice.kind, notice.at) == (dossier.pk, kind, LATER)
    assert Notice.objects.count() == 1
    asked = language.text(agencies.row(ASKED, MONDAY.date()).name, language.FIRST)
    assert words(notice) == tuple(text.format(asked=asked) for text in said)


def test_where_a_request_was_sent_on_to_is_told_and_what_was_typed_ends_as_a_sentence(
    scenes: Scenes,
) -> None:
    there = post_of(agencies.row(ELSEWHERE, MONDAY.date()), Role.CLERK, "elsewhere")
    dossier = scenes.act("reroute", scenes.bring("submitted"), reason="Sổ gốc ở phường khác")
    react(dossier)
    [notice] = notices.visible_to(there)
    assert words(notice) == (
        "Cơ quan khác chuyển đến, chờ kiểm tra",
        "Sent on by another agency, to be checked",
    )
    message = SentMessage.objects.get(template="dossiers.rerouted")
    assert message.body.endswith("Lý do: Sổ gốc ở phường khác.")


def test_every_line_of_the_wiring_that_tells_officials_is_exercised_here() -> None:
    telling = {event for event, name in NOTICES.items() if notices.template(name).to not in PERSONS}
    of_verbs = {TABLE[name].event for name in TOLD}
    assert telling == of_verbs | {Event.WROTE_TO_AGENCY}  # told in correspondence/tests


def test_a_reaction_that_runs_late_tells_who_had_it_then(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    entry = Entry.objects.get(verb=TABLE["transfer"].event, subject_pk=dossier.pk)
    for name in ("draft_result", "do_step"):  # meanwhile the leader has it
        scenes.act(name, dossier)
    for reaction in REACTIONS[entry.verb]:
        reaction(entry)
    assert [notice.role for notice in Notice.objects.all()] == ["specialist"]


def test_an_agency_whose_question_was_taken_back_reads_nothing_of_it(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    react(dossier)
    assert notices.visible_to(scenes.actor("asked")).count() == 1
    scenes.act("withdraw_consultation", dossier)
    assert notices.visible_to(scenes.actor("asked")).count() == 0
