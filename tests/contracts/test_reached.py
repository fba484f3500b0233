"""Where news goes: to the number of now, to no landline; an end says where originals are."""

from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.notices import reactions
from hoaban.gateways.notify.models import SentMessage
from tests.contracts.test_notices import follow
from tests.world.scenes import Scenes


def test_where_originals_are_fetched_stands_in_the_message_of_an_end(scenes: Scenes) -> None:
    dossier = scenes.act("withdraw", scenes.bring("holding"), reason="")
    assert follow(dossier, Event.WITHDRAWN).body == (
        f"Hồ sơ {dossier.code} đã kết thúc theo đề nghị rút. Giấy tờ gốc đã nộp: đến Bộ phận Một "
        "cửa, Ủy ban nhân dân phường Him Lam nhận lại. Lý do: Người nộp đề nghị rút hồ sơ."
    )


def test_news_goes_to_the_number_that_the_counter_changed_and_to_no_landline(
    scenes: Scenes,
) -> None:
    dossier, event = scenes.bring("in_process"), "dossiers.contact_changed"
    addresses = []
    for number in ("0987654321", "0215 3825 111"):
        contacts = {"owner": {"phone": number, "email": "ban@vidu.vn"}}
        dossier = scenes.act("change_contact", dossier, contacts=contacts)
        entry = Entry.objects.filter(verb=event).latest("pk")
        reactions.tell(entry)
        sent = SentMessage.objects.filter(key=f"entry:{entry.pk}")
        addresses.append(sorted(sent.values_list("address", flat=True)))
    assert [one[0] for one in addresses] == ["0987654321", "ban@vidu.vn"]


def test_an_account_that_changed_its_own_number_is_not_told_so(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    entry = Entry(verb="dossiers.contact_changed", by="system:accounts", subject_pk=dossier.pk)
    before = SentMessage.objects.count()
    reactions.tell(entry)
    assert SentMessage.objects.count() == before
