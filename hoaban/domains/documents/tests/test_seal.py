"""The agency's signature beside the person's: by its clerk, automatically, or not at all."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hoaban.core.files import queries as files
from hoaban.core.journal.models import Entry
from hoaban.core.kept import folders
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person
from hoaban.core.people.roles import Role
from hoaban.domains.documents import actions, queries, rules, tasks
from hoaban.domains.documents.enums import Sealing
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.tests.conftest import AT, DAY, actor, drafted, post
from hoaban.gateways.signing import contract as signing
from hoaban.gateways.signing import sealing

LIST = "/desk/documents/to-seal/"
HEAD = "agency,sealing,valid_from,valid_to,act,illustrative,note"
Says = Callable[..., None]


@pytest.fixture
def says(settings: LazySettings, tmp_path: Path) -> Says:
    """The province's folder with another table of who seals."""
    province, own = folders.province(), tmp_path / "province"
    own.mkdir()
    for path in province.iterdir():
        if path.name != "sealing.csv":
            (own / path.name).symlink_to(path)
    settings.HOABAN_PROVINCE = str(own)

    def write(*rows: str) -> None:
        (own / "sealing.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")

    return write


@pytest.fixture
def clerk(commune: Agency) -> Actor:
    return actor(post(commune, Role.ARCHIVIST, "Lò Thị Văn", "Văn thư"))


@pytest.fixture
def signed(says: Says, draft: Document, leader: Actor) -> Document:
    """Signed by the person, in an agency whose clerk seals."""
    says("*,clerk,2020-03-05,,,,")
    return issued(draft, leader)


def issued(draft: Document, leader: Actor) -> Document:
    actions.issue(draft.pk, by=leader, at=AT)
    tasks.seal.call(draft.pk)
    draft.refresh_from_db()
    return draft


def content(document: Document) -> bytes:
    assert document.signed is not None
    with files.open(document.signed) as kept:
        return bytes(kept.read())


def put(document: Document, clerk: Actor) -> Document:
    actions.put_seal(document.pk, by=clerk, at=AT)
    tasks.put.call(document.pk)
    document.refresh_from_db()
    return document


def browser(of: Actor) -> Client:
    client = Client()
    person = Person.objects.get(pk=of.person_pk or 0)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_ways_of_sealing_are_those_of_documents() -> None:
    assert list(sealing.WAYS) == Sealing.values


@pytest.mark.parametrize(
    ("on", "agency", "said"),
    [
        (date(2020, 3, 4), "ubnd-03145", "none"),
        (date(2020, 3, 5), "ubnd-03145", "clerk"),
        (date(2020, 3, 5), "small", "auto"),
        (date(2021, 1, 1), "small", "clerk"),
    ],
)
def test_who_seals_is_dated_content_of_country_province_and_agency(
    says: Says, on: date, agency: str, said: str
) -> None:
    says("small,auto,2020-01-01,2021-01-01,,,", "other,none,2018-01-01,,,,")
    assert sealing.of(agency, on) == said


