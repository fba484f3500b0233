"""What readers, mail and strangers do to a signed file afterwards, and what is said of it."""

import io
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext

from hoaban.core import clock
from hoaban.core.files import isolated
from hoaban.gateways.signing import contract
from hoaban.gateways.signing.adapters import validation
from hoaban.gateways.signing.adapters.local import LocalAdapter
from tests.contracts.test_signing import installed, page, sign, signer

FOREIGN = Path(__file__).parents[3] / "shared" / "data" / "inputs"

__all__ = ["installed", "page", "signer"]  # fixtures


@pytest.mark.parametrize(
    "added",
    [b"\n", b"\r\n", b"\0" * 300, b" ", b"--\nScanned by the mail gateway of example.org\n"],
    ids=["newline", "crlf", "zeros", "blank", "mail gateway"],
)
def test_bytes_behind_a_signed_file_ask_for_the_original_and_accuse_nobody(
    signer: contract.Signer, page: bytes, added: bytes
) -> None:
    original = sign(signer, page)
    (verdict,) = signer.verify_pdf(original + added)
    assert (verdict.intact, verdict.holds, verdict.needs_original) == (True, False, True)
    assert "hãy tải lại tệp gốc" in verdict.summary
    assert verdict.signed_sha256 == sha256(original).hexdigest()
    assert "sửa nội dung" not in verdict.summary


def test_bytes_behind_a_stranger_s_file_are_not_a_matter_of_the_original(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    signed = sign(LocalAdapter(tmp_path / "elsewhere"), page)
    (verdict,) = signer.verify_pdf(signed + b"\n")
    assert (verdict.holds, verdict.needs_original) == (False, False)


def with_validation_data(signed: bytes) -> bytes:
    """As a reader adds it: certificates in a document security store (PAdES B-LT)."""
    output = io.BytesIO(signed)
    DocumentSecurityStore.add_dss(
        output, sig_contents=None, certs=[signature_of(signed).signer_cert]
    )
    return output.getvalue()


def signature_of(signed: bytes) -> EmbeddedPdfSignature:
    found: EmbeddedPdfSignature
    (found,) = PdfFileReader(io.BytesIO(signed), strict=False).embedded_regular_signatures
    return found


def with_time_stamp(signed: bytes) -> bytes:
    """A document time stamp of somebody else's authority (PAdES B-LTA)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time stamps of a test")])
    now = clock.machine_now()
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, SHA256())
    )  # fmt: skip
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = asn1.Certificate.load(made.public_bytes(Encoding.DER))
    stamper = DummyTimeStamper(certificate, keys.PrivateKeyInfo.load(private))
    trusting = ValidationContext(trust_roots=[certificate])
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    output = PdfTimeStamper(stamper).timestamp_pdf(writer, "sha256", trusting)
    return bytes(output.getbuffer())


@pytest.mark.parametrize(
    "added",
    [
        with_validation_data,
        with_time_stamp,
        lambda signed: with_time_stamp(with_validation_data(signed)),
    ],
    ids=["validation data", "time stamp", "both"],
)
def test_what_keeps_a_signature_valid_for_long_changes_nothing(
    signer: contract.Signer, page: bytes, added: Callable[[bytes], bytes]
) -> None:
    signed = added(sign(signer, page))
    (verdict,) = signer.verify_pdf(signed)
    assert (verdict.holds, verdict.added) == (True, "proof")
    assert "Sau đó tệp chỉ được thêm dữ liệu để kiểm tra chữ ký về lâu dài" in verdict.summary
    (after,) = signer.verify_pdf(signed + b"\0\0 scanned")
    assert (after.holds, after.needs_original) == (False, True)


def test_a_stranger_s_signature_over_ours_takes_the_words_of_wholeness_from_it(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    other = contract.Holder("post:stranger", "Người Lạ")
    signed = sign(LocalAdapter(tmp_path / "elsewhere"), sign(signer, page), other)
    ours, theirs = signer.verify_pdf(signed)
    assert (ours.holds, theirs.holds) == (False, False)
    assert "nguyên vẹn từ khi ký" not in ours.summary
    assert "chữ ký không được tin cậy" in ours.summary


def test_a_picture_that_a_stranger_s_signature_lays_over_the_page_spoils_ours(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    other = LocalAdapter(tmp_path / "elsewhere")._signer(contract.Holder("post:x", "Người Lạ"))
    laid = PdfSigner(
        PdfSignatureMetadata(field_name="K2", md_algorithm="sha256"),
        other,
        stamp_style=TextStampStyle(stamp_text="100 ha"),
        new_field_spec=SigFieldSpec("K2", box=(0, 0, 595, 842)),
    )
    output = laid.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(sign(signer, page))))
    ours, theirs = signer.verify_pdf(bytes(output.getbuffer()))
    assert (ours.intact, ours.covers_whole, ours.holds, ours.added) == (
        True,
        False,
        False,
        "stranger",
    )
    assert "có thể che nội dung" in ours.summary
    assert (theirs.holds, theirs.trusted) == (False, False)


def put_over(signed: bytes) -> bytes:
    """A later revision with a page of other words, as an attacker writes it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    words = writer.add_object(generic.StreamObject(stream_data=b"0 0 900 900 re f"))
    page_ = writer.root["/Pages"]["/Kids"][0]
    page_[generic.NameObject("/Contents")] = words
    writer.update_container(page_)
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]  # pyhanko
    return output.getvalue()


