"""Who reads of a result that was taken back, where, and is led to the one that is given again."""

from typing import Any

from django.test import Client

from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.revocations import reactions
from tests.world.desks import BACKEND, Desk, page
from tests.world.scenes import Scenes


def revoked(scenes: Scenes, **how: Any) -> Dossier:  # noqa: ANN401 - as an act takes it
    return scenes.act("revoke", scenes.bring("ready"), **how)


def given_again(scenes: Scenes, gone: Dossier) -> Dossier:
    """The same result, given again as far as the counter."""
    again = Dossier.objects.get(corrects=gone)
    for name in ("transfer", "draft_result", "do_step", "sign", "release"):
        again = scenes.act(name, again)
    entry = Entry.objects.filter(verb=Event.RELEASED, subject_pk=again.pk).latest("pk")
    reactions.replace(entry)
    return again


def citizen(scenes: Scenes) -> Client:
    browser = Client()
    browser.force_login(Person.objects.get(pk=scenes.ward.citizen.person_pk or 0), BACKEND)
    return browser


def test_officials_see_on_both_dossiers_which_leads_to_which(desk: Desk, scenes: Scenes) -> None:
    gone = revoked(scenes)
    again = Dossier.objects.get(corrects=gone)
    first, second = desk.get("clerk", page(gone)), desk.get("clerk", page(again))
    assert "Kết quả đã bị thu hồi" in first
    assert f'<a href="{page(again)}">{again.code}</a>' in first
    assert f'<a href="{page(gone)}">{gone.code}</a>' in second
    assert "Cấp lại kết quả của hồ sơ đã thu hồi" in second
    assert first.count(gone.end_reason) == 2  # what is told above, and beside the result


def test_the_applicant_sees_both_and_is_asked_nothing(scenes: Scenes) -> None:
    gone = revoked(scenes)
    again, browser = Dossier.objects.get(corrects=gone), citizen(scenes)
    first = browser.get(f"/my/{gone.reference}/").content.decode()
    second = browser.get(f"/my/{again.reference}/").content.decode()
    assert f'<a href="/my/{again.reference}/">{again.code}</a>' in first
    assert f'<a href="/my/{gone.reference}/">{gone.code}</a>' in second
    assert "/pay/" not in first + second


def test_whoever_follows_it_by_its_code_learns_that_it_is_gone_and_by_which_code_it_comes_again(
    client: Client, scenes: Scenes
) -> None:
    gone = revoked(scenes)
    again = Dossier.objects.get(corrects=gone)
    shown = client.post("/track/", {"code": gone.code, "phone_tail": "0123"}).content.decode()
    assert "Kết quả đã bị thu hồi" in shown
    assert f"theo hồ sơ {again.code}" in shown
    assert "không có kết quả" not in shown


def test_whoever_checks_the_old_paper_is_led_to_the_new_one(client: Client, scenes: Scenes) -> None:
    gone = revoked(scenes)
    again = given_again(scenes, gone)
    old, new = (Document.objects.get(pk=one.result_id or 0) for one in (gone, again))
    shown = client.get(f"/verify/{old.public_id}/").content.decode()
    assert "Văn bản này đã bị thu hồi" in shown
    assert f"Được thay bằng văn bản số {new.symbol} ngày 16/03/2020" in shown
    assert f'href="/verify/{new.public_id}/"' in shown


def test_the_document_says_where_it_is_taken_back(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    document = Document.objects.get(pk=dossier.result_id or 0)
    shown = desk.get("head", f"/desk/documents/{document.public_id}/")
    assert f"là kết quả của hồ sơ {dossier.code}" in shown


def test_the_page_of_the_act_asks_what_is_needed_and_does_it(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    shown = desk.get("head", page(dossier, "revoke"))
    assert "Sai sót của cơ quan" in shown
    typed = {
        "reason": "Sai họ tên người được cấp.",
        "basis": "Quyết định 15/QĐ-UBND",
        "fault": "agency",
        "follows": "reissue",
    }
    desk.post("head", page(dossier, "revoke"), typed)
    dossier.refresh_from_db()
    assert dossier.state == "revoked"
