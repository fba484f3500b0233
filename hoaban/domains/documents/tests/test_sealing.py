"""From a leader's signature to a file that any PDF reader verifies."""

import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hoaban.core.files import queries as files
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import actions, tasks
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.rules import NotYetIssued
from hoaban.domains.documents.tests.conftest import AT
from hoaban.gateways.signing import contract as signing


@pytest.fixture
def sealed(draft: Document, leader: Actor) -> Document:
    actions.issue(draft.pk, by=leader, at=AT)
    tasks.seal.call(draft.pk)
    draft.refresh_from_db()
    return draft


def content(document: Document) -> bytes:
    assert document.signed is not None
    with files.open(document.signed) as kept:
        return bytes(kept.read())


def flipped(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[len(data) // 3] ^= 1
    return bytes(changed)


def pdfsig(path: Path) -> str:
    command = ["pdfsig", "-nocert", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603


def test_the_job_draws_signs_and_keeps_both_files(sealed: Document) -> None:
    assert (sealed.state, sealed.signature["holder"]) == ("sealed", "Lò Văn Hặc")
    assert sealed.unsigned is not None
    with files.open(sealed.unsigned) as kept:
        assert content(sealed).startswith(kept.read())
    assert sealed.signed is not None
    assert (sealed.signed.name, sealed.signed.kind) == ("01-GXN-UBND.pdf", "application/pdf")
    (verdict,) = signing.get().verify_pdf(content(sealed))
    assert (verdict.holder_name, verdict.agency, verdict.holds) == (
        "Lò Văn Hặc",
        "Ủy ban nhân dân xã Thanh Minh",
        True,
    )


def test_any_reader_says_valid_and_after_one_flipped_byte_not(
    sealed: Document, tmp_path: Path
) -> None:
    path = tmp_path / "result.pdf"
    path.write_bytes(content(sealed))
    assert "Signature is Valid." in pdfsig(path)
    path.write_bytes(flipped(content(sealed)))
    assert "Signature is Valid." not in pdfsig(path)


def test_the_page_says_the_same(sealed: Document, tmp_path: Path, client: Client) -> None:
    path = tmp_path / "result.pdf"
    path.write_bytes(content(sealed))
    with path.open("rb") as upload:
        whole = client.post(reverse("documents:portal_verify"), {"file": upload}).text
    assert "Văn bản nguyên vẹn, chữ ký số hợp lệ" in whole
    assert "01/GXN-UBND" in whole
    path.write_bytes(flipped(content(sealed)))
    with path.open("rb") as upload:
        changed = client.post(reverse("documents:portal_verify"), {"file": upload}).text
    assert "Văn bản nguyên vẹn, chữ ký số hợp lệ" not in changed
    assert "Không nên tin tệp này" in changed


def test_a_second_run_of_the_job_changes_nothing(sealed: Document) -> None:
    before = content(sealed), sealed.signed_id
    tasks.seal.call(sealed.pk)
    sealed.refresh_from_db()
    assert (content(sealed), sealed.signed_id) == before


def test_a_draft_is_not_sealed(draft: Document) -> None:
    with pytest.raises(NotYetIssued):
        tasks.seal.call(draft.pk)


def test_a_signer_who_must_confirm_first_is_asked_again(
    draft: Document, leader: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A provider of remote signatures answers with a ticket; the file comes with a later job."""
    local = signing.get()

    class Remote:
        """Signs when asked a second time."""

        def sign_pdf(self, pdf: bytes, **facts: object) -> signing.Pending:
            self.asked = pdf, facts
            return signing.Pending(ticket="t1", ask_again_at=AT)

        def collect(self, ticket: str) -> bytes:
            assert ticket == "t1"
            signed = local.sign_pdf(self.asked[0], **self.asked[1])  # type: ignore[arg-type]
            assert isinstance(signed, bytes)
            return signed

        def verify_pdf(self, pdf: bytes) -> list[signing.Verdict]:
            return local.verify_pdf(pdf)

    remote = Remote()
    monkeypatch.setattr(signing, "get", lambda: remote)
    actions.issue(draft.pk, by=leader, at=AT)
    tasks.seal.call(draft.pk)
    draft.refresh_from_db()
    assert draft.state == "issued"
    tasks.collect.call(draft.pk, "t1")
    draft.refresh_from_db()
    assert draft.state == "sealed"