@pytest.mark.parametrize(
    "around",
    [
        lambda pdf: b"\xef\xbb\xbf" + pdf,
        lambda pdf: b"Content-Type: application/pdf\r\n\r\n" + pdf,
        lambda pdf: pdf + bytes(5000),
        lambda pdf: pdf + b"<html><p>quet virus</p></html>" * 200,
        lambda pdf: b"\n" + pdf + b"\n" * 3000,
    ],
    ids=["mark of UTF-8", "head of a message", "zeros", "page", "lines"],
)
def test_what_lies_around_a_file_hides_neither_its_signature_nor_what_was_put_over(
    signer: contract.Signer, page: bytes, around: Callable[[bytes], bytes]
) -> None:
    signed = sign(signer, page)
    (verdict,) = signer.verify_pdf(around(signed))
    assert (verdict.holds, verdict.needs_original) == (False, True)
    assert verdict.signed_sha256 == sha256(signed).hexdigest()
    (over,) = signer.verify_pdf(around(put_over(signed)))
    assert (over.holds, over.needs_original, over.added) == (False, False, "more")


@pytest.mark.parametrize("end", [b"", b"%%EOF", b"startxref\n5\n%%EOF\n"])
@pytest.mark.parametrize("sign_of", [b"x", b"\0", b"9"])
def test_what_ends_megabytes_before_its_file_is_refused_before_it_is_read(
    signer: contract.Signer, page: bytes, sign_of: bytes, end: bytes
) -> None:
    far = sign_of * (19 * 1024 * 1024) + end
    with pytest.raises(contract.BrokenPdf), isolated.SIGNATURES._my_turn():
        signer.verify_pdf(sign(signer, page) + far)


@pytest.mark.parametrize(
    "hidden",
    [
        b"9 0 obj\n<< /Type /Page >>\nendobj\n",
        b"xref\n0 1\ntrailer\n<< /Root 9 0 R >>\nstartxref\n5\n",
        b"startxref\n5\n%%EOF\n",
        b"9\n0\tobj << >> endobj",
    ],
)
@pytest.mark.parametrize("far", [b"", bytes(5000)], ids=["near", "far"])
def test_an_object_or_a_table_behind_a_file_is_never_called_stray_bytes(
    signer: contract.Signer, page: bytes, hidden: bytes, far: bytes
) -> None:
    try:
        verdicts = signer.verify_pdf(sign(signer, page) + hidden + far)
    except contract.BrokenPdf:
        return
    assert [(one.holds, one.needs_original) for one in verdicts] in ([], [(False, False)])


def test_proof_added_between_two_of_our_signatures_changes_nothing(
    signer: contract.Signer, page: bytes
) -> None:
    seal = contract.Holder("post:seal", "Ủy ban nhân dân xã Thanh Minh")
    signed = sign(signer, with_validation_data(sign(signer, page)), seal)
    assert [verdict.holds for verdict in signer.verify_pdf(signed)] == [True, True]


def test_words_put_over_after_the_proof_are_seen(signer: contract.Signer, page: bytes) -> None:
    signed = put_over(with_time_stamp(with_validation_data(sign(signer, page))))
    (verdict,) = signer.verify_pdf(signed)
    assert (verdict.holds, verdict.added) == (False, "more")
    assert verdict.summary == "Tệp đã được thêm hoặc sửa nội dung sau khi ký."


def test_bytes_behind_a_stranger_s_signature_over_ours_do_not_make_it_better(
    signer: contract.Signer, page: bytes, tmp_path: Path
) -> None:
    other = contract.Holder("post:stranger", "Người Lạ")
    signed = sign(LocalAdapter(tmp_path / "elsewhere"), sign(signer, page), other)
    for after in (signed + b"\n", signed + bytes(5000)):
        assert not any(one.holds or one.needs_original for one in signer.verify_pdf(after))


@pytest.mark.skipif(not FOREIGN.is_dir(), reason="samples made elsewhere are not here")
@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("signed", [""]),
        ("signed-mail-footer", ["bytes"]),
        ("signed-newline-added", ["bytes"]),
        ("signed-note-added", ["more"]),
        ("signed-text-put-over", ["more"]),
        ("signed-then-dss-added", ["proof"]),
        ("signed-then-stranger-signs", ["stranger", ""]),
    ],
)
def test_a_foreign_sample_is_told_what_was_added_to_it(name: str, added: list[str]) -> None:
    (root,) = {signature_of((FOREIGN / "signed.pdf").read_bytes()).signer_cert.dump().hex()}
    data = (FOREIGN / f"{name}.pdf").read_bytes()
    found = validation.findings(data, roots=[root], now=clock.machine_now().isoformat())
    assert [one["added"] for one in found if isinstance(one, dict)] == added
