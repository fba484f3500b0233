"""PAdES with pyHanko and a key that stays loaded.

The library's `SimpleSigner` parses and checks its RSA key at every signature and encodes the whole
container anew. Of one holder's containers only the document's digest and the signature differ, both
of fixed length: the first container, made by the library, is the mould of those that follow.
"""

import asyncio
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from hoaban.gateways.signing.adapters.keys import Identity
from hoaban.gateways.signing.contract import BrokenPdf

DIGEST = "sha256"
_MARK = hashlib.sha256(b"the place of the digest").digest()


class KeptKeySigner(Signer):
    """Signs with an RSA key that was parsed once. One holder, one certificate, one mould."""

    def __init__(self, identity: Identity) -> None:
        certificate = x509.Certificate.load(identity.certificate.public_bytes(Encoding.DER))
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's
        super().__init__(signing_cert=certificate, cert_registry=registry)
        self._key = identity.key
        self._mould: tuple[list[bytes], bytes] | None = None

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002  we only ever ask for SHA-256
        dry_run: bool = False,  # noqa: ARG002, FBT001, FBT002  the library's signature
    ) -> bytes:
        """The library's hook: RSA, PKCS #1 v1.5, SHA-256."""
        return self._key.sign(data, padding.PKCS1v15(), SHA256())

    def container(self, digest: bytes) -> bytes:
        """The CMS container (DER) over a document's SHA-256 digest, PAdES B-B."""
        pieces, attributes = self._pieces()
        signed = hashlib.sha256(attributes.replace(_MARK, digest)).digest()
        value = self._key.sign(signed, padding.PKCS1v15(), Prehashed(SHA256()))
        return digest.join(pieces[:2]) + value + pieces[2]

    def reserved(self) -> int:
        """Hexadecimal digits that a container takes, known to the digit."""
        return 2 * (sum(map(len, self._pieces()[0])) + len(_MARK) + self._key.key_size // 8)

    def _pieces(self) -> tuple[list[bytes], bytes]:
        """Before the digest, between digest and signature, after it; and the attributes to sign."""
        if self._mould is None:
            self._mould = self._cast()
        return self._mould

    def _cast(self) -> tuple[list[bytes], bytes]:
        with ThreadPoolExecutor(1) as aside:  # a loop may be running in this thread
            made = aside.submit(asyncio.run, self.async_sign(_MARK, DIGEST, use_pades=True))
        whole = made.result()
        info = whole["content"]["signer_infos"][0]
        signed = cms.CMSAttributes.load(info["signed_attrs"].untag().dump())
        value = info["signature"].native
        before, after = whole.dump().split(_MARK)
        between, end = after.split(value)
        return [before, between, end], signed.dump()


def sign(
    pdf: bytes, *, signer: KeptKeySigner, name: str, field: str, reason: str, signed_at: datetime
) -> bytes:
    """An incremental update with an invisible field of that name. Refuses BrokenPdf."""
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=name,
        reason=reason or None,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        session = PdfSigner(metadata, signer).init_signing_session(writer)
        session.system_time = signed_at
        document = session.prepare_tbs_document(
            validation_info=None, bytes_reserved=signer.reserved()
        )
        output = io.BytesIO()
        prepared, _ = document.digest_tbs_document(output=output)
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as broken:
        raise BrokenPdf from broken
    prepared.fill_with_cms(output, signer.container(prepared.document_digest))
    return output.getvalue()