def test_the_clerk_seals_what_was_signed_with_a_second_signature(
    signed: Document, clerk: Actor, tmp_path: Path
) -> None:
    once = content(signed)
    sealed = put(signed, clerk)
    assert (sealed.state, sealed.seal["by"]) == ("stamped", clerk.reference)
    assert content(sealed).startswith(once)
    verdicts = signing.get().verify_pdf(content(sealed))
    commune = "Ủy ban nhân dân xã Thanh Minh"
    assert [(one.holder_name, one.agency, one.holds) for one in verdicts] == [
        ("Lò Văn Hặc", commune, True),
        (commune, commune, True),
    ]
    path = tmp_path / "sealed.pdf"
    path.write_bytes(content(sealed))
    command = ["pdfsig", "-nocert", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    assert said.count("Signature is Valid.") == 2


def test_the_seal_is_seen_on_the_left_third_of_the_signature_over_no_text(
    signed: Document, clerk: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(content(put(signed, clerk)))
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        [seal] = [field for field in page.Annots if [*field.Rect] != [0, 0, 0, 0]]
        left, bottom, right, top = (float(at) for at in seal.Rect)
        height = float(page.MediaBox[3])
    square = {"-x": left, "-y": height - top, "-W": right - left, "-H": top - bottom}
    box = [word for name, at in square.items() for word in (name, str(round(at)))]
    command = ["pdftotext", "-r", "72", *box, str(path), "-"]
    said = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    assert (said.stdout.strip(), right - left == top - bottom) == (b"", True)


def test_what_is_not_sealed_yet_does_not_go_out(
    signed: Document, clerk: Actor, leader: Actor
) -> None:
    with pytest.raises(rules.NotSealed, match="chưa đóng dấu"):
        actions.release(signed.pk, to="dossier:x", by=clerk, at=AT)
    put(signed, clerk)
    actions.release(signed.pk, to="dossier:x", by=clerk, at=AT)
    assert signed.releases.count() == 1


def test_nobody_else_seals_nothing_is_sealed_unsigned_or_twice(
    says: Says, draft: Document, leader: Actor, clerk: Actor, neighbour: Agency
) -> None:
    says("*,clerk,2020-03-05,,,,")
    stranger = actor(post(neighbour, Role.CLERK, "Quàng Văn Xa", "Cán bộ một cửa"))
    actions.issue(draft.pk, by=leader, at=AT)
    with pytest.raises(rules.NotSignedYet):
        actions.put_seal(draft.pk, by=clerk, at=AT)
    tasks.seal.call(draft.pk)
    for other in (leader, stranger):
        with pytest.raises(rules.NotTheSealKeeper):
            actions.put_seal(draft.pk, by=other, at=AT)
    put(draft, clerk)
    with pytest.raises(rules.SealedAlready):
        actions.put_seal(draft.pk, by=clerk, at=AT)
    before = content(draft)
    tasks.put.call(draft.pk)
    draft.refresh_from_db()
    assert content(draft) == before


def test_the_file_signed_once_stays_and_is_known_after_the_seal(
    signed: Document, clerk: Actor
) -> None:
    once = content(signed)
    sealed = put(signed, clerk)
    assert list(files.unused()) == []  # what the night takes away
    assert sealed.signed_once is not None
    with files.open(sealed.signed_once) as kept:
        assert kept.read() == once
    for file in (once, content(sealed)):
        upload = SimpleUploadedFile("a.pdf", file, "application/pdf")
        said = Client().post(reverse("documents:portal_verify"), {"file": upload}).text
        assert f"bản đã phát hành của văn bản số {sealed.symbol}" in said


def test_what_was_withdrawn_gets_no_seal_though_it_was_wanted(
    signed: Document, clerk: Actor, leader: Actor
) -> None:
    other = actions.put_seal(signed.pk, by=clerk, at=AT)
    actions.withdraw(signed.pk, reason="Sai tên", by=leader, at=AT)
    tasks.put.call(signed.pk)
    actions.attach_sealed(signed.pk, pdf=content(other), seal={}, by=clerk, at=AT)  # on its way
    signed.refresh_from_db()
    assert (signed.state, signed.signed_once) == ("sealed", None)
    assert not Entry.objects.filter(verb="documents.stamped").exists()


def test_nothing_goes_out_between_the_signature_and_a_seal_put_at_once(
    says: Says, draft: Document, leader: Actor
) -> None:
    says("*,auto,2020-03-05,,,,")
    document = issued(draft, leader)
    assert queries.given_out(document) is None
    tasks.put.call(document.pk)
    document.refresh_from_db()
    assert queries.given_out(document) == document.signed


def test_what_was_withdrawn_is_not_among_what_waits_for_the_seal(
    signed: Document, clerk: Actor, leader: Actor
) -> None:
    assert list(queries.to_seal(clerk)) == [signed]
    actions.withdraw(signed.pk, reason="Sai tên", by=leader, at=AT)
    assert list(queries.to_seal(clerk)) == []


def test_nothing_is_drawn_over_a_page_whose_layout_has_changed(signed: Document) -> None:
    assert tasks._seen(signed) is not None
    signed.template_version = "another"
    assert tasks._seen(signed) is None


def test_a_small_office_has_it_sealed_at_once(says: Says, draft: Document, leader: Actor) -> None:
    says("*,auto,2020-03-05,,,,")
    document = issued(draft, leader)
    assert (document.state, document.seal["by"]) == ("sealed", "system:sealing")
    tasks.put_wanted(Entry.objects.get(verb="documents.seal_put"))
    document.refresh_from_db()
    assert document.state == "stamped"


def test_elsewhere_the_signature_of_the_person_stays_alone(
    says: Says, draft: Document, leader: Actor, clerk: Actor
) -> None:
    says("*,none,2004-04-08,,,,")
    document = issued(draft, leader)
    assert (document.state, len(signing.get().verify_pdf(content(document)))) == ("sealed", 1)
    with pytest.raises(rules.NotTheSealKeeper):
        actions.put_seal(document.pk, by=clerk, at=AT)


def test_many_are_sealed_by_one_press_and_the_refused_says_why(
    signed: Document, specialist: Actor, leader: Actor, clerk: Actor, settings: LazySettings
) -> None:
    settings.HOABAN_TODAY = f"{DAY}T08:00"
    second = issued(drafted(signed.agency, specialist), leader)
    unsigned = drafted(signed.agency, specialist)
    actions.issue(unsigned.pk, by=leader, at=AT)
    client = browser(clerk)
    shown = client.get(LIST).text
    assert [one.public_id in shown for one in (signed, second, unsigned)] == [True, True, False]
    assert "Chờ đóng dấu (2)" in client.get("/desk/documents/").text
    picked = [one.public_id for one in (signed, second, unsigned)]
    for _ in range(2):  # pressed twice
        said = client.post(LIST, {"pick": picked, "once": "seal:1"}).text
        assert "Đã cho đóng dấu 2 trên 3 văn bản" in said
        assert "chưa có tệp ký số" in said
    assert Entry.objects.filter(verb="documents.seal_put").count() == 2
    assert "Không có văn bản nào chờ đóng dấu" in client.get(LIST).text
    assert browser(leader).get(LIST).status_code == 403


def test_where_a_code_is_a_duty_the_seal_asks_for_it_too(
    signed: Document, clerk: Actor, settings: LazySettings
) -> None:
    settings.HOABAN_TODAY, settings.SIGNING_CODE_IS_DUTY = f"{DAY}T08:00", True
    said = browser(clerk).post(LIST, {"pick": [signed.public_id], "once": "seal:1"}).text
    signed.refresh_from_db()
    assert ("/account/2fa/" in said, signed.seal_put_at) == (True, None)


def test_the_page_of_a_document_has_the_button_for_its_clerk_alone(
    signed: Document, clerk: Actor, leader: Actor, settings: LazySettings
) -> None:
    settings.HOABAN_TODAY = f"{DAY}T08:00"
    address = reverse("documents:desk_detail", args=[signed.public_id])
    shown = ["Đóng dấu cơ quan" in browser(who).get(address).text for who in (clerk, leader)]
    assert shown == [True, False]


def test_the_check_page_names_holder_and_agency(signed: Document, clerk: Actor) -> None:
    found = queries.checked(signed.public_id)
    assert (found is not None and found.file) is None  # nothing unsealed is given out
    put(signed, clerk)
    said = Client().get(reverse("documents:portal_verify_one", args=[signed.public_id])).text
    assert [word in said for word in ("Chữ ký số 2", "Lò Văn Hặc", "Cơ quan đóng dấu")] == [
        True
    ] * 3
