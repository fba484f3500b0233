"""From draft to withdrawal, as the register and the journal remember it."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
import typst
from django.db import connection

from hoaban.core.files import queries as files
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.core.people.roles import ActorKind, Role
from hoaban.core.refusals import Refusal
from hoaban.domains.documents import actions, queries, rules
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.tests import conftest as scene
from hoaban.domains.documents.tests.conftest import AT
from hoaban.engines.typesetting import templates

SYSTEM = actors.system("sealing")


def verbs(document: Document) -> list[str]:
    rows = Entry.objects.filter(subject="documents.Document", subject_pk=document.pk)
    return list(rows.order_by("id").values_list("verb", flat=True))


def test_a_signed_draft_gets_number_and_date_and_frozen_facts(
    draft: Document, leader: Actor
) -> None:
    document = actions.issue(draft.pk, by=leader, at=AT)
    assert (document.symbol, document.issued_on) == ("01/GXN-UBND", date(2020, 3, 30))
    assert (document.register, document.year, document.state) == ("ubnd-03145", 2020, "issued")
    assert document.facts == {
        "title": "Giấy xác nhận tình trạng hôn nhân",
        "rows": [["Họ, chữ đệm, tên", "VÀNG A SỬ"]],
        "body": ["Giấy này có giá trị trong 06 tháng."],
        "kind": "Giấy xác nhận",
        "agency": "Ủy ban nhân dân xã Thanh Minh",
        "parent": "",
        "place": "Thanh Minh",
        "symbol": "01/GXN-UBND",
        "on": "2020-03-30",
        "subject": "Xác nhận tình trạng hôn nhân",
        "signer": {
            "name": "Lò Văn Hặc",
            "title": "Phó Chủ tịch",
            "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        },
        "public_id": document.public_id,
        "portal": "http://127.0.0.1:8000",
        "link": f"http://127.0.0.1:8000/verify/{document.public_id}/",
        "synthetic": False,
    }
    assert verbs(document) == ["documents.drafted", "documents.issued", "documents.wanted"]


def test_the_register_counts_by_kind_and_begins_anew_each_year(
    commune: Agency, specialist: Actor, leader: Actor
) -> None:
    days = [AT, AT, AT + timedelta(days=300)]
    symbols = [
        actions.issue(scene.drafted(commune, specialist).pk, by=leader, at=day).symbol
        for day in days
    ]
    assert symbols == ["01/GXN-UBND", "02/GXN-UBND", "01/GXN-UBND"]
    assert [d.symbol for d in queries.register(leader, year=2020)] == ["02/GXN-UBND", "01/GXN-UBND"]
    assert queries.years(leader) == [2021, 2020]


def test_what_somebody_signs_is_wanted_at_once_also_where_it_is_made_up(
    commune: Agency, specialist: Actor, leader: Actor
) -> None:
    document = scene.drafted(commune, specialist, is_synthetic=True)
    actions.issue(document.pk, by=leader, at=AT)
    assert verbs(document)[-1] == "documents.wanted"


def test_what_a_replay_signs_is_drawn_when_first_wanted(
    commune: Agency, specialist: Actor, leader: Actor
) -> None:
    document = scene.drafted(commune, specialist, is_synthetic=True)
    actions.issue(document.pk, by=leader, at=AT, is_drawn_when_wanted=True)
    assert verbs(document) == ["documents.drafted", "documents.issued"]
    actions.want(document.pk, by=leader, at=AT)
    assert verbs(document)[-1] == "documents.wanted"


def test_a_refused_signature_takes_no_number(draft: Document, specialist: Actor) -> None:
    with pytest.raises(rules.NotTheSigner):
        actions.issue(draft.pk, by=specialist, at=AT)
    draft.refresh_from_db()
    assert (draft.number, draft.state, verbs(draft)) == (None, "draft", ["documents.drafted"])


def test_a_draft_is_rewritten_until_it_is_signed(
    draft: Document, specialist: Actor, leader: Actor
) -> None:
    changed: dict[str, object] = {"body": ["Sửa."]}
    actions.revise(
        draft.pk, kind="quyet-dinh", subject="Về việc khác", content=changed,
        template="quyet-dinh", by=specialist, at=AT,
    )  # fmt: skip
    document = actions.issue(draft.pk, by=leader, at=AT)
    assert (document.symbol, document.facts["body"]) == ("01/QĐ-UBND", ["Sửa."])
    with pytest.raises(rules.DocumentIssued):
        actions.revise(
            draft.pk, kind="quyet-dinh", subject="x", content={}, template="quyet-dinh",
            by=specialist, at=AT,
        )  # fmt: skip


def test_a_template_that_does_not_exist_is_refused(commune: Agency, specialist: Actor) -> None:
    for name in ("khong-co", "../law", "/etc/passwd", "_decree30/.."):
        with pytest.raises(templates.UnknownTemplate):
            actions.draft(
                kind="giay-xac-nhan", agency=commune, subject="x", content={"body": []},
                template=name, signer_post=None, by=specialist, at=AT,
            )  # fmt: skip
    assert Document.objects.count() == 0


def test_the_same_key_gives_the_same_document_and_one_entry(
    commune: Agency, specialist: Actor, leader: Actor
) -> None:
    def once() -> Document:
        return actions.draft(
            kind="giay-xac-nhan", agency=commune, subject="x", content={"body": ["y"]},
            template="giay-xac-nhan", signer_post=None, by=specialist, at=AT, key="k1",
        )  # fmt: skip

    first, second = once(), once()
    assert first.pk == second.pk
    signed = [actions.issue(first.pk, by=leader, at=AT, key="k2").symbol for _ in range(2)]
    assert signed == ["01/GXN-UBND", "01/GXN-UBND"]
    assert verbs(first) == ["documents.drafted", "documents.issued", "documents.wanted"]


def test_a_withdrawn_document_keeps_number_and_facts(draft: Document, leader: Actor) -> None:
    document = actions.issue(draft.pk, by=leader, at=AT)
    with pytest.raises(rules.WithdrawalReasonMissing):
        actions.withdraw(document.pk, reason="  ", by=leader, at=AT)
    actions.withdraw(document.pk, reason="Ghi sai họ tên", by=leader, at=AT)
    document.refresh_from_db()
    assert (document.symbol, document.withdrawal_reason) == ("01/GXN-UBND", "Ghi sai họ tên")
    with pytest.raises(rules.DocumentWithdrawn):
        actions.withdraw(document.pk, reason="Lần nữa", by=leader, at=AT)


def test_the_first_signed_file_stays(draft: Document, leader: Actor) -> None:
    actions.issue(draft.pk, by=leader, at=AT)
    pages = [minimal_pdf(b"one"), minimal_pdf(b"two")]
    for page in pages:
        document = actions.attach_signed(
            draft.pk, unsigned=page, pdf=page, signature={"holder": "x"}, by=SYSTEM, at=AT
        )
    assert document.signed is not None
    with files.open(document.signed) as kept:
        assert kept.read() == pages[0]
    assert verbs(document).count("documents.sealed") == 1


def minimal_pdf(words: bytes) -> bytes:
    pdf = typst.compile(b"#set page(width: 2cm, height: 2cm)\n" + words, format="pdf")
    assert isinstance(pdf, bytes)
    return pdf


def test_who_reads_what(draft: Document, leader: Actor, neighbour: Agency, commune: Agency) -> None:
    others = scene.actor(scene.post(neighbour, Role.SPECIALIST, "Mùa A Vảng", "Công chức"))
    beside = scene.actor(scene.post(neighbour, Role.AUDITOR, "Giàng Thị Mỷ", "Thanh tra viên"))
    inspectorate = scene.agency("thanh-tra", "Thanh tra tỉnh", level="province")
    auditor = scene.actor(scene.post(inspectorate, Role.AUDITOR, "Lò Thị Ín", "Thanh tra viên"))
    machine = scene.actor(scene.post(commune, Role.ADMINISTRATOR, "Sùng A Chứ", "Quản trị"))
    citizen = Actor(kind=ActorKind.CITIZEN, reference="citizen:su")

    def readers() -> list[bool]:
        every = (leader, auditor, others, beside, machine, citizen, actors.STRANGER)
        return [queries.visible_to(one).filter(pk=draft.pk).exists() for one in every]

    assert readers() == [True, True, False, False, False, False, False]
    actions.issue(draft.pk, by=leader, at=AT)
    assert readers() == [True, True, False, False, False, False, False]
    actions.release(draft.pk, to="citizen:su", by=leader, at=AT)
    actions.release(draft.pk, to="citizen:su", by=leader, at=AT)
    assert readers() == [True, True, False, False, False, True, False]
    assert verbs(draft).count("documents.released") == 1


def test_the_page_of_the_register_is_known(draft: Document, leader: Actor) -> None:
    assert queries.register_page(draft, 50) == 0
    assert queries.register_page(actions.issue(draft.pk, by=leader, at=AT), 50) == 1


def at_once(act: Callable[[], Document]) -> list[str]:
    """What eight threads are told that act at the same moment."""
    if connection.vendor != "postgresql":
        pytest.skip("two transactions meet on PostgreSQL only")
    ready, answers = Barrier(8), list[str]()

    def run() -> None:
        ready.wait()
        try:
            answers.append(act().symbol)
        except Refusal as refusal:
            answers.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_signatures_at_once_one_counts(draft: Document, leader: Actor) -> None:
    answers = at_once(lambda: actions.issue(draft.pk, by=leader, at=AT))
    assert answers == ["01/GXN-UBND", *["DocumentIssued"] * 7]
    assert verbs(draft) == ["documents.drafted", "documents.issued", "documents.wanted"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_withdrawals_at_once_one_counts(draft: Document, leader: Actor) -> None:
    actions.issue(draft.pk, by=leader, at=AT)
    answers = at_once(lambda: actions.withdraw(draft.pk, reason="Sai tên", by=leader, at=AT))
    assert answers == ["01/GXN-UBND", *["DocumentWithdrawn"] * 7]
    assert verbs(draft).count("documents.withdrawn") == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_sealed_files_at_once_one_stays(draft: Document, leader: Actor) -> None:
    actions.issue(draft.pk, by=leader, at=AT)
    page = minimal_pdf(b"one")
    answers = at_once(
        lambda: actions.attach_signed(
            draft.pk, unsigned=page, pdf=page, signature={"holder": "x"}, by=SYSTEM, at=AT
        )
    )
    assert answers == ["01/GXN-UBND"] * 8
    assert verbs(draft).count("documents.sealed") == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_readers_released_at_once_are_one(draft: Document, leader: Actor) -> None:
    actions.issue(draft.pk, by=leader, at=AT)
    at_once(lambda: actions.release(draft.pk, to="citizen:su", by=leader, at=AT))
    assert verbs(draft).count("documents.released") == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_eight_drafts_with_one_key_are_one(commune: Agency, specialist: Actor) -> None:
    def once() -> Document:
        return actions.draft(
            kind="giay-xac-nhan", agency=commune, subject="x", content={"body": ["y"]},
            template="giay-xac-nhan", signer_post=None, by=specialist, at=AT, key="k1",
        )  # fmt: skip

    assert set(at_once(once)) <= {"", "KeyTaken"}
    assert Document.objects.count() == 1
